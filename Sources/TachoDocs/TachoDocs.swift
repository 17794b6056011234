internal import Answers
internal import Foundation

/// Writes the documents that follow from the code into the folder of the documents: `TachoDocs docs`, which `make golden` runs.
@main
struct TachoDocs {
    static func main() throws {
        guard let folder = CommandLine.arguments.dropFirst().first else {
            throw CocoaError(.fileNoSuchFile, userInfo: [NSLocalizedDescriptionKey: "name the folder of the documents"])
        }
        let documents = URL(filePath: folder)
        for file in AnswerSchemas.files {
            try Data(file.text).write(to: documents.appending(path: "schemas/\(file.name)"))
        }
        try Data(CatalogueDocument.text.utf8).write(to: documents.appending(path: "figures.md"))
    }
}

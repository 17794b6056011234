internal import Answers
internal import Foundation

/// Writes the documents that follow from the code into a folder: `TachoDocs FOLDER`. `make golden` runs it for docs/schemas.
@main
struct TachoDocs {
    static func main() throws {
        guard let folder = CommandLine.arguments.dropFirst().first else {
            throw CocoaError(.fileNoSuchFile, userInfo: [NSLocalizedDescriptionKey: "name the folder of the schemas"])
        }
        for file in AnswerSchemas.files {
            try Data(file.text).write(to: URL(filePath: folder).appending(path: file.name))
        }
    }
}

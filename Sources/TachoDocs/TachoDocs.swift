internal import Answers
internal import Foundation

/// Writes what follows from the code into the documents of a repository: `TachoDocs FOLDER`, which `make golden` runs.
///
/// That is the schemas, the page of the figures, and below each command of a block of the language `console` what it prints. With
/// `--check` nothing is written: the documents that would change are named, and the exit status is 1.
@main
struct TachoDocs {
    static func main() throws {
        guard let folder = CommandLine.arguments.dropFirst().first(where: { $0 != "--check" }) else {
            throw CocoaError(
                .fileNoSuchFile,
                userInfo: [NSLocalizedDescriptionKey: "name the folder of the repository"]
            )
        }
        let isCheck = CommandLine.arguments.contains("--check")
        // The shell changes the current folder.
        let repository = URL(filePath: URL(filePath: folder).path)
        let documents = repository.appending(path: "docs")
        var changed: [String] = []
        func put(_ text: Data, into file: URL) throws {
            let isThere = FileManager.default.fileExists(atPath: file.path)
            guard try !isThere || Data(contentsOf: file) != text else { return }
            if isCheck { changed.append(file.lastPathComponent) } else { try text.write(to: file) }
        }
        for file in AnswerSchemas.files {
            try put(Data(file.text), into: documents.appending(path: "schemas/\(file.name)"))
        }
        try put(Data(CatalogueDocument.text.utf8), into: documents.appending(path: "figures.md"))
        let shell = try DemoShell()
        let pages = try FileManager.default.contentsOfDirectory(at: documents, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "md" }.sorted { $0.path < $1.path }
        for page in [repository.appending(path: "README.md")] + pages {
            let text = try String(contentsOf: page, encoding: .utf8)
            let renewed = try ConsoleBlocks(text).renewed { command in try shell.output(of: command) }
            try put(Data(renewed.utf8), into: page)
        }
        try shell.remove()
        guard !changed.isEmpty else { return }
        print("to be made again: \(changed.joined(separator: ", "))")
        exit(1)
    }
}

import Foundation
import TestSupport
import Testing

@Suite("The documents of the repository")
struct DocumentedOutputTests {
    /// The program that `make golden` runs; it lies beside `tacho`.
    private func check(_ folder: URL) throws -> (code: Int32, output: String) {
        let process = Process()
        let output = Pipe()
        process.executableURL = BuiltProgram.url.deletingLastPathComponent().appending(path: "TachoDocs")
        process.arguments = [folder.path, "--check"]
        process.standardOutput = output
        let end = try process.start()
        let text = output.fileHandleForReading.readDataToEndOfFile()
        end.wait()
        return (process.terminationStatus, String(decoding: text, as: UTF8.self))
    }

    @Test("what they show below a command is what it prints; `make golden` writes it anew")
    func outputs() throws {
        let found = try check(BuiltProgram.sourceFolder)
        #expect(found.code == 0, "\(found.output)")
    }

    @Test("a block that shows anything else is named")
    func differing() throws {
        let folder = try TemporaryFolder()
        let copy = URL(filePath: folder.file("copy"))
        try FileManager.default.createDirectory(at: copy, withIntermediateDirectories: false)
        for name in ["README.md", "docs"] {
            try FileManager.default.copyItem(
                at: BuiltProgram.sourceFolder.appending(path: name),
                to: copy.appending(path: name)
            )
        }
        let readme = copy.appending(path: "README.md")
        let text = try String(contentsOf: readme, encoding: .utf8)
        try text.replacing("prod met its objective", with: "prod missed its objective")
            .write(to: readme, atomically: true, encoding: .utf8)
        let found = try check(copy)
        #expect(found.code == 1)
        #expect(found.output == "to be made again: README.md\n")
    }
}

import Foundation
import Testing

/// A unique folder that goes when the test is done with it.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "tachograph-files-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.path
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    func file(_ name: String) -> String {
        path + "/" + name
    }

    /// Writes a file and gives its path.
    @discardableResult
    func write(_ bytes: [UInt8], to name: String) throws -> String {
        try Data(bytes).write(to: URL(fileURLWithPath: file(name)))
        return file(name)
    }

    func text(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(fileURLWithPath: file(name))), as: UTF8.self)
    }

    /// Everything in it, folders searched: each name with its contents, where its link leads, and its mode.
    func everything() throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: path).sorted().map { name in
            var status = stat()
            #expect(lstat(file(name), &status) == 0)
            let contents =
                switch status.st_mode & S_IFMT {
                case S_IFREG: try Data(contentsOf: URL(fileURLWithPath: file(name))).base64EncodedString()
                case S_IFLNK: try FileManager.default.destinationOfSymbolicLink(atPath: file(name))
                default: ""
                }
            return "\(name) \(status.st_mode) \(status.st_ino) \(contents)"
        }
    }
}

import Foundation
import TestSupport
import Testing

extension TemporaryFolder {
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

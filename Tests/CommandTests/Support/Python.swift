import Foundation
import TestSupport
import Testing

/// The Python of the machine, as an independent reader, where there is one.
enum Python {
    static let path = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        .map { "\($0)/python3" }.first { FileManager.default.isExecutableFile(atPath: $0) }

    /// How a program with `arguments` ends in `folder`, and what it writes on its standard output, which has to be short.
    static func run(_ arguments: [String], in folder: String) throws -> (code: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(filePath: try #require(path))
        process.arguments = arguments
        process.currentDirectoryURL = URL(filePath: folder)
        let (output, error) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = error
        try process.start().wait()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }
}

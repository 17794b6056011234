import Foundation
import TestSupport
import Testing

/// The Python of the machine, as an independent reader; make test installs it.
enum Python {
    static let path = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        .map { "\($0)/python3" }.first { FileManager.default.isExecutableFile(atPath: $0) }

    /// What `program` writes on its standard output when it is given `input`, which has to fit into a pipe's buffer or be
    /// read whole before anything is written.
    static func run(_ program: String, input: [UInt8]) throws -> [UInt8] {
        let process = Process()
        process.executableURL = URL(filePath: try #require(path))
        process.arguments = ["-c", program]
        let (standardInput, standardOutput) = (Pipe(), Pipe())
        process.standardInput = standardInput
        process.standardOutput = standardOutput
        let end = try process.start()
        try standardInput.fileHandleForWriting.write(contentsOf: Data(input))
        try standardInput.fileHandleForWriting.close()
        let output = try standardOutput.fileHandleForReading.readToEnd() ?? Data()
        end.wait()
        #expect(process.terminationStatus == 0)
        return Array(output)
    }
}

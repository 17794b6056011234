import Foundation
import SchemaValidation
import TestSupport
import Testing

/// A run of the built program: a process of its own, whose streams go to files.
final class Running: Sendable {
    let process: Process
    private let folder: TemporaryFolder
    private let end: AsyncStream<Void>
    private let printsJSON: Bool

    /// Starts the program.
    ///
    /// Its environment is what is given here, a fixed clock, and nothing of the tests' own but what it needs to run. It can begin with
    /// SIGINT ignored, as a job in the background of a script does.
    init(
        _ arguments: [String],
        environment: [String: String] = [:],
        input: String = "",
        directory: String? = nil,
        output: FileHandle? = nil,
        ignoresInterrupts: Bool = false
    ) throws {
        folder = try TemporaryFolder()
        printsJSON =
            output == nil && !arguments.contains("--output")
            && zip(arguments, arguments.dropFirst()).contains { $0 == ("--format", "json") }
        process = Process()
        if ignoresInterrupts {
            process.executableURL = URL(filePath: "/bin/sh")
            process.arguments = ["-c", #"trap "" INT; exec "$0" "$@""#, BuiltProgram.url.path] + arguments
        } else {
            process.executableURL = BuiltProgram.url
            process.arguments = arguments
        }
        let own = ProcessInfo.processInfo.environment
        let inherited = ["PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH", "TSAN_OPTIONS"]
        process.environment =
            own.filter { inherited.contains($0.key) }
            .merging(["TACHO_NOW": Fixture.nowText]) { $1 }
            .merging(environment) { $1 }
        process.currentDirectoryURL = URL(fileURLWithPath: directory ?? folder.path)
        let ownInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: try folder.write(input, to: "input")))
        let ownOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: try folder.write("", to: "output")))
        let ownError = try FileHandle(forWritingTo: URL(fileURLWithPath: try folder.write("", to: "error")))
        process.standardInput = ownInput
        process.standardOutput = output ?? ownOutput
        process.standardError = ownError
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
        end = stream
        process.terminationHandler = { _ in continuation.finish() }
        // A job in the background of a script begins with signals ignored, and so would the program.
        for number in [SIGINT, SIGTERM, SIGHUP] { signal(number, SIG_DFL) }
        try process.run()
        // Left to Foundation they stay open, and its search for open files fails when there are more than a thousand.
        for handle in [ownInput, ownOutput, ownError] { try handle.close() }
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }

    func send(_ signal: Int32) {
        kill(process.processIdentifier, signal)
    }

    /// What it has written to standard output so far.
    var outputSoFar: Data {
        (try? bytes(of: folder.file("output"))) ?? Data()
    }

    /// Waits for its end; JSON that it printed has to be valid by its schema.
    func outcome() async throws -> Outcome {
        for await _ in end {}
        let outcome = Outcome(
            code: process.terminationReason == .exit ? process.terminationStatus : nil,
            output: outputSoFar,
            complaint: String(decoding: try bytes(of: folder.file("error")), as: UTF8.self)
        )
        if printsJSON, !outcome.output.isEmpty {
            let complaints = try PrintedDocument(outcome.output).complaints()
            #expect(complaints.isEmpty, "tacho \(process.arguments ?? []): \(complaints)")
        }
        return outcome
    }
}

/// Runs the program to its end.
func tacho(
    _ arguments: String...,
    environment: [String: String] = [:],
    input: String = "",
    directory: String? = nil
) async throws -> Outcome {
    try await tacho(arguments, environment: environment, input: input, directory: directory)
}

/// Runs the program to its end.
func tacho(
    _ arguments: [String],
    environment: [String: String] = [:],
    input: String = "",
    directory: String? = nil
) async throws -> Outcome {
    try await Running(arguments, environment: environment, input: input, directory: directory).outcome()
}

/// Waits until `condition` holds, at most a minute; false where it never did.
func eventually(_ condition: () throws -> Bool) async throws -> Bool {
    let deadline = ContinuousClock.now + .seconds(60)
    while true {
        // Looked at once more when time is up: on a busy machine the nap alone can take that long.
        if try condition() { return true }
        guard ContinuousClock.now < deadline else { return false }
        try await Task.sleep(for: .milliseconds(5))
    }
}

internal import Files
internal import Foundation
internal import Rendering
internal import StatusAPI

#if canImport(Darwin)
internal import Darwin
#elseif canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#endif

/// Standard output and standard error, written by the system call, so that a closed pipe is noticed and is no crash.
enum StandardStream {
    case output
    case error

    private var descriptor: Int32 {
        switch self {
        case .output: STDOUT_FILENO
        case .error: STDERR_FILENO
        }
    }

    private var name: String {
        switch self {
        case .output: "standard output"
        case .error: "standard error"
        }
    }

    /// Whether a person's terminal is at the other end that can do more than print one line after the other.
    var isCapableTerminal: Bool {
        isTerminal && environment("TERM") != "dumb"
    }

    /// Whether a person's terminal is at the other end.
    var isTerminal: Bool {
        isatty(descriptor) == 1
    }

    /// How many columns the terminal at the other end has; nil where there is none, or where it does not say.
    var width: Int? {
        var size = winsize()
        guard isTerminal, ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    /// Writes all of `bytes`.
    ///
    /// Throws: `EarlyExit` with success where the reader has closed the pipe, `Failure` where the write fails otherwise.
    func write(_ bytes: some Sequence<UInt8>) throws {
        do {
            try writeAll(Array(bytes), to: descriptor)
        } catch {
            guard !error.isClosedPipe else { throw EarlyExit(status: .done) }
            throw Failure(status: .inputOutput, message: "\(name): \(error.text)")
        }
    }

    /// Writes `line` and a line feed.
    func writeLine(_ line: String) throws {
        try write((line + "\n").utf8)
    }
}

/// Says `message` on standard error, prefixed with the program's name; a standard error that is closed is no failure.
///
/// Names and paths in it come from outside: whatever they hold, it is one line of bounded length, which neither a terminal
/// nor a CI runner obeys, and no address in it shows a password.
func printError(_ message: String) {
    let line = "tacho: " + message.withoutUserInformation(needingScheme: true)
    try? StandardStream.error.writeLine(line.neutralised.shortened(to: longestMessage))
}

/// In columns; what a message says first and last, what happened and what to do, is kept.
private let longestMessage = 2_000

/// Says that `holder` writes to the store at `path`, which is waited for.
func printWaiting(for holder: String, _ path: String) {
    printError("\(path): \(holder) is writing to it; waiting")
}

extension InputFile {
    /// Says so on standard error where others than the owner of the file at `path` can use what it holds: `what`, which is to be
    /// secret.
    func warnIfOpenToOthers(_ path: String, _ what: String) {
        guard isOpenToOthers else { return }
        printError("\(path): others than its owner can use \(what); chmod 600 \(path)")
    }
}

/// Why the file system refuses something, in its own words.
func reason(of error: any Error) -> String {
    let error = error as NSError
    let cause = error.userInfo[NSUnderlyingErrorKey] as? NSError ?? error
    // Foundation leaves the system's error out of these two on some platforms.
    let missing = [CocoaError.fileNoSuchFile, CocoaError.fileReadNoSuchFile].map(\.rawValue)
    if cause.domain == NSCocoaErrorDomain, missing.contains(cause.code) { return String(cString: strerror(ENOENT)) }
    return cause.domain == NSPOSIXErrorDomain
        ? String(cString: strerror(Int32(cause.code))) : cause.localizedDescription
}

/// Runs `operation` so that Control-C (or a request to terminate) cancels it instead of ending the process; a second one
/// ends the process at once. A signal that was ignored when the process began stays ignored.
func interruptible<Value: Sendable>(_ operation: @escaping @Sendable () async throws -> Value) async throws -> Value {
    let task = Task { try await operation() }
    let signals = CaughtSignals([SIGINT, SIGTERM]) { _ in
        guard !task.isCancelled else { exitProcess(ExitStatus.interrupted.rawValue) }
        task.cancel()
    }
    defer { withExtendedLifetime(signals) {} }
    return try await task.value
}

/// Where a result goes: to standard output, or to a file that is written atomically.
enum Destination {
    case standardOutput
    case place(OutputPlace)

    /// Fails where nothing can be written, or what is there is `protected`, before any work is done for it.
    init(_ path: String?, protected: ProtectedFiles) throws {
        let place = try OutputPlace(path ?? "-", option: "--output", protected: protected)
        self = try place.isStandardOutput ? .standardOutput : .place(place)
    }

    /// Lets `produce` write the result piece by piece. A reader that goes away ends the run, unless that is outlasted.
    func write(
        outlastingReader: Bool = false,
        _ produce: (_ receive: ([UInt8]) throws -> Void) throws -> Void
    ) throws {
        do {
            try write(produce)
        } catch let early as EarlyExit where outlastingReader && early.status == .done {
            return
        }
    }

    private func write(_ produce: (_ receive: ([UInt8]) throws -> Void) throws -> Void) throws {
        switch self {
        case .standardOutput: try produce { try StandardStream.output.write($0) }
        case .place(let place): try place.write(produce)
        }
    }
}

/// A folder of files that are all replaced, or none of them.
struct WrittenFolder {
    /// Writes a file's content piece by piece.
    typealias Content = (_ receive: ([UInt8]) throws -> Void) throws -> Void
    typealias File = (name: String, content: Content)

    private let path: String
    private let protected: ProtectedFiles
    private static let option = "--output"
    private static let probe = "tachograph"

    /// Makes the folder, for files that have these names; fails where that fails, a file can't be written into it, or what is
    /// there is `protected`, before any work is done for it.
    init(at path: String, names: [String], protected: ProtectedFiles) throws {
        guard path != "-" else {
            throw Failure.usage("--output -: these are several files, and need a folder; name one, or choose --table")
        }
        self.path = path
        self.protected = protected
        try OutputPlace.checkFolder(path, option: WrittenFolder.option, protected: protected)
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw Failure(
                status: .inputOutput,
                message: "\(path): the folder can't be made (\(reason(of: error))); choose another place by --output"
            )
        }
        for name in names + [WrittenFolder.probe] { _ = try place(name) }
    }

    func write(_ contents: [File]) throws {
        try OutputPlace.write(contents.map { (try place($0.name), $0.content) })
    }

    private func place(_ name: String) throws -> OutputPlace {
        try OutputPlace("\(path)/\(name)", option: WrittenFolder.option, protected: protected)
    }
}

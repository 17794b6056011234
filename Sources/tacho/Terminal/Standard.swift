internal import Reporting
internal import StatusAPI

#if canImport(Darwin)
internal import Darwin
#elseif canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#endif

/// Standard output and standard error, written by the system call, so that a closed pipe is noticed and is no crash.
enum Standard {
    case output
    case error

    private var descriptor: Int32 {
        switch self {
        case .output: STDOUT_FILENO
        case .error: STDERR_FILENO
        }
    }

    /// Whether a person's terminal is at the other end.
    var isTerminal: Bool {
        isatty(descriptor) == 1
    }

    /// Writes all of `bytes`.
    ///
    /// Throws: `EarlyExit` with success where the reader has closed the pipe, `Failure` where the write fails otherwise.
    func write(_ bytes: some Sequence<UInt8>) throws {
        var rest = Array(bytes)[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
            if written >= 0 {
                rest = rest.dropFirst(written)
            } else if errno == EPIPE {
                throw EarlyExit(status: .done)
            } else if errno != EINTR {
                let reason = String(cString: strerror(errno))
                throw Failure(status: .inputOutput, message: "standard output: \(reason)")
            }
        }
    }

    /// Writes `line` and a line feed.
    func writeLine(_ line: String) throws {
        try write((line + "\n").utf8)
    }
}

/// The write of the C library: inside `Standard`, its name is taken.
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, bytes, count)
}

/// Says `message` on standard error, prefixed with the program's name; a standard error that is closed is no failure.
///
/// Names and paths in it come from outside: whatever they hold, it is one line of bounded length, which neither a terminal
/// nor a CI runner obeys, and no address in it shows a password.
func say(_ message: String) {
    let line = "tacho: " + message.withoutUserInformation(needingScheme: true)
    try? Standard.error.writeLine(line.neutralised.shortened(to: longestMessage))
}

/// In columns; what a message says first and last, what happened and what to do, is kept.
private let longestMessage = 2_000

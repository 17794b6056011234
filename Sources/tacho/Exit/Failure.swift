/// Why a command ends without doing what was asked: one line for a person, and the code for scripts.
struct Failure: Error {
    let status: ExitStatus
    /// What happened, to what, and what to do.
    let message: String

    static func usage(_ message: String) -> Failure {
        Failure(status: .usage, message: message)
    }
}

/// The end of a command that did what it could and has said so already.
struct EarlyExit: Error {
    let status: ExitStatus
}

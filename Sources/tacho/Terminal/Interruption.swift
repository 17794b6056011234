internal import Files
internal import Foundation

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

import Foundation

/// A value that only one thread at a time can touch.
///
/// `Synchronization.Mutex` would do the same, but on Linux it locks by a futex inside the runtime, which the thread
/// sanitizer can't see: each use of it is reported as a race. `NSLock` is a POSIX mutex, which the sanitizer knows.
package final class Locked<Value: Sendable>: @unchecked Sendable {
    private let lock = NSLock()
    private var value: Value

    package init(_ value: Value) {
        self.value = value
    }

    /// Runs `body` while no other thread has the value.
    ///
    /// - Parameter body: What to do with the value; it must not use this very lock again.
    /// - Returns: What `body` returns.
    /// - Throws: What `body` throws; the value is then as `body` left it.
    package func withLock<Result, Failure: Error>(
        _ body: (inout Value) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        lock.lock()
        defer { lock.unlock() }
        return try body(&value)
    }
}

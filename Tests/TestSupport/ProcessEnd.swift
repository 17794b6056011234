import Dispatch
package import Foundation

/// The end of a process that a test has started.
package struct ProcessEnd: Sendable {
    private let ended = DispatchSemaphore(value: 0)

    fileprivate init(of process: Process) throws {
        process.terminationHandler = { [ended] _ in ended.signal() }
        try process.run()
    }

    /// Waits for it. To be called once.
    package func wait() {
        ended.wait()
    }
}

extension Process {
    /// Starts it. Its end is to be waited for by what this returns.
    ///
    /// Foundation's own `waitUntilExit` clears, on Linux, what the thread that watches the process may still be reading, and a run of
    /// the tests in many crashes (swift-corelibs-foundation, pull request 3126).
    package func start() throws -> ProcessEnd {
        try ProcessEnd(of: self)
    }
}

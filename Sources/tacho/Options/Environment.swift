internal import Foundation
internal import Timelines

/// The client's clock, or the instant in TACHO_NOW, which replaces it for tests and for repeating a run.
func clientClock() throws -> @Sendable () -> Instant {
    guard let text = ProcessInfo.processInfo.environment["TACHO_NOW"], !text.isEmpty else {
        return {
            var time = timespec()
            clock_gettime(CLOCK_REALTIME, &time)
            return Instant(milliseconds: Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000)
        }
    }
    guard let instant = Instant(iso8601: text) else {
        throw Failure.usage("TACHO_NOW: “\(text)” is no instant; write one such as 2026-11-09T14:30:00Z")
    }
    return { instant }
}

/// The value of an environment variable; nil where it is not set, or empty.
func environment(_ name: String) -> String? {
    ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
}

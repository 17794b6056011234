package import Timelines

/// The size of a fleet for benchmarks.
package struct BigFleetOptions: Hashable, Sendable {
    package var seed: UInt64
    package var containers: Int
    /// How many entries each container has.
    package var entries: Int
    /// The end of the history, which is spread evenly over `span` before it.
    package var now: Instant
    package var span: TimeSpan

    package init(
        seed: UInt64 = 1,
        containers: Int = 100,
        entries: Int = 2_000,
        now: Instant,
        span: TimeSpan = .days(365)
    ) {
        self.seed = seed
        self.containers = max(0, containers)
        self.entries = max(0, entries)
        self.now = now
        self.span = span
    }
}

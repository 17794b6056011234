package import Timelines

/// What a fleet is made from; the same options give the same bytes on every run and platform.
package struct FleetOptions: Hashable, Sendable {
    package var seed: UInt64
    /// How many containers a client can find that lists deleting and expired ones too. The first 24 are a fixed cast
    /// that shows every `Situation`; more of them lead ordinary lives.
    package var containers: Int
    /// How much history there is before `now`. Some situations need all of the default 8.
    package var weeks: Int
    /// The end of the history. Ordinary life goes on for a week after it, for a server whose clock runs.
    package var now: Instant

    package init(seed: UInt64 = 1, containers: Int = 24, weeks: Int = 8, now: Instant) {
        self.seed = seed
        self.containers = max(0, containers)
        self.weeks = max(1, weeks)
        self.now = now
    }

    /// From the beginning of the history to the end of the life that was prepared.
    var life: Interval {
        Interval(start: now - .days(7 * Int64(weeks)), end: now + .days(7))
    }
}

internal import Simulation
internal import Timelines

/// How many containers the bench's fleet has, and how many entries each, spread over the year before `end`.
struct FleetSize {
    var containers: Int
    var entries: Int

    /// Monday, 2026-11-16, midnight in UTC; the same on every run, so that every run measures the same.
    static let end = Instant(milliseconds: 1_794_787_200_000)

    var fleet: BigFleet {
        BigFleet(BigFleetOptions(containers: containers, entries: entries, now: FleetSize.end))
    }
}

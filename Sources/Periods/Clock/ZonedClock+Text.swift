package import Timelines

extension ZonedClock {
    /// `2026-11-09 15:30:00 +01:00`, or `… UTC` in UTC; a fraction of a second is left out.
    package func text(_ instant: Instant) -> String {
        localText(instant) + " " + offsetText(at: instant)
    }

    /// `2026-11-09 15:30:00`, where the zone is told elsewhere.
    package func localText(_ instant: Instant) -> String {
        let wallTime = wallTime(at: instant)
        return wallTime.date + " " + wallTime.time
    }

    /// `+01:00`, with seconds where an old local mean time has some; `UTC` in UTC.
    private func offsetText(at instant: Instant) -> String {
        if identifier == ZonedClock.utc.identifier { return identifier }
        let seconds = offset(at: instant).milliseconds / 1_000
        let parts = [abs(seconds) / 3_600, abs(seconds) / 60 % 60, abs(seconds) % 60]
        let shown = parts[2] == 0 ? parts.dropLast() : parts[...]
        return (seconds < 0 ? "-" : "+") + shown.map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    }
}

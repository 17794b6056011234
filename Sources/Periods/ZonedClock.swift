package import Timelines

internal import struct Foundation.Date
internal import struct Foundation.TimeZone

/// The clock on the wall in a named time zone: what it shows at an instant, and when it shows what.
package struct ZonedClock: Hashable, Sendable {
    /// The zone's name as it was given.
    package let identifier: String
    private let zone: TimeZone

    private init(identifier: String, zone: TimeZone) {
        self.identifier = identifier
        self.zone = zone
    }

    package static let utc = ZonedClock(identifier: "UTC", zone: .gmt)

    /// The clock of a zone of the IANA database, by its exact name; nil if the database lacks the name.
    package init?(timeZone identifier: String) {
        guard identifier.contains("/") ? !identifier.hasPrefix("SystemV/") : Self.plainNames.contains(identifier),
            let zone = TimeZone(identifier: identifier)
        else { return nil }
        self.init(identifier: identifier, zone: zone)
    }

    /// How far the clock is ahead of UTC.
    package func offset(at instant: Instant) -> TimeSpan {
        // Clocks change at whole seconds, so that the second decides; a whole number of them is exact in a `Date`.
        let (seconds, rest) = instant.milliseconds.quotientAndRemainder(dividingBy: 1_000)
        let date = Date(timeIntervalSince1970: Double(rest < 0 ? seconds - 1 : seconds))
        return .seconds(Int64(zone.secondsFromGMT(for: date)))
    }

    func wallTime(at instant: Instant) -> WallTime {
        WallTime(milliseconds: (instant + offset(at: instant)).milliseconds)
    }

    /// The first instant at which the clock shows `wallTime` or later.
    ///
    /// So a time that the clock shows twice means its first occurrence, and one that it skips the moment of the skip: the
    /// order of times stays, and a day begins when its first moment does. It holds that no zone changes its clock twice
    /// within 48 hours.
    func firstInstant(showing wallTime: WallTime) -> Instant {
        // 1. No offset has ever reached 24 hours: the clock shows the time between these two instants.
        let asUTC = Instant(milliseconds: wallTime.milliseconds)
        var early = asUTC - .days(1)
        var late = asUTC + .days(1)
        let before = offset(at: early)
        let after = offset(at: late)
        guard before != after else { return asUTC - before }
        // 2. The clock changes in between: find the first instant of the new offset.
        while late - early > TimeSpan(milliseconds: 1) {
            let middle = early + TimeSpan(milliseconds: (late - early).milliseconds / 2)
            if offset(at: middle) == before {
                early = middle
            } else {
                late = middle
            }
        }
        // 3. The old offset shows the time before the change, or the new one does at the change or after it.
        let change = late
        let old = asUTC - before
        return old < change ? old : max(change, asUTC - after)
    }

    /// The names of the IANA database without a slash. Abbreviations are not among them: `BST` or `IST` mean several.
    private static let plainNames: Set<String> = [
        "CET", "CST6CDT", "Cuba", "EET", "EST", "EST5EDT", "Egypt", "Eire", "GB", "GB-Eire", "GMT", "GMT0", "Greenwich",
        "HST", "Hongkong", "Iceland", "Iran", "Israel", "Jamaica", "Japan", "Kwajalein", "Libya", "MET", "MST",
        "MST7MDT",
        "NZ", "NZ-CHAT", "Navajo", "PRC", "PST8PDT", "Poland", "Portugal", "ROC", "ROK", "Singapore", "Turkey", "UCT",
        "UTC", "Universal", "W-SU", "WET", "Zulu",
    ]
}

extension ZonedClock {
    /// `2026-11-09 15:30:00 +01:00`, or `… UTC` in UTC; a fraction of a second is left out.
    package func text(_ instant: Instant) -> String {
        localText(instant) + " " + offsetText(at: instant)
    }

    /// `2026-11-09 15:30:00`, for texts that name the zone elsewhere.
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

extension ZonedClock {
    /// The clock of a zone that was named at `place` (an option or a line of a file).
    ///
    /// Throws an error that suggests the name that was probably meant.
    package init(timeZone identifier: String, namedAt source: String) throws(PeriodError) {
        guard let clock = ZonedClock(timeZone: identifier) else {
            throw PeriodError(
                code: .badTimeZone,
                source: source,
                message: "no such time zone",
                hint: ZonedClock.suggestion(for: identifier)
            )
        }
        self = clock
    }

    /// A zone of the same name but for letter case, or of that city.
    private static func suggestion(for identifier: String) -> String {
        let wanted = identifier.lowercased().split(separator: " ").joined(separator: "_")
        let meant = TimeZone.knownTimeZoneIdentifiers.sorted().first { known in
            let known = known.lowercased()
            return known == wanted || known.split(separator: "/").last.map(String.init) == wanted
        }
        guard let meant else { return "write a name such as UTC, Europe/Berlin or America/New_York" }
        return "did you mean \(meant)?"
    }
}

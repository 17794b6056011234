package import Timelines

import struct Foundation.Date
import struct Foundation.TimeZone

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

    /// The clock of a zone of the IANA database, by its exact name; nil where the database has none of that name.
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

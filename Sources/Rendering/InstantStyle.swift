package import Timelines

/// How people read an instant: the local time of one zone. The zone's offsets come in as a closure; nothing here knows a
/// calendar's rules.
package struct InstantStyle: Sendable {
    /// The zone's name, such as `Europe/Berlin`.
    package let timezone: String
    private let offset: @Sendable (Instant) -> TimeSpan

    /// `offset` gives how far the zone's clocks are ahead of UTC at an instant.
    package init(timezone: String, offset: @escaping @Sendable (Instant) -> TimeSpan) {
        self.timezone = timezone
        self.offset = offset
    }

    package static let utc = InstantStyle(timezone: "UTC") { _ in .zero }

    /// `2026-11-09 15:30:12`; with the offset behind it, `02:30:00 (UTC+02:00)`, where the clocks showed that time twice.
    /// An instant is `unbroken`, here and below.
    package func text(_ instant: Instant) -> String {
        (isAmbiguous(instant) ? "\(local(instant)) (\(offsetText(at: instant)))" : local(instant)).unbroken
    }

    /// `2026-11-09 15:30:12`, also where the clocks showed that time twice; with plain blanks, for programs.
    package func wallTime(_ instant: Instant) -> String { local(instant).withPlainBlanks }

    /// `2026-11-09 15:30:12 Europe/Berlin (UTC+01:00)`: to be understood alone. In UTC the name says it all.
    package func fullText(_ instant: Instant) -> String {
        let zone = timezone.neutralised.shortened(to: 40)
        let offset = offsetText(at: instant)
        return (zone == offset ? "\(local(instant)) \(zone)" : "\(local(instant)) \(zone) (\(offset))").unbroken
    }

    /// `Thu 19 Nov`.
    package func day(_ instant: Instant) -> String {
        let shown = instant + offset(instant)
        return "\(InstantStyle.weekdays[shown.daysAfterMonday]) \(dayAndMonth(instant))".unbroken
    }

    /// The midnights of the zone's clock in `range`.
    package func midnights(in range: Interval) -> [Instant] {
        var midnights: [Instant] = []
        var day = (range.start + offset(range.start)).startOfDay
        while true {
            let midnight = day - offset(day - offset(range.start))
            guard midnight < range.end else { return midnights }
            if midnight >= range.start { midnights.append(midnight) }
            day = day + .days(1)
        }
    }

    /// The weekday by the zone's clock: 0 is Monday.
    package func daysAfterMonday(_ instant: Instant) -> Int { (instant + offset(instant)).daysAfterMonday }

    /// `19 Nov`.
    private func dayAndMonth(_ instant: Instant) -> String {
        let date = (instant + offset(instant)).date
        return "\(date.day) \(InstantStyle.months[date.month - 1])"
    }

    /// `21:12`.
    package func time(_ instant: Instant) -> String {
        String(local(instant).suffix(8).prefix(5))
    }

    /// `21:12:30`; with the offset behind it where the clocks showed that time twice.
    package func timeOfDay(_ instant: Instant) -> String {
        (seconds(instant) + (isAmbiguous(instant) ? " (\(offsetText(at: instant)))" : "")).unbroken
    }

    /// `21:12:30`.
    package func seconds(_ instant: Instant) -> String {
        String(local(instant).suffix(8))
    }

    /// `Thu 19 Nov 21:12`.
    package func minute(_ instant: Instant) -> String {
        "\(day(instant)) \(time(instant))".unbroken
    }

    /// `on Thursday evening`, `early on Friday`.
    package func partOfDay(_ instant: Instant) -> String {
        let shown = instant + offset(instant)
        let names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
        let day = names[shown.daysAfterMonday]
        return switch (shown - shown.startOfDay).milliseconds / 3_600_000 {
        case ..<6: "early on \(day)"
        case ..<12: "on \(day) morning"
        case ..<18: "on \(day) afternoon"
        default: "on \(day) evening"
        }
    }

    private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    /// The zone's wall clock, finer than a second left out.
    private func local(_ instant: Instant) -> String {
        return (instant + offset(instant)).iso8601.dropLast(5).split(separator: "T").joined(separator: " ")
    }

    /// `UTC+01:00`, or `UTC`; seconds, which only offsets of long ago have, are added where there are any.
    private func offsetText(at instant: Instant) -> String {
        let seconds = offset(instant).milliseconds / 1_000
        guard seconds != 0 else { return "UTC" }
        let parts = [abs(seconds) / 3_600, abs(seconds) / 60 % 60, abs(seconds) % 60]
        let shown = parts[2] == 0 ? parts.dropLast() : parts[...]
        return "UTC" + (seconds < 0 ? "-" : "+")
            + shown.map { ($0 < 10 ? "0" : "") + String($0) }.joined(separator: ":")
    }

    /// Whether another instant has the same local time: clocks are set back by at most a few hours.
    private func isAmbiguous(_ instant: Instant) -> Bool {
        let own = offset(instant)
        return [instant - .hours(6), instant + .hours(6)].contains { near in
            let other = offset(near)
            guard other != own else { return false }
            return offset(instant + (own - other)) == other
        }
    }
}

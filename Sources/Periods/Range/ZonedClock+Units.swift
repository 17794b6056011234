package import Timelines

/// A stretch of the calendar into which a history is divided.
package enum CalendarUnit: String, Hashable, Sendable, CaseIterable {
    /// Hours, as the clock shows them: one that comes twice lasts two hours, one that is skipped is none.
    case hour
    /// From midnight to midnight: 23 to 25 hours.
    case day
    /// From Monday to Monday.
    case week

    /// Its usual length.
    package var length: TimeSpan {
        switch self {
        case .hour: .hours(1)
        case .day: .days(1)
        case .week: .days(7)
        }
    }
}

extension ZonedClock {
    /// The units that lie wholly inside `range`, by start, each beginning where the one before it ends.
    package func wholeUnits(_ unit: CalendarUnit, in range: Interval) -> [Interval] {
        guard range.start < range.end else { return [] }
        var edge = beginning(of: unit, at: range.start)
        var start = firstInstant(showing: edge)
        var units: [Interval] = []
        while start < range.end {
            edge = edge.adding(minutes: Int(unit.length.milliseconds / 60_000))
            let end = firstInstant(showing: edge)
            if start >= range.start, end <= range.end, start < end { units.append(Interval(start: start, end: end)) }
            start = end
        }
        return units
    }

    private func beginning(of unit: CalendarUnit, at instant: Instant) -> WallTime {
        let time = wallTime(at: instant)
        switch unit {
        case .hour:
            let day = time.startOfDay
            let hour: Int64 = 3_600_000
            return WallTime(milliseconds: day.milliseconds + (time.milliseconds - day.milliseconds) / hour * hour)
        case .day: return time.startOfDay
        case .week: return time.startOfWeek
        }
    }
}

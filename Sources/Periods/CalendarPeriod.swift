package import Timelines

/// What an archive has pages of.
package enum CalendarPeriod: String, Hashable, Sendable, CaseIterable {
    /// From Monday on.
    case week
    case month

    /// The weeks or months by `clock` that share time with `interval`, the oldest first; of very many the last `most`. One that is not
    /// over ends where what is known of the present ends; one of which nothing has passed is left out.
    package func ranges(sharing interval: Interval, at present: Present, clock: ZonedClock, most: Int) -> [ReportRange]
    {
        guard interval.start < interval.end else { return [] }
        var ranges: [ReportRange] = []
        var first = start(of: clock.wallTime(at: interval.end - TimeSpan(milliseconds: 1)))
        while ranges.count < most {
            let range = Period.dates(
                from: Period.DateMark(midnight: first),
                to: Period.DateMark(midnight: next(after: first))
            )
            .range(at: present, clock: clock)
            if range.interval.start < range.interval.end { ranges.append(range) }
            guard range.interval.start > interval.start else { break }
            first = start(of: first.adding(days: -1))
        }
        return ranges.reversed()
    }

    private func start(of time: WallTime) -> WallTime {
        switch self {
        case .week: time.startOfWeek
        case .month: time.startOfMonth
        }
    }

    private func next(after first: WallTime) -> WallTime {
        switch self {
        case .week: first.adding(days: 7)
        // 31 days after its first, the next month is at most three days old.
        case .month: first.adding(days: 31).startOfMonth
        }
    }
}

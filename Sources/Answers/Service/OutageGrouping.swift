internal import Study
internal import Timelines

/// A downtime window with counted time in the range, as an analysis keeps it until the end.
struct CountedWindow: Sendable {
    let container: ContainerID
    /// Its index among the intervals of its container.
    let index: Int
    let start: Instant
    /// Where it ended, or how far it is known.
    let end: Instant
    let opener: Symbol?
    let cause: DowntimeCause
    /// The counted intervals but for `others`, of which there are rarely any.
    let first: Interval
    let others: [Interval]
    /// Whether it is still down at its known end, and would count there at the next instant.
    let countsOn: Bool
    /// Whether an entry into `running` closed it.
    let isRecovered: Bool
    let closer: Symbol?

    /// Nil where nothing of it counts.
    init?(_ window: ServiceWindow, of study: ContainerStudy, by calendar: ServiceCalendar) {
        guard let first = window.downtime.counted.first else { return nil }
        let interval = study.intervals[window.index]
        container = study.container.id
        index = window.index
        start = interval.start
        end = interval.end
        opener = interval.opener.flatMap { study.timeline.entries[$0].actor }
        cause = window.cause
        self.first = first
        others = Array(window.downtime.counted.dropFirst())
        countsOn = study.countsOn(interval, by: calendar)
        let entry = interval.closer.map { study.timeline.entries[$0] }
        isRecovered = entry?.to == .running
        closer = entry?.actor
    }

    var counted: [Interval] { [first] + others }

    var countedTime: TimeSpan { others.reduce(first.length) { $0 + $1.length } }

    /// The last counted instant, which is not part of it.
    var lastCounted: Instant { others.last?.end ?? first.end }

    /// How far it holds an outage together: to its end, but no further than an hour past its beginning.
    var reach: Instant { min(end, start + .hours(1)) }

    static func precedes(_ left: CountedWindow, _ right: CountedWindow) -> Bool {
        left.start == right.start ? left.container < right.container : left.start < right.start
    }
}

/// The outages of one group, and the restarts that belong to none.
struct OutageGrouping: Sendable {
    /// Each is not empty, its windows by start and container id; by the start of their first window.
    private(set) var outages: [[CountedWindow]] = []
    private(set) var restarts: [CountedWindow] = []

    /// A window that begins no later than `gap` after the latest reach in an outage belongs to it; a restart joins the first outage
    /// whose span, `gap` wider at both ends, holds its beginning and of which its actor opened a window.
    init(_ windows: [CountedWindow], gap: TimeSpan) {
        let sorted = windows.sorted(by: CountedWindow.precedes)
        var spans: [Interval] = []
        for window in sorted where window.cause != .restart {
            if let last = spans.last, window.start <= last.end + gap {
                outages[outages.count - 1].append(window)
                spans[spans.count - 1].end = max(last.end, window.reach)
            } else {
                outages.append([window])
                spans.append(Interval(start: window.start, end: window.reach))
            }
        }
        // Restarts do not move each other: each is held against the outages as they are without any.
        let openers = outages.map { Set($0.compactMap(\.opener)) }
        var joined = false
        for restart in sorted where restart.cause == .restart {
            let first = spans.partitioningIndex { $0.end + gap >= restart.start }
            let holding = spans.indices[first...].prefix { spans[$0].start - gap <= restart.start }
            let outage = holding.first { index in restart.opener.map(openers[index].contains) ?? false }
            if let outage {
                outages[outage].append(restart)
                joined = true
            } else {
                restarts.append(restart)
            }
        }
        guard joined else { return }
        for index in outages.indices { outages[index].sort(by: CountedWindow.precedes) }
    }

    /// The most windows whose counted time holds one instant.
    static func mostAtOnce(_ windows: [CountedWindow]) -> Int {
        var changes: [(at: Instant, by: Int)] = []
        for window in windows {
            for counted in window.counted {
                changes.append((counted.start, 1))
                changes.append((counted.end, -1))
            }
        }
        // Intervals are half open: what ends at an instant is over there.
        changes.sort { $0.at == $1.at ? $0.by < $1.by : $0.at < $1.at }
        var (now, most) = (0, 0)
        for change in changes {
            now += change.by
            most = max(most, now)
        }
        return most
    }
}

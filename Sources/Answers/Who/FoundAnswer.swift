internal import Rendering
internal import Study
import Timelines

/// An answer as the search keeps it until it is looked at: its texts are still symbols.
struct FoundAnswer: Sendable {
    let container: ContainerID
    let name: String?
    let entry: Entry
    /// Among the entries of its container.
    let place: Int
    let before: Entry?
    let after: Entry?
    let doubts: [LogDoubt]
    let window: CausedWindow?

    /// A window that the entry opened.
    struct CausedWindow: Sendable {
        let interval: Interval
        let ending: DowntimeInterval.Ending
        let isPlanned: Bool
        let isAssumed: Bool
        let time: DownTimeByStatus
        let closer: Entry?
    }

    /// Newest first, then by container id.
    static func isNewer(_ left: FoundAnswer, _ right: FoundAnswer) -> Bool {
        if left.entry.at != right.entry.at { return left.entry.at > right.entry.at }
        return left.container == right.container ? left.place > right.place : left.container < right.container
    }
}

extension FoundAnswer.CausedWindow {
    init(_ run: DowntimeInterval, of timeline: Timeline, maintenance: IntervalSet) {
        interval = run.interval
        ending = run.ending
        isPlanned = maintenance.covers(run.interval)
        isAssumed = run.isAssumed
        time = run.time
        closer = run.closer.map { timeline.entries[$0] }
    }
}

extension FigureTexts {
    /// The answer in the words of a report over `range`, but for what its actor did near it.
    func answer(_ found: FoundAnswer, in range: Interval) -> WhoAnswer {
        let window = found.window.map { window in
            WindowRecord(
                container: found.container,
                ordinal: 0,
                interval: window.interval,
                ending: window.ending,
                inRange: window.interval.intersection(range).length,
                isPlanned: window.isPlanned,
                isAssumed: window.isAssumed,
                time: window.time,
                opener: found.entry,
                closer: window.closer
            )
        }
        return WhoAnswer(
            entry: whoEntry(
                found.entry,
                window: window.map { self.window($0, name: found.name) },
                container: found.container,
                name: found.name
            ),
            before: found.before.map { ChainEnd(whereItLed: $0, of: found.container, symbols: symbols) },
            after: found.after.map { ChainEnd(whereItComesFrom: $0, of: found.container, symbols: symbols) },
            doubts: found.doubts
        )
    }
}

internal import Study
import Timelines

extension WindowTotals {
    /// Counts a listed window.
    mutating func add(
        _ run: DowntimeInterval,
        of timeline: Timeline,
        inRange: TimeSpan,
        isPlanned: Bool,
        range: Interval
    ) {
        windows += 1
        down += inRange
        longest = max(longest ?? .zero, run.interval.length)
        if run.ending == .open { open += 1 }
        if run.ending == .truncated { truncated += 1 }
        // The closing entry of a listed window lies in the range: not before its start, and used, so before its end.
        if let closer = run.closer, timeline.entries[closer].to == .running {
            closed += 1
            closedTime += run.interval.length
        }
        if range.contains(run.start), !isPlanned, !(run.opener.map { timeline.entries[$0].namesPause } ?? false) {
            failures += 1
        }
    }
}

extension Entry {
    /// Whether its operation, written or derived, is `pause`.
    fileprivate var namesPause: Bool {
        switch operationReading {
        case .written(let operation): operation == .pause
        case .derived(let kind): kind == .pause
        }
    }
}

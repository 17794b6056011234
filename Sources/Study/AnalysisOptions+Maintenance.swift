package import Timelines

extension AnalysisOptions {
    /// The maintenance that the listed ones of `runs`, all windows of `container` by start, can lie in.
    ///
    /// How far back that is asked for, the windows decide: a log can be older than any listing says its container is.
    package func maintenance(of container: Container, for runs: [DowntimeInterval]) -> IntervalSet {
        guard let first = runs.first(where: { $0.isListed(in: range) }),
            let last = runs.last(where: { $0.isListed(in: range) })
        else { return IntervalSet([]) }
        // An empty window at the end lies in what begins there.
        let needed = Interval(start: first.start, end: last.end + TimeSpan(milliseconds: 1))
        return IntervalSet(maintenance(container.name, container.id, needed))
    }
}

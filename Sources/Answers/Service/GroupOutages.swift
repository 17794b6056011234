internal import Study
internal import Timelines

/// The outages of a group by start, each made when it is asked for: with all of its windows one can be large.
struct GroupOutages: Sequence, Sendable {
    let grouping: OutageGrouping
    let calendar: ServiceCalendar
    let texts: FigureTexts
    let names: [ContainerID: String?]

    func makeIterator() -> some IteratorProtocol<Outage> {
        grouping.inOrder.lazy.map { sum, windows in
            outage(sum, windowCount: windows.count, listed: nil) { windows.forEach($0) }
        }.makeIterator()
    }

    /// Those that `sums` are, each with the first of its windows.
    func outages(_ sums: [OutageSum]) -> [Outage] {
        sums.map { sum in
            outage(sum, windowCount: grouping.windowCount(of: sum), listed: Outage.mostWindowsOfShortenedList) {
                grouping.forEachWindow(of: sum, $0)
            }
        }
    }

    /// An outage with the first `listed` of its windows (nil: all); `forEachWindow` gives about `windowCount` of them, in any order.
    private func outage(
        _ sum: OutageSum,
        windowCount: Int,
        listed: Int?,
        forEachWindow: ((WindowInOutage) -> Void) -> Void
    ) -> Outage {
        var tally = OutageTally(windows: windowCount)
        var first = TopElements<WindowInOutage>(limit: listed, isBetter: WindowInOutage.precedes)
        forEachWindow { window in
            tally.add(window)
            first.add(window)
        }
        var outage = tally.outage(sum, of: calendar, texts, names)
        outage.windows = first.takeSorted(by: WindowInOutage.precedes).map { window in
            OutageWindow(
                containerID: window.container,
                containerName: names[window.container] ?? nil,
                start: window.start,
                cause: window.cause,
                counted: window.countedTime
            )
        }
        return outage
    }
}

extension [GroupOutages] {
    /// Calls `body` with the outages of all groups, as `Outage.merged` puts them: in this order of the groups.
    func forEachMerged(_ body: (Outage) throws -> Void) rethrows {
        var iterators = map { $0.makeIterator() }
        var heads = iterators.indices.map { iterators[$0].next() }
        while let group = heads.indices.filter({ heads[$0] != nil }).min(by: { left, right in
            guard let left = heads[left], let right = heads[right] else { return false }
            return left.start < right.start
        }), let outage = heads[group] {
            try body(outage)
            heads[group] = iterators[group].next()
        }
    }
}

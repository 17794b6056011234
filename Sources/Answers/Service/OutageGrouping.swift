internal import Study
internal import Timelines

/// The outages of one group with what their totals need, and the restarts that belong to none.
///
/// Looks at the windows container by container: which outage one belongs to does not depend on the others of its outage. Only
/// where the windows of all outages are listed are they put in order.
struct OutageGrouping {
    private(set) var outages: [OutageSum] = []
    private(set) var restarts = GroupRestarts()
    /// All windows but restarts, and the restarts, by the containers' ids.
    private let lasting: [ContainerWindows]
    private let short: [ContainerWindows]
    /// The outage that each restart has joined, as those of `short`; −1 where it is none's.
    private var joined: [[Int32]] = []
    private let gap: TimeSpan

    /// A window that begins no later than `gap` after the latest reach in an outage belongs to it; a restart joins the first outage
    /// whose span, `gap` wider at both ends, holds its beginning and of which its actor opened a window.
    init(_ windows: [ContainerWindows], restarts: [ContainerWindows], gap: TimeSpan) {
        lasting = windows.sorted { $0.id < $1.id }
        short = restarts.sorted { $0.id < $1.id }
        self.gap = gap
        // 1. What holds together: which windows begin within the gap of an earlier reach does not depend on the order.
        var reaches = ReachUnion(gap: gap)
        for windows in lasting { reaches.add(windows) }
        outages = reaches.union.enumerated().map { OutageSum(reach: $1, index: $0) }
        // 2. What the windows of each add up to.
        forEachLasting { outage, windows, index in outages[outage].add(windows[index]) }
        // 3. The restarts. They do not move each other: each is held against the outages as they are without any.
        let openers = openers
        for windows in short {
            var joined = Array(repeating: Int32(-1), count: windows.count)
            var first = 0
            for index in joined.indices {
                let opener = windows.opener(index)
                // 0 is nobody, who joins nothing.
                let outage = candidates(for: windows.start(index), from: &first).first { outage in
                    opener != 0 && openers[outage]?.contains(opener) ?? false
                }
                let restart = windows[index]
                if let outage {
                    joined[index] = Int32(outage)
                    outages[outage].add(restart)
                } else {
                    self.restarts.windows += 1
                    self.restarts.counted += restart.countedTime
                    self.restarts.longest = max(self.restarts.longest ?? .zero, restart.countedTime)
                }
            }
            self.joined.append(joined)
        }
    }

    /// How many windows an outage has, restarts apart.
    func windowCount(of outage: OutageSum) -> Int {
        lasting.reduce(0) { $0 + $1.indices(beginningIn: outage.reach).count }
    }

    /// Calls `body` with the windows of an outage, container by container, joined restarts last.
    func forEachWindow(of outage: OutageSum, _ body: (WindowInOutage) -> Void) {
        for windows in lasting {
            for index in windows.indices(beginningIn: outage.reach) { body(windows[index]) }
        }
        let wide = Interval(start: outage.reach.start - gap, end: outage.reach.end + gap)
        for (windows, joined) in zip(short, joined) {
            for index in windows.indices(beginningIn: wide) where joined[index] == outage.index { body(windows[index]) }
        }
    }

    /// How many lists of windows there are, each of one container; its restarts are another one.
    var listCount: Int { lasting.count + short.count }

    /// The list at `place`.
    func windows(at place: Int) -> ContainerWindows {
        place < lasting.count ? lasting[place] : short[place - lasting.count]
    }

    /// Calls `body` with the windows of outages in the list at `place`: the outage, all windows of the list, and the index there.
    func forEachWindow(of place: Int, _ body: (_ outage: Int, ContainerWindows, Int) -> Void) {
        guard place >= lasting.count else { return forEachWindow(of: lasting[place], body) }
        let windows = short[place - lasting.count]
        for (index, outage) in joined[place - lasting.count].enumerated() where outage >= 0 {
            body(Int(outage), windows, index)
        }
    }

    /// The outages by start, each with its windows by start and container id.
    var inOrder: OutagesInOrder {
        OutagesInOrder(outages, WindowsByStart(lasting), WindowsByStart(short), joined, gap: gap) {
            [lasting, short] place, isRestart in
            (isRestart ? short : lasting)[Int(place.container)][Int(place.index)]
        }
    }

    /// Calls `body` with each window that is no restart: its outage, its container's windows and its index there.
    private func forEachLasting(_ body: (_ outage: Int, ContainerWindows, Int) -> Void) {
        for windows in lasting { forEachWindow(of: windows, body) }
    }

    private func forEachWindow(of windows: ContainerWindows, _ body: (_ outage: Int, ContainerWindows, Int) -> Void) {
        var outage = 0
        for index in 0..<windows.count {
            while outage + 1 < outages.count, outages[outage + 1].reach.start <= windows.start(index) { outage += 1 }
            body(outage, windows, index)
        }
    }

    /// The outages that a restart can join that begins at `start`; `first` is the first one for an earlier start.
    private func candidates(for start: Instant, from first: inout Int) -> Range<Int>.SubSequence {
        while first < outages.count, outages[first].reach.end + gap < start { first += 1 }
        return outages.indices[first...].prefix { outages[$0].reach.start - gap <= start }
    }

    /// Who opened windows of each outage, by the numbers of their symbols; nil where no restart can join it.
    private var openers: [Set<UInt32>?] {
        var openers: [Set<UInt32>?] = outages.map { _ in nil }
        for restarts in short {
            var first = 0
            for index in 0..<restarts.count where restarts.opener(index) != 0 {
                for outage in candidates(for: restarts.start(index), from: &first) where openers[outage] == nil {
                    openers[outage] = []
                }
            }
        }
        forEachLasting { outage, windows, index in openers[outage]?.insert(windows.opener(index)) }
        return openers
    }
}

/// Goes through the outages of a group and their windows side by side: of the windows only those of one outage are unpacked at a time, and
/// restarts that began before it is over.
struct OutagesInOrder: Sequence, IteratorProtocol {
    private let outages: [OutageSum]
    private let joined: [[Int32]]
    private let gap: TimeSpan
    private let window: (WindowsByStart.Place, _ isRestart: Bool) -> WindowInOutage
    private var lasting: WindowsByStart
    private var short: WindowsByStart
    private var position = 0
    /// Restarts that were met, by the outage that they have joined.
    private var restarts: [Int32: [WindowInOutage]] = [:]

    fileprivate init(
        _ outages: [OutageSum],
        _ lasting: WindowsByStart,
        _ short: WindowsByStart,
        _ joined: [[Int32]],
        gap: TimeSpan,
        window: @escaping (WindowsByStart.Place, _ isRestart: Bool) -> WindowInOutage
    ) {
        (self.outages, self.joined, self.gap, self.window) = (outages, joined, gap, window)
        (self.lasting, self.short) = (lasting, short)
    }

    mutating func next() -> (outage: OutageSum, windows: [WindowInOutage])? {
        guard position < outages.count else { return nil }
        let outage = outages[position]
        position += 1
        // 1. Its windows are those that begin before the next outage.
        let end = position < outages.count ? outages[position].reach.start : .distantFuture
        var windows: [WindowInOutage] = []
        while let place = lasting.first, place.start < end {
            windows.append(window(place, false))
            lasting.removeFirst()
        }
        // 2. None begins later that could join it.
        while let place = short.first, place.start <= outage.reach.end + gap {
            let joined = joined[Int(place.container)][Int(place.index)]
            if joined >= 0 { restarts[joined, default: []].append(window(place, true)) }
            short.removeFirst()
        }
        guard let own = restarts.removeValue(forKey: Int32(outage.index)) else { return (outage, windows) }
        return (outage, (windows + own).sorted(by: WindowInOutage.precedes))
    }
}

/// What windows reach, as one list of intervals: what begins within a gap of what an interval reaches belongs to it.
private struct ReachUnion {
    private let gap: TimeSpan
    /// Each list of the union of 2ⁿ containers, n its place, as the digits of a binary number; most of them stay short.
    private var lists: [[Interval]?] = []

    init(gap: TimeSpan) {
        self.gap = gap
    }

    /// Adds the windows of a container, which are in the order of their starts.
    mutating func add(_ windows: ContainerWindows) {
        var list: [Interval] = []
        for index in 0..<windows.count { append(windows.reach(index), to: &list) }
        for place in lists.indices {
            guard let other = lists[place] else {
                lists[place] = list
                return
            }
            list = merged(other, list)
            lists[place] = nil
        }
        lists.append(list)
    }

    var union: [Interval] {
        lists.reduce([]) { $1.map { [all = $0] in merged(all, $0) } ?? $0 }
    }

    private func append(_ interval: Interval, to list: inout [Interval]) {
        if let last = list.last, interval.start <= last.end + gap {
            list[list.count - 1].end = max(last.end, interval.end)
        } else {
            list.append(interval)
        }
    }

    private func merged(_ left: [Interval], _ right: [Interval]) -> [Interval] {
        var list: [Interval] = []
        var (next, other) = (0, 0)
        while next < left.count || other < right.count {
            if other == right.count || next < left.count && left[next].start <= right[other].start {
                append(left[next], to: &list)
                next += 1
            } else {
                append(right[other], to: &list)
                other += 1
            }
        }
        return list
    }
}

/// What the totals need of an outage.
struct OutageSum: Sendable {
    /// Among the outages of its group.
    let index: Int
    /// From the first beginning to the latest reach.
    let reach: Interval
    /// From the first counted instant to the last.
    private(set) var span: Interval
    private(set) var counted = TimeSpan.zero
    private(set) var isOpen = false
    /// Whether every window with the last counted instant was closed by an entry into `running`.
    private var isLastRecovered = false
    private var isEmpty = true

    /// An outage without its windows.
    init(reach: Interval, index: Int) {
        self.index = index
        self.reach = reach
        span = reach
    }

    /// Whether every container that was down last was brought back to running.
    var isRecovered: Bool { !isOpen && isLastRecovered }

    /// Adds a window, or a restart that has joined it.
    fileprivate mutating func add(_ window: WindowInOutage) {
        if isEmpty {
            (isEmpty, span, isLastRecovered) = (false, window.span, window.isRecovered)
        } else if window.span.end == span.end {
            isLastRecovered = isLastRecovered && window.isRecovered
        } else if window.span.end > span.end {
            isLastRecovered = window.isRecovered
        }
        span = Interval(start: min(span.start, window.span.start), end: max(span.end, window.span.end))
        counted += window.countedTime
        isOpen = isOpen || window.countsOn
    }

    /// The order of a shortened list: the most counted time first, then the earliest.
    static func isWorse(_ left: OutageSum, _ right: OutageSum) -> Bool {
        left.counted == right.counted ? left.index < right.index : left.counted > right.counted
    }
}

internal import Study
internal import Timelines

/// The windows of many containers in the order of their starts, then of the containers' ids; each container's are in order already.
struct WindowsByStart {
    private let containers: [ContainerWindows]

    /// `containers` in any order.
    init(_ containers: [ContainerWindows]) {
        self.containers = containers.sorted { $0.id < $1.id }
    }

    private typealias Head = (start: Instant, container: Int32, index: Int32)

    /// Calls `body` with each of them, by its container's windows and its index there.
    func forEach(_ body: (ContainerWindows, Int) -> Void) {
        merge(containers.map { 0..<$0.count }, body)
    }

    /// Those that begin in `interval`, both ends included, in order.
    func beginning(in interval: Interval) -> [WindowInOutage] {
        var windows: [WindowInOutage] = []
        let ranges = containers.map { $0.indices(beginningIn: interval) }
        windows.reserveCapacity(ranges.reduce(0) { $0 + $1.count })
        merge(ranges) { windows.append($0[$1]) }
        return windows
    }

    /// Calls `body` with those at `ranges` of each container.
    private func merge(_ ranges: [Range<Int>], _ body: (ContainerWindows, Int) -> Void) {
        // A binary heap of the next window of each container.
        var heap: [Head] = ranges.enumerated().compactMap { container, range in
            guard let first = range.first else { return nil }
            return (containers[container].start(first), Int32(container), Int32(first))
        }
        for position in heap.indices.reversed() { sink(position, in: &heap) }
        containers.withUnsafeBufferPointer { containers in
            while let head = heap.first {
                body(containers[Int(head.container)], Int(head.index))
                let next = Int(head.index) + 1
                if next < ranges[Int(head.container)].upperBound {
                    heap[0] = (containers[Int(head.container)].start(next), head.container, Int32(next))
                } else {
                    heap[0] = heap[heap.count - 1]
                    heap.removeLast()
                }
                sink(0, in: &heap)
            }
        }
    }

    private func precedes(_ left: Head, _ right: Head) -> Bool {
        left.start == right.start ? left.container < right.container : left.start < right.start
    }

    private func sink(_ position: Int, in heap: inout [Head]) {
        var position = position
        while true {
            let (left, right) = (2 * position + 1, 2 * position + 2)
            var least = position
            if left < heap.count, precedes(heap[left], heap[least]) { least = left }
            if right < heap.count, precedes(heap[right], heap[least]) { least = right }
            guard least != position else { return }
            heap.swapAt(position, least)
            position = least
        }
    }
}

/// The outages of one group with what their totals need, and the restarts that belong to none.
struct OutageGrouping {
    private(set) var outages: [OutageSum] = []
    private(set) var restarts = GroupRestarts()
    /// All windows but restarts.
    private let lasting: WindowsByStart
    /// The restarts that have joined an outage, by its index.
    private var joined: [Int: [WindowInOutage]] = [:]

    /// A window that begins no later than `gap` after the latest reach in an outage belongs to it; a restart joins the first outage
    /// whose span, `gap` wider at both ends, holds its beginning and of which its actor opened a window.
    init(_ windows: [ContainerWindows], restarts: [ContainerWindows], gap: TimeSpan) {
        lasting = WindowsByStart(windows)
        lasting.forEach { windows, index in
            let window = windows[index]
            if let last = outages.last, window.start <= last.reach.end + gap {
                outages[outages.count - 1].add(window)
            } else {
                outages.append(OutageSum(window, index: outages.count))
            }
        }
        // Restarts do not move each other: each is held against the outages as they are without any.
        let restarts = WindowsByStart(restarts)
        let openers = openers(among: restarts, gap: gap)
        restarts.forEach { windows, index in
            let restart = windows[index]
            let outage = candidates(for: restart.start, gap: gap).first { outage in
                restart.opener.map { openers[outage]?.contains($0.number) ?? false } ?? false
            }
            if let outage {
                joined[outage, default: []].append(restart)
                outages[outage].add(restart)
            } else {
                self.restarts.windows += 1
                self.restarts.counted += restart.countedTime
                self.restarts.longest = max(self.restarts.longest ?? .zero, restart.countedTime)
            }
        }
    }

    /// The windows of an outage, by start and container id.
    func windows(of outage: OutageSum) -> [WindowInOutage] {
        let windows = lasting.beginning(in: outage.reach)
        guard let joined = joined[outage.index] else { return windows }
        return (windows + joined).sorted(by: WindowInOutage.precedes)
    }

    /// The windows of each outage in turn, by start and container id.
    func forEachOutage(_ body: (OutageSum, [WindowInOutage]) -> Void) {
        var windows: [WindowInOutage] = []
        var next = 0
        func finish() {
            guard next > 0 else { return }
            let outage = outages[next - 1]
            let restarts = joined[outage.index] ?? []
            body(outage, restarts.isEmpty ? windows : (windows + restarts).sorted(by: WindowInOutage.precedes))
            windows.removeAll(keepingCapacity: true)
        }
        lasting.forEach { container, index in
            if next < outages.count, container.start(index) == outages[next].reach.start {
                finish()
                next += 1
            }
            windows.append(container[index])
        }
        finish()
    }

    /// The outages that a restart can join that begins at `start`.
    private func candidates(for start: Instant, gap: TimeSpan) -> Range<Int>.SubSequence {
        let first = outages.partitioningIndex { $0.reach.end + gap >= start }
        return outages.indices[first...].prefix { outages[$0].reach.start - gap <= start }
    }

    /// Who opened windows of the outages that a restart can join, by the numbers of their symbols.
    private func openers(among restarts: WindowsByStart, gap: TimeSpan) -> [Int: Set<UInt32>] {
        var openers: [Int: Set<UInt32>] = [:]
        restarts.forEach { windows, index in
            guard windows.opener(index) != 0 else { return }
            for outage in candidates(for: windows.start(index), gap: gap) { openers[outage] = [] }
        }
        guard !openers.isEmpty else { return [:] }
        var (outage, found): (Int, Set<UInt32>) = (-1, [])
        lasting.forEach { windows, index in
            if outage + 1 < outages.count, windows.start(index) == outages[outage + 1].reach.start {
                if openers[outage] != nil { openers[outage] = found }
                (outage, found) = (outage + 1, [])
            }
            found.insert(windows.opener(index))
        }
        if openers[outage] != nil { openers[outage] = found }
        return openers
    }

    /// The most windows whose counted time holds one instant.
    static func mostAtOnce(_ windows: [WindowInOutage]) -> Int {
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

/// What the totals need of an outage.
struct OutageSum: Sendable {
    /// Among the outages of its group.
    let index: Int
    /// From the first beginning to the latest reach.
    private(set) var reach: Interval
    /// From the first counted instant to the last.
    private(set) var span: Interval
    private(set) var counted: TimeSpan
    private(set) var isOpen: Bool
    /// Whether every window with the last counted instant was closed by an entry into `running`.
    private var isLastRecovered: Bool

    init(_ window: WindowInOutage, index: Int) {
        self.index = index
        reach = Interval(start: window.start, end: window.reach)
        span = window.span
        counted = window.countedTime
        isOpen = window.countsOn
        isLastRecovered = window.isRecovered
    }

    /// Whether every container that was down last was brought back to running.
    var isRecovered: Bool { !isOpen && isLastRecovered }

    /// Adds a window; a restart moves the joining of no other.
    fileprivate mutating func add(_ window: WindowInOutage) {
        if window.cause != .restart { reach.end = max(reach.end, window.reach) }
        if window.span.end == span.end {
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

internal import Study
internal import Timelines

/// A downtime window with counted time in the range, as an analysis keeps it until the end: there can be millions, so that it is small.
struct CountedWindow: Sendable {
    let start: Instant
    /// Milliseconds to its known end; of one that is kept whole elsewhere, the index in `ContainerWindows.exceptions`.
    private let lengthOrIndex: UInt32
    /// By the numbers of their symbols; 0 is nobody.
    private let opener: UInt16
    private let closer: UInt16
    let cause: DowntimeCause
    private let isException: Bool
    /// Whether an entry into `running` closed it.
    let isRecovered: Bool
    /// Why; 0 where its entries tell nothing.
    fileprivate let reason: UInt32
    /// The server that its opening entry names, by the number of the symbol; 0 where it names none.
    fileprivate let server: UInt32
    /// The server that the entry before its opening one names, by the number of the symbol; 0 where that names none, `noServer` where
    /// its container was not running then, or where no entry opened it.
    fileprivate let serverBefore: UInt32
    /// Whether one entry opened and closed it, which stands at its end.
    fileprivate let isSingleEntry: Bool

    fileprivate static let noServer = UInt32.max

    /// What does not fit into the small form, or does not count as a whole.
    struct Exception: Sendable {
        let end: Instant
        let opener: UInt32
        let closer: UInt32
        let counted: [Interval]
        /// Whether it is still down at its known end, and would count there at the next instant.
        let countsOn: Bool
    }

    fileprivate init(
        _ interval: DowntimeInterval,
        _ window: ServiceWindow,
        of study: ContainerStudy,
        by calendar: ServiceCalendar,
        keeping exceptions: inout [Exception]
    ) {
        let entries = study.timeline.entries
        let opener = interval.opener.flatMap { entries[$0].actor?.number } ?? 0
        let closer = interval.closer.flatMap { entries[$0].actor?.number } ?? 0
        start = interval.start
        reason = study.reason(of: interval)?.value ?? 0
        server = interval.opener.flatMap { entries[$0].server?.number } ?? 0
        serverBefore = study.serverBefore(interval) ?? CountedWindow.noServer
        isSingleEntry = interval.opener != nil && interval.opener == interval.closer
        cause = window.cause
        isRecovered = interval.closer.map { entries[$0].to == .running } ?? false
        if interval.ending != .open, window.downtime.counts(allOf: interval.interval),
            let length = UInt32(exactly: interval.length.milliseconds), let small = UInt16(exactly: opener),
            let other = UInt16(exactly: closer)
        {
            (lengthOrIndex, isException, self.opener, self.closer) = (length, false, small, other)
            return
        }
        (lengthOrIndex, isException, self.opener, self.closer) = (UInt32(exceptions.count), true, 0, 0)
        exceptions.append(
            Exception(
                end: interval.end,
                opener: opener,
                closer: closer,
                counted: window.downtime.counted,
                countsOn: study.countsOn(interval, by: calendar)
            )
        )
    }

    fileprivate func openerNumber(_ exceptions: [Exception]) -> UInt32 {
        isException ? exceptions[Int(lengthOrIndex)].opener : UInt32(opener)
    }

    /// The whole of it; `exceptions` are those of its container.
    fileprivate func exception(_ exceptions: [Exception]) -> Exception {
        guard !isException else { return exceptions[Int(lengthOrIndex)] }
        let end = start + TimeSpan(milliseconds: Int64(lengthOrIndex))
        return Exception(
            end: end,
            opener: UInt32(opener),
            closer: UInt32(closer),
            counted: [],
            countsOn: false
        )
    }
}

/// Windows of one container that have counted time, by start: short restarts, or all others.
struct ContainerWindows: Sendable {
    let id: ContainerID
    /// The server of its newest listing.
    private let server: String?
    private let windows: [CountedWindow]
    private let exceptions: [CountedWindow.Exception]

    /// Nil where there is none.
    init?(_ service: ServiceStudy, of study: ContainerStudy, restarts: Bool) {
        var exceptions: [CountedWindow.Exception] = []
        windows = service.windows
            .filter { $0.downtime.countedTime > .zero && ($0.cause == .restart) == restarts }
            .map { CountedWindow(study.intervals[$0.index], $0, of: study, by: service.calendar, keeping: &exceptions) }
        guard !windows.isEmpty else { return nil }
        id = study.container.id
        server = study.container.server
        self.exceptions = exceptions
    }

    var count: Int { windows.count }

    func start(_ index: Int) -> Instant { windows[index].start }

    /// Who opened it, by the number of the symbol; 0 is nobody.
    func opener(_ index: Int) -> UInt32 { windows[index].openerNumber(exceptions) }

    subscript(index: Int) -> WindowInOutage {
        let window = windows[index]
        return WindowInOutage(id, window, window.exception(exceptions), listedOn: server)
    }

    /// Those that begin in `interval`, both ends included.
    func indices(beginningIn interval: Interval) -> Range<Int> {
        let first = windows.partitioningIndex { $0.start >= interval.start }
        return first..<max(first, windows.partitioningIndex { $0.start > interval.end })
    }
}

/// The server that a container was running on: as its newest entry before said, else as its newest listing says.
enum RunningServer: Sendable {
    case named(Symbol)
    case listed
}

/// A window with counted time, with everything that is known of it.
struct WindowInOutage: Sendable {
    let container: ContainerID
    let start: Instant
    /// How far it holds an outage together: to its known end, but no further than an hour past its beginning.
    let reach: Instant
    let cause: DowntimeCause
    let isRecovered: Bool
    let countsOn: Bool
    let opener: Symbol?
    let closer: Symbol?
    let reason: ReasonNumber?
    /// The server that its opening entry names.
    let server: Symbol?
    /// That of its container's newest listing.
    let listedServer: String?
    /// When its opening entry took it down, where its container was running before.
    let fallenAt: Instant
    /// The server that its container was running on then.
    let fallenOn: RunningServer?
    /// From its first counted instant to its last.
    let span: Interval
    /// Empty where all of `span` counts.
    private let parts: [Interval]

    fileprivate init(
        _ container: ContainerID,
        _ window: CountedWindow,
        _ whole: CountedWindow.Exception,
        listedOn server: String?
    ) {
        self.container = container
        reason = window.reason == 0 ? nil : ReasonNumber(window.reason)
        self.server = window.server == 0 ? nil : Symbol(number: window.server)
        listedServer = server
        fallenAt = window.isSingleEntry ? whole.end : window.start
        fallenOn =
            switch window.serverBefore {
            case CountedWindow.noServer: nil
            case 0: .listed
            default: .named(Symbol(number: window.serverBefore))
            }
        start = window.start
        reach = min(whole.end, window.start + .hours(1))
        cause = window.cause
        isRecovered = window.isRecovered
        countsOn = whole.countsOn
        opener = whole.opener == 0 ? nil : Symbol(number: whole.opener)
        closer = whole.closer == 0 ? nil : Symbol(number: whole.closer)
        parts = whole.counted
        span = Interval(start: parts.first?.start ?? window.start, end: parts.last?.end ?? whole.end)
    }

    static func precedes(_ left: WindowInOutage, _ right: WindowInOutage) -> Bool {
        left.start == right.start ? left.container < right.container : left.start < right.start
    }

    var counted: [Interval] { parts.isEmpty ? [span] : parts }
    var countedTime: TimeSpan { parts.isEmpty ? span.length : parts.reduce(.zero) { $0 + $1.length } }
}

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
        // A binary heap of the next window of each container.
        var heap: [Head] = containers.enumerated().map { ($1.start(0), Int32($0), 0) }
        for position in heap.indices.reversed() { sink(position, in: &heap) }
        containers.withUnsafeBufferPointer { containers in
            while let head = heap.first {
                body(containers[Int(head.container)], Int(head.index))
                let next = Int(head.index) + 1
                if next < containers[Int(head.container)].count {
                    heap[0] = (containers[Int(head.container)].start(next), head.container, Int32(next))
                } else {
                    heap[0] = heap[heap.count - 1]
                    heap.removeLast()
                }
                sink(0, in: &heap)
            }
        }
    }

    /// Those that begin in `interval`, both ends included, in order.
    func beginning(in interval: Interval) -> [WindowInOutage] {
        containers.flatMap { windows in windows.indices(beginningIn: interval).map { windows[$0] } }
            .sorted(by: WindowInOutage.precedes)
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

extension ContainerStudy {
    /// The server that the entry before the opening one names, by the number of the symbol, 0 where it names none; nil where the container
    /// was not running before it, or where no entry opened the interval.
    fileprivate func serverBefore(_ interval: DowntimeInterval) -> UInt32? {
        guard let opener = interval.opener, let first = interval.stretches.first, first > 0,
            timeline.stretches[first - 1].status == .running
        else { return nil }
        return opener > 0 ? timeline.entries[opener - 1].server?.number ?? 0 : 0
    }
}

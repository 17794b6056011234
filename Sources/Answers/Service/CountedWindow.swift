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
    /// Whether one entry opened and closed it, which stands at its end.
    fileprivate let isSingleEntry: Bool
    /// Why; 0 where its entries tell nothing.
    fileprivate let reason: UInt32
    /// The server that its opening entry names, by the number of the symbol; 0 where it names none.
    fileprivate let server: UInt32
    /// The server that the entry before its opening one names, by the number of the symbol; 0 where that names none, `noServer` where
    /// its container was not running then, or where no entry opened it.
    fileprivate let serverBefore: UInt32

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
        of study: borrowing ContainerStudy,
        _ timeline: borrowing Timeline,
        _ calendar: ServiceCalendar,
        keeping exceptions: inout [Exception]
    ) {
        let entries = timeline.entries
        let opener = interval.opener.flatMap { entries[$0].actor?.number } ?? 0
        let closer = interval.closer.flatMap { entries[$0].actor?.number } ?? 0
        start = interval.start
        reason = study.reason(of: interval)?.value ?? 0
        server = interval.opener.flatMap { entries[$0].server?.number } ?? 0
        serverBefore = timeline.serverBefore(interval) ?? CountedWindow.noServer
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

    fileprivate func end(_ exceptions: [Exception]) -> Instant {
        isException ? exceptions[Int(lengthOrIndex)].end : start + TimeSpan(milliseconds: Int64(lengthOrIndex))
    }

    fileprivate func openerNumber(_ exceptions: [Exception]) -> UInt32 {
        isException ? exceptions[Int(lengthOrIndex)].opener : UInt32(opener)
    }

    /// The whole of it; `exceptions` are those of its container.
    fileprivate func exception(_ exceptions: [Exception]) -> Exception {
        guard !isException else { return exceptions[Int(lengthOrIndex)] }
        return Exception(
            end: end(exceptions),
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
    let server: String?
    private let windows: [CountedWindow]
    private let exceptions: [CountedWindow.Exception]

    /// Nil where there is none.
    init?(_ service: ServiceStudy, of study: ContainerStudy, restarts: Bool) {
        var exceptions: [CountedWindow.Exception] = []
        let chosen = service.windows.filter { $0.downtime.countedTime > .zero && ($0.cause == .restart) == restarts }
        guard !chosen.isEmpty else { return nil }
        // Once for all windows: what another module gives is a copy.
        let (timeline, intervals) = (study.timeline, study.intervals)
        var windows: [CountedWindow] = []
        windows.reserveCapacity(chosen.count)
        for window in chosen {
            let interval = intervals[window.index]
            windows.append(CountedWindow(interval, window, of: study, timeline, service.calendar, keeping: &exceptions))
        }
        self.windows = windows
        id = study.container.id
        server = study.container.server
        self.exceptions = exceptions
    }

    var count: Int { windows.count }

    func start(_ index: Int) -> Instant { windows[index].start }

    /// From its beginning to its reach, which holds an outage together: to its known end, but no further than an hour.
    func reach(_ index: Int) -> Interval {
        let window = windows[index]
        return Interval(start: window.start, end: min(window.end(exceptions), window.start + .hours(1)))
    }

    /// Who opened it, by the number of the symbol; 0 is nobody.
    func opener(_ index: Int) -> UInt32 { windows[index].openerNumber(exceptions) }

    /// Who opened it; nil is nobody.
    func openingActor(_ index: Int) -> Symbol? {
        let opener = opener(index)
        return opener == 0 ? nil : Symbol(number: opener)
    }

    /// The server that its container was running on when its opening entry took it down; nil where it was not running.
    func fallenOn(_ index: Int) -> RunningServer? {
        switch windows[index].serverBefore {
        case CountedWindow.noServer: nil
        case 0: .listed
        case let number: .named(Symbol(number: number))
        }
    }

    /// When its opening entry took it down.
    func fallenAt(_ index: Int) -> Instant {
        let window = windows[index]
        return window.isSingleEntry ? window.end(exceptions) : window.start
    }

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
enum RunningServer: Hashable, Sendable {
    case named(Symbol)
    case listed
}

/// A window with counted time, with everything that is known of it.
struct WindowInOutage: Sendable {
    let container: ContainerID
    let start: Instant
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
        start = window.start
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

extension Timeline {
    /// The server that the entry before the opening one names, by the number of the symbol, 0 where it names none; nil where the container
    /// was not running before it, or where no entry opened the interval.
    fileprivate func serverBefore(_ interval: DowntimeInterval) -> UInt32? {
        guard let opener = interval.opener, let first = interval.stretches.first, first > 0,
            stretches[first - 1].status == .running
        else { return nil }
        return opener > 0 ? entries[opener - 1].server?.number ?? 0 : 0
    }
}

internal import Study
internal import Timelines

/// A downtime window with counted time in the range, as an analysis keeps it until the end: there can be millions, so that it is small.
private struct CountedWindow: Sendable {
    let start: Instant
    /// Milliseconds to its known end; of one that is kept whole elsewhere, the index in `ContainerWindows.exceptions`.
    let lengthOrIndex: UInt32
    /// What it has in common with others, as the index in `ContainerWindows.traits`, times two; odd where it is kept whole elsewhere.
    let traitsAndForm: UInt32

    init(start: Instant, lengthOrIndex: UInt32, traits: UInt32, isException: Bool) {
        self.start = start
        self.lengthOrIndex = lengthOrIndex
        traitsAndForm = traits << 1 | (isException ? 1 : 0)
    }

    var isException: Bool { traitsAndForm & 1 == 1 }
    var traits: Int { Int(traitsAndForm >> 1) }
}

/// What many windows of a container have in common.
private struct WindowTraits: Hashable, Sendable {
    /// By the numbers of their symbols; 0 is nobody.
    let opener: UInt32
    let closer: UInt32
    let cause: DowntimeCause
    /// Whether an entry into `running` closed it.
    let isRecovered: Bool
    /// Whether one entry opened and closed it, which stands at its end.
    let isSingleEntry: Bool
    /// Why; 0 where its entries tell nothing.
    let reason: UInt32
    /// The server that its opening entry names, by the number of the symbol; 0 where it names none.
    let server: UInt32
    /// The server that the entry before its opening one names, by the number of the symbol; 0 where that names none, `noServer` where
    /// its container was not running then, or where no entry opened it.
    let serverBefore: UInt32

    static let noServer = UInt32.max

    init(
        _ interval: DowntimeInterval,
        _ cause: DowntimeCause,
        of study: borrowing ContainerStudy,
        _ timeline: borrowing Timeline
    ) {
        let entries = timeline.entries
        opener = interval.opener.flatMap { entries[$0].actor?.number } ?? 0
        closer = interval.closer.flatMap { entries[$0].actor?.number } ?? 0
        reason = study.reason(of: interval)?.value ?? 0
        server = interval.opener.flatMap { entries[$0].server?.number } ?? 0
        serverBefore = timeline.serverBefore(interval) ?? Self.noServer
        isSingleEntry = interval.opener != nil && interval.opener == interval.closer
        self.cause = cause
        isRecovered = interval.closer.map { entries[$0].to == .running } ?? false
    }

    /// Of two words, because every window is looked up: the rest tells few apart.
    func hash(into hasher: inout Hasher) {
        hasher.combine(UInt64(opener) << 32 | UInt64(closer))
        hasher.combine(UInt64(reason) << 32 | UInt64(server ^ serverBefore))
    }
}

/// Of a window what does not fit into the small form, or does not count as a whole.
private struct WindowException: Sendable {
    let end: Instant
    let counted: [Interval]
    /// Whether it is still down at its known end, and would count there at the next instant.
    let countsOn: Bool
}

/// Windows of one container that have counted time, by start: short restarts, or all others.
struct ContainerWindows: Sendable {
    let id: ContainerID
    /// The server of its newest listing.
    let server: String?
    private let windows: [CountedWindow]
    /// Each once.
    private let traits: [WindowTraits]
    private let exceptions: [WindowException]

    /// Nil where there is none.
    init?(_ service: ServiceStudy, of study: ContainerStudy, restarts: Bool) {
        // Once for all windows: what another module gives is a copy.
        let (timeline, intervals) = (study.timeline, study.intervals)
        var (windows, exceptions): ([CountedWindow], [WindowException]) = ([], [])
        var (traits, known): ([WindowTraits], [WindowTraits: UInt32]) = ([], [:])
        func isChosen(_ window: ServiceWindow) -> Bool {
            (window.cause == .restart) == restarts && window.downtime.countedTime > .zero
        }
        // Room for all of them and no more: they stay until the end.
        windows.reserveCapacity(service.windows.count { isChosen($0) })
        for window in service.windows where isChosen(window) {
            let interval = intervals[window.index]
            let own = WindowTraits(interval, window.cause, of: study, timeline)
            let place = known[own] ?? UInt32(traits.count)
            if place == traits.count {
                known[own] = place
                traits.append(own)
            }
            var length = UInt32(exactly: interval.length.milliseconds)
            if interval.ending == .open || !window.downtime.counts(allOf: interval.interval) { length = nil }
            if length == nil {
                exceptions.append(
                    WindowException(
                        end: interval.end,
                        counted: window.downtime.counted,
                        countsOn: study.countsOn(interval, by: service.calendar)
                    )
                )
            }
            windows.append(
                CountedWindow(
                    start: interval.start,
                    lengthOrIndex: length ?? UInt32(exceptions.count - 1),
                    traits: place,
                    isException: length == nil
                )
            )
        }
        guard !windows.isEmpty else { return nil }
        id = study.container.id
        server = study.container.server
        (self.windows, self.traits, self.exceptions) = (windows, traits, exceptions)
    }

    var count: Int { windows.count }

    func start(_ index: Int) -> Instant { windows[index].start }

    private func end(_ window: CountedWindow) -> Instant {
        window.isException
            ? exceptions[Int(window.lengthOrIndex)].end
            : window.start + TimeSpan(milliseconds: Int64(window.lengthOrIndex))
    }

    /// From its beginning to its reach, which holds an outage together: to its known end, but no further than an hour.
    func reach(_ index: Int) -> Interval {
        let window = windows[index]
        return Interval(start: window.start, end: min(end(window), window.start + .hours(1)))
    }

    /// Who opened it, by the number of the symbol; 0 is nobody.
    func opener(_ index: Int) -> UInt32 { traits[windows[index].traits].opener }

    /// Who opened it; nil is nobody.
    func openingActor(_ index: Int) -> Symbol? {
        let opener = opener(index)
        return opener == 0 ? nil : Symbol(number: opener)
    }

    /// The server that its container was running on when its opening entry took it down; nil where it was not running.
    func fallenOn(_ index: Int) -> RunningServer? {
        switch traits[windows[index].traits].serverBefore {
        case WindowTraits.noServer: nil
        case 0: .listed
        case let number: .named(Symbol(number: number))
        }
    }

    /// When its opening entry took it down.
    func fallenAt(_ index: Int) -> Instant {
        let window = windows[index]
        return traits[window.traits].isSingleEntry ? end(window) : window.start
    }

    subscript(index: Int) -> WindowInOutage {
        let window = windows[index]
        let whole = window.isException ? exceptions[Int(window.lengthOrIndex)] : nil
        let interval = Interval(start: window.start, end: end(window))
        return WindowInOutage(id, interval, traits[window.traits], whole, listedOn: server)
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
        _ whole: Interval,
        _ traits: WindowTraits,
        _ exception: WindowException?,
        listedOn server: String?
    ) {
        self.container = container
        reason = traits.reason == 0 ? nil : ReasonNumber(traits.reason)
        self.server = traits.server == 0 ? nil : Symbol(number: traits.server)
        listedServer = server
        start = whole.start
        cause = traits.cause
        isRecovered = traits.isRecovered
        countsOn = exception?.countsOn ?? false
        opener = traits.opener == 0 ? nil : Symbol(number: traits.opener)
        closer = traits.closer == 0 ? nil : Symbol(number: traits.closer)
        parts = exception?.counted ?? []
        span = Interval(start: parts.first?.start ?? whole.start, end: parts.last?.end ?? whole.end)
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

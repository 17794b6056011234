import Study
import Timelines

/// The definitions once more, for one instant at a time and without any regard to speed: what the figures are held against.
struct InstantJudge {
    private let container: Container
    private let first: Entry?
    private let entries: [Entry]
    private let end: Instant
    private let paused: PausedCondition

    init(_ history: ContainerHistory, until end: Instant, paused: PausedCondition, symbols: SymbolTable) {
        container = history.container
        var used = history.entries.filter { $0.at < end }
        orderWithinInstants(&used, symbols: symbols)
        entries = used
        var firstInstant = history.entries.filter { $0.at == history.entries[0].at }
        orderWithinInstants(&firstInstant, symbols: symbols)
        first = used.first ?? firstInstant.first
        self.end = end
        self.paused = paused
    }

    func condition(at instant: Instant) -> Condition {
        switch found(at: instant) {
        case .unknown: .unknown
        case .absent: .outOfService
        case .status(let status): condition(of: status)
        }
    }

    /// Nil where it is unknown, or where the container is not there.
    func status(at instant: Instant) -> Status? {
        if case .status(let status) = found(at: instant) { status } else { nil }
    }

    private enum Found {
        case unknown, absent
        case status(Status)
    }

    private func found(at instant: Instant) -> Found {
        let gone = container.goneSince ?? .distantFuture
        if let last = entries.last, last.to == .deleted, last.at <= instant, last.at < gone { return .status(.deleted) }
        if instant >= gone { return .absent }
        guard let covered = container.coveredUntil, instant < covered else { return .unknown }
        if let place = entries.lastIndex(where: { $0.at <= instant }) {
            if place + 1 < entries.count, entries[place + 1].from.breaksChain(after: entries[place].to) {
                return .unknown
            }
            return .status(entries[place].to)
        }
        return foundBeforeEntries(at: instant)
    }

    private func foundBeforeEntries(at instant: Instant) -> Found {
        if let first {
            if first.from == .null { return .absent }
            guard let created = container.createdAt else { return .unknown }
            if instant < created { return .absent }
            guard case .status(let status) = first.from else { return .unknown }
            return .status(status)
        }
        if let created = container.createdAt {
            if instant < created { return .absent }
        } else if let listing = container.listings.first, instant < listing.at {
            return .unknown
        }
        let statuses = Set(container.listings.compactMap(\.status))
        guard statuses.count == 1, let status = statuses.first else { return .unknown }
        return .status(status)
    }

    /// How much of `interval`, in which nothing else changes, is the window of a lone restart.
    func restarting(in interval: Interval) -> TimeSpan {
        guard condition(at: interval.start) == .up else { return .zero }
        let limit = min(container.coveredUntil ?? .distantPast, container.goneSince ?? .distantFuture)
        guard let place = entries.firstIndex(where: { $0.at > interval.start }), entries[place].at < limit else {
            return .zero
        }
        let entry = entries[place]
        let previous = place > 0 ? entries[place - 1].to : nil
        let isFromRunning = entry.from == .status(.running) || (entry.from == .missing && previous == .running)
        guard entry.to == .running, isFromRunning, entry.operation == .restart,
            case .valid(let duration) = entry.duration, duration > 0
        else { return .zero }
        let window = Interval(start: entry.at - TimeSpan(milliseconds: Int64(duration)), end: entry.at)
        return window.intersection(interval).length
    }

    private func condition(of status: Status) -> Condition {
        switch status {
        case .running: return .up
        case .stopped, .failed: return .down
        case .paused:
            switch paused {
            case .up: return .up
            case .down: return .down
            case .out: return .outOfService
            }
        case .unknown: return .unknown
        default: return .outOfService
        }
    }
}

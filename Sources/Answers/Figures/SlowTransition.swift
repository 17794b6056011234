package import ServiceLevels
internal import Study
package import Timelines

/// A transition, or an explicit restart, that took longer than is typical.
package struct SlowTransition: Hashable, Sendable {
    package var containerID: ContainerID
    package var containerName: String?
    package var kind: TimedKind
    /// Of a restart: back in running.
    package var at: Instant
    /// In milliseconds.
    package var duration: Double
    package var typical: TimeSpan
    /// Of a restart: the opener's actor.
    package var actor: String
    /// Of a restart: that of its first entry.
    package var eventID: String
}

/// A container that does not leave a status that it should leave.
package struct StuckContainer: Hashable, Sendable {
    package var containerID: ContainerID
    package var containerName: String?
    package var status: String
    package var since: Instant

    static func precedes(_ left: StuckContainer, _ right: StuckContainer) -> Bool {
        left.since == right.since ? left.containerID < right.containerID : left.since < right.since
    }
}

/// A slow transition as an analysis keeps it until the end: its texts are still symbols.
struct SlowRecord: Sendable {
    let container: ContainerID
    let kind: TimedKind
    let at: Instant
    let duration: Double
    let typical: TimeSpan
    /// The one that was slow, or the first one of a restart.
    let entry: Entry
    /// What tells two entries of one instant and container apart: the place in the log.
    let index: Int

    /// The longest first; what is equal in all else, by the order of the log.
    static func precedes(_ left: SlowRecord, _ right: SlowRecord) -> Bool {
        if left.duration != right.duration { return left.duration > right.duration }
        if left.at != right.at { return left.at < right.at }
        if left.container != right.container { return left.container < right.container }
        return left.index < right.index
    }
}

extension SlowRecord {
    fileprivate func eventID(in symbols: SymbolTable) -> String { entry.eventID(in: symbols, container: container) }
}

extension [SlowRecord] {
    /// Of each kind the first `limit`.
    func first(_ limit: Int) -> [SlowRecord] {
        var counts: [TimedKind: Int] = [:]
        return filter { record in
            counts[record.kind, default: 0] += 1
            return counts[record.kind, default: 0] <= limit
        }
    }
}

extension FigureTexts {
    func slowTransition(_ record: SlowRecord, name: String?) -> SlowTransition {
        SlowTransition(
            containerID: record.container,
            containerName: name,
            kind: record.kind,
            at: record.at,
            duration: record.duration,
            typical: record.typical,
            actor: actor(record.entry.actor),
            eventID: record.eventID(in: symbols)
        )
    }
}

/// The slow transitions of some containers, of each kind.
struct SlowTransitions: Sendable {
    /// By `position(of:)`, as are the numbers of them, however many are wanted.
    private var kinds: [TopElements<SlowRecord>]
    private var numbers: [Int]

    /// `limit` is how many of each kind are wanted; nil is all.
    init(limit: Int?) {
        kinds = TimedKind.allCases.map { _ in TopElements(limit: limit, isBetter: SlowRecord.precedes) }
        numbers = TimedKind.allCases.map { _ in 0 }
    }

    /// How many there are of each kind that has any.
    var counts: [TimedKind: Int] {
        let all = TimedKind.allCases.map { ($0, numbers[Self.position(of: $0)]) }
        return Dictionary(uniqueKeysWithValues: all.filter { $0.1 > 0 })
    }

    private static func position(of kind: TimedKind) -> Int {
        switch kind {
        case .transition(let kind): kind.index
        case .restart: LatencyKind.allCases.count
        }
    }

    /// Adds one of `kind` and `duration`; `record` is asked for only if it can be among the longest.
    mutating func add(_ kind: TimedKind, _ duration: Double, _ record: @autoclosure () -> SlowRecord) {
        let position = Self.position(of: kind)
        numbers[position] += 1
        if let bar = kinds[position].bar, duration < bar.duration { return }
        kinds[position].add(record())
    }

    mutating func merge(_ other: SlowTransitions) {
        for index in kinds.indices { kinds[index].merge(other.kinds[index]) }
        for index in numbers.indices { numbers[index] += other.numbers[index] }
    }

    /// Those that are kept: by duration descending, then instant, container id and event id; nothing is left in the lists.
    mutating func takeSorted(_ symbols: SymbolTable) -> [SlowRecord] {
        var all: [SlowRecord] = []
        for index in kinds.indices { all += kinds[index].take() }
        all.sort { left, right in
            if left.duration != right.duration { return left.duration > right.duration }
            if left.at != right.at { return left.at < right.at }
            if left.container != right.container { return left.container < right.container }
            return ExactText(left.eventID(in: symbols)) < ExactText(right.eventID(in: symbols))
        }
        return all
    }
}

/// The typical times of a container.
struct SlowLimits {
    let typical: TypicalTimes
    /// In milliseconds, by `LatencyKind.index`: infinite for a kind without one.
    private let transitions: [Double]
    let restart: TimeSpan?

    init(_ typical: TypicalTimes) {
        self.typical = typical
        transitions = LatencyKind.allCases.map { kind in
            typical[.transition(kind)].map { Double($0.milliseconds) } ?? .infinity
        }
        restart = typical[.restart]
    }

    /// Whether the duration is a sample of `kind` above its typical time.
    func isExceeded(by duration: DurationReading, of kind: LatencyKind) -> Bool {
        if case .valid(let milliseconds) = duration { milliseconds > transitions[kind.index] } else { false }
    }
}

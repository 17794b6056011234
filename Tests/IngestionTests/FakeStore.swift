import Ingestion
import Locking
import Observations
import Timelines

/// An event log in memory with the rules of the real one; it can be told to die.
final class FakeStore: EventLog {
    struct Died: Error {}

    struct Row: Hashable, Sendable {
        var entry: ReceivedEntry
        var at: Int64
        var number: Int
        var isVanished = false
    }

    struct Reading: Sendable {
        var pass: PassNumber
        var place: Int
        /// Rows that are to be met, by number.
        var expected: Set<Int>
        var met: Set<Int> = []
        var returned = 0
    }

    struct State: Sendable {
        var rows: [ContainerID: [Row]] = [:]
        var known: [ContainerID: KnownContainer] = [:]
        var readings: [ContainerID: Reading] = [:]
        var passes: [PassStart] = []
        var endedPasses: [PassNumber] = []
        var ends: [ContainerID: ReadingEnd] = [:]
        var modes: [ReadingMode] = []
        /// Calls until it dies; nil for ever.
        var life: Int?
    }

    private let state = Locked(State())

    var current: State { state.withLock { $0 } }

    func change(_ body: @Sendable (inout State) -> Void) {
        state.withLock { body(&$0) }
    }

    /// What a restarted process finds: readings that were not ended are forgotten.
    func revive() {
        change { state in
            state.life = nil
            state.readings = [:]
        }
    }

    /// The numbers of the entries of `container` that are expected to be served, in order.
    func numbers(of container: String) -> [Int] {
        (current.rows[ContainerID(container)] ?? []).filter { !$0.isVanished }.map(\.number)
    }

    private func call<Value: Sendable>(_ body: @Sendable (inout State) -> Value) throws -> Value {
        try state.withLock { state in
            if let life = state.life {
                guard life > 0 else { throw Died() }
                state.life = life - 1
            }
            return body(&state)
        }
    }

    func knownContainers() throws -> [KnownContainer] {
        try call { Array($0.known.values) }
    }

    func beginPass(_ start: PassStart, recordedAt: Instant) throws -> PassNumber {
        try call { state in
            state.passes.append(start)
            return PassNumber(Int64(state.passes.count))
        }
    }

    func record(
        listing: [ListedContainer],
        unusable: [[UInt8]],
        isLast: Bool,
        of pass: PassNumber,
        recordedAt: Instant
    ) throws {
        try call { state in
            for container in listing {
                state.known[container.id] = KnownContainer(
                    id: container.id,
                    name: container.name,
                    isGone: false,
                    firstListed: state.known[container.id]?.firstListed ?? pass,
                    lastListed: pass
                )
            }
        }
    }

    func beginReading(
        of container: ContainerID,
        in pass: PassNumber,
        mode: ReadingMode,
        recordedAt: Instant
    ) throws -> Int {
        try call { $0.beginReading(container, pass, mode) }
    }

    func record(
        page entries: [ReceivedEntry],
        of container: ContainerID,
        in pass: PassNumber,
        recordedAt: Instant
    ) throws -> [ElementOutcome] {
        try call { $0.record(entries, container) }
    }

    func endReading(of container: ContainerID, as end: ReadingEnd, recordedAt: Instant) throws -> ReadingChanges {
        try call { $0.endReading(container, end) }
    }

    func endPass(_ pass: PassNumber, recordedAt: Instant) throws {
        try call { $0.endedPasses.append(pass) }
    }
}

extension FakeStore.State {
    fileprivate mutating func beginReading(
        _ container: ContainerID,
        _ pass: PassNumber,
        _ mode: ReadingMode
    ) -> Int {
        modes.append(mode)
        let served = (rows[container] ?? []).filter { !$0.isVanished }
        var place = 0
        if case .incremental(let overlap) = mode, let newest = served.map(\.at).max() {
            place = served.firstIndex { $0.at >= newest - overlap.milliseconds } ?? 0
        }
        readings[container] = FakeStore.Reading(
            pass: pass,
            place: place,
            expected: Set(served[place...].map(\.number))
        )
        return place
    }

    fileprivate mutating func record(_ entries: [ReceivedEntry], _ container: ContainerID) -> [ElementOutcome] {
        var at = Int64.min
        return entries.map { entry in
            let number = number(of: entry)
            if case .usable(let fields) = entry.reading { at = fields.at.milliseconds }
            let isBroken = if case .quarantined = entry.reading { true } else { false }
            guard readings[container]?.met.insert(number).inserted ?? false else { return .repeated }
            if let index = rows[container]?.firstIndex(where: { $0.number == number }) {
                if rows[container]?[index].isVanished == true {
                    rows[container]?[index].isVanished = false
                    readings[container]?.returned += 1
                }
                if isBroken { return .quarantined(new: false) }
                let served = (rows[container] ?? []).filter { !$0.isVanished }
                return .known(index: served.firstIndex { $0.number == number } ?? 0, amended: false)
            }
            let row = FakeStore.Row(entry: entry, at: at, number: number)
            let place = rows[container, default: []].firstIndex { ($0.at, $0.number) > (at, number) }
            rows[container, default: []].insert(row, at: place ?? rows[container, default: []].count)
            return isBroken ? .quarantined(new: true) : .new
        }
    }

    private func number(of entry: ReceivedEntry) -> Int {
        let digits = String(decoding: entry.body, as: UTF8.self).drop { !$0.isNumber }.prefix { $0.isNumber }
        return Int(digits) ?? -1
    }

    fileprivate mutating func endReading(_ container: ContainerID, _ end: ReadingEnd) -> ReadingChanges {
        ends[container] = end
        guard let reading = readings.removeValue(forKey: container) else { return ReadingChanges() }
        if end == .gone { known[container]?.isGone = true }
        guard end == .complete else { return ReadingChanges() }
        let missed = reading.expected.subtracting(reading.met)
        for index in (rows[container] ?? []).indices where missed.contains(rows[container]?[index].number ?? -1) {
            rows[container]?[index].isVanished = true
        }
        return ReadingChanges(vanished: missed.count, returned: reading.returned)
    }
}

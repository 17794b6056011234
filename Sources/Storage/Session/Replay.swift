internal import GRDB
internal import Observations
internal import Timelines

/// Makes one container's entries again from its observations in receipt order; rebuilding and verifying both do it here.
struct EntryReplay {
    let known: ContainerEntries
    /// In receipt order.
    private(set) var quarantined: [QuarantinedElement] = []
    private let container: ContainerKey
    private let entries: EntryProjection
    private let decoder: PageDecoder
    /// Of each version of an entry, ascending, with the entry's handle.
    private var versions: [(seq: Int64, handle: Int)] = []

    /// `count` is how many observations there are.
    init(of container: ContainerKey, count: Int, entries: EntryProjection, decoder: PageDecoder) {
        self.container = container
        self.entries = entries
        self.decoder = decoder
        known = ContainerEntries(container: container.number)
        known.reserve(count)
        versions.reserveCapacity(count)
    }

    /// Applies the next observation of the container. Returns: the handle of the entry of which it is a version, nil where it is
    /// none. Throws where it can't be understood.
    @discardableResult
    mutating func apply(_ kind: ObservationKind, seq: Int64, body: UnsafeRawBufferPointer) throws -> Int? {
        guard kind == .entry else {
            try note(kind, seq: seq, body: Array(body))
            return nil
        }
        switch decoder.entry(body, askedFor: container.id) {
        case .usable(let fields):
            let verdict = try entries.judge(fields, body: Array(body)[...], among: known)
            let handle = entries.apply(verdict, fields, seq: seq, to: known)
            versions.append((seq, handle))
            return handle
        case .quarantined(let reason):
            quarantined.append(QuarantinedElement(seq: seq, reason: reason))
            return nil
        }
    }

    private mutating func note(_ kind: ObservationKind, seq: Int64, body: [UInt8]) throws {
        guard let noted = ReceiptNote.seq(in: body) else { throw malformedObservation(seq) }
        let isVanished = kind == .entryVanished
        if let position = position(of: noted, among: versions, by: \.seq) {
            known.setVanished(versions[position].handle, isVanished)
        } else if let position = position(of: noted, among: quarantined, by: \.seq) {
            quarantined[position].isVanished = isVanished
        } else {
            throw malformedObservation(seq)
        }
    }

    /// By bisection, since both lists ascend.
    private func position<Element>(of seq: Int64, among list: [Element], by key: KeyPath<Element, Int64>) -> Int? {
        var low = 0
        var high = list.count
        while low < high {
            let middle = low + (high - low) / 2
            if list[middle][keyPath: key] < seq { low = middle + 1 } else { high = middle }
        }
        return low < list.count && list[low][keyPath: key] == seq ? low : nil
    }
}

/// An element that can't stand on a timeline, as the log tells of it.
struct QuarantinedElement: Sendable {
    let seq: Int64
    let reason: QuarantineReason
    var isVanished = false
}

/// An observation as the store has it.
struct ReplayedObservation {
    /// In the order in which `init` reads them.
    static let columns = "seq, pass, kind, container, recorded_at, body"

    let seq: Int64
    let pass: Int64
    let kind: ObservationKind
    let container: Int64?
    /// As it stands in the row, which can be anything.
    private let recordedMilliseconds: Int64
    let body: [UInt8]

    /// The row at which `row`, a selection of `columns`, stands.
    init(_ row: PreparedStatement) throws {
        seq = row.integer(0)
        pass = row.integer(1)
        container = row.integerOrNil(3)
        recordedMilliseconds = row.integer(4)
        body = Array(row.bytes(5))
        guard let kind = ObservationKind(rawValue: row.integer(2)) else {
            throw malformedObservation(seq)
        }
        self.kind = kind
    }

    /// Throws where no clock can have said so.
    var recordedAt: Instant {
        get throws {
            guard let instant = Instant(checking: recordedMilliseconds) else { throw malformed }
            return instant
        }
    }

    var isOfEntry: Bool { kind.isOfEntry }

    var malformed: DatabaseError { malformedObservation(seq) }
}

extension ObservationKind {
    /// Whether it tells of an element of one container's log.
    var isOfEntry: Bool {
        self == .entry || self == .entryVanished || self == .entryReturned
    }
}

/// What observation `seq` says can't be understood.
func malformedObservation(_ seq: Int64) -> DatabaseError {
    damage("observation \(seq) can't be read")
}

/// Makes again, in receipt order, what does not follow from one container's log alone; rebuilding and verifying both do it here.
struct FleetReplay {
    let fleet: FleetProjections
    let quarantine: QuarantineRows
    let decoder: PageDecoder

    /// Applies the next observation; those of entries change nothing here. Throws where it can't be understood.
    func apply(_ observation: ReplayedObservation) throws {
        let body = observation.body
        switch observation.kind {
        case .passBegun:
            guard let start = PassStart(body: body) else { throw observation.malformed }
            try fleet.apply(start)
        case .containerListed where observation.container == nil:
            try quarantine.addUnusable(seq: observation.seq)
        case .containerListed:
            guard let listed = decoder.container(body) else { throw observation.malformed }
            let next = Int64(fleet.containers.rows.count) + 1
            guard (fleet.containers.number(of: listed.id) ?? next) == observation.container else {
                throw observation.malformed
            }
            fleet.apply(listed, seq: observation.seq)
        case .roster:
            guard let listed = Roster.listed(in: body) else { throw observation.malformed }
            try fleet.applyRoster(listed, of: observation.pass)
        case .readingsEnded:
            let containers = Int64(fleet.containers.rows.count)
            guard let ended = ReadingsEnded(body: body, containers: containers) else { throw observation.malformed }
            try fleet.apply(ended, of: observation.pass, recordedAt: observation.recordedAt)
        case .entry, .entryVanished, .entryReturned: break
        }
    }
}

import GRDB
import Timelines

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

internal import GRDB
internal import Timelines
internal import Transparency

/// Finds the bodies of single observations.
final class ObservationBodies {
    private let select: PreparedStatement

    init(_ database: Database) throws {
        select = try PreparedStatement(database, "SELECT body FROM observations WHERE seq = ?")
    }

    /// The body of observation `seq`; empty where there is none.
    func body(_ seq: Int64) throws -> [UInt8] {
        select.bind(1, seq)
        guard try select.step() else { return [] }
        defer { select.reset() }
        return Array(select.bytes(0))
    }

    /// Whether the body of observation `seq` is `body`, byte for byte.
    func body(_ seq: Int64, is body: ArraySlice<UInt8>) throws -> Bool {
        select.bind(1, seq)
        guard try select.step() else { return false }
        defer { select.reset() }
        return select.bytes(0).elementsEqual(body)
    }
}

/// Encodes observations as leaves of the log, from their rows.
final class LeafReading {
    private let select: PreparedStatement
    private var encoder = LeafEncoder()

    init(_ database: Database) throws {
        select = try PreparedStatement(
            database,
            """
            SELECT o.kind, o.pass, o.recorded_at, c.id, o.body
            FROM observations AS o LEFT JOIN container_projection AS c ON c.number = o.container
            WHERE o.seq BETWEEN ? AND ? ORDER BY o.seq
            """
        )
    }

    /// Calls `body` with the encoding of each observation in `range`, in order.
    func read(_ range: ClosedRange<Int64>, _ body: (LeafEncoder) -> Void) throws {
        select.bind(1, range.lowerBound)
        select.bind(2, range.upperBound)
        while try select.step() {
            encoder.encode(
                kind: UInt8(truncatingIfNeeded: select.integer(0)),
                pass: select.integer(1),
                recordedAt: Instant(milliseconds: select.integer(2)),
                container: select.bytes(3),
                body: select.bytes(4)
            )
            body(encoder)
        }
    }
}

import GRDB
import Timelines
import Transparency

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

import GRDB

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

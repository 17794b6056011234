import GRDB

/// What can't stand on a timeline: kept by its bytes within its container.
final class QuarantineRows {
    /// In place of a container's number, for elements of a container list without a usable id.
    static let ofNoContainer: Int64 = 0

    private let insertion: PreparedStatement
    private let setVanished: PreparedStatement
    private let select: PreparedStatement

    init(_ database: Database) throws {
        insertion = try PreparedStatement(
            database,
            "INSERT INTO quarantine_projection (seq, container, at, reason, vanished) VALUES (?, ?, NULL, ?, 0)"
        )
        setVanished = try PreparedStatement(database, "UPDATE quarantine_projection SET vanished = ? WHERE seq = ?")
        select = try PreparedStatement(
            database,
            """
            SELECT q.seq, q.vanished, o.body FROM quarantine_projection AS q JOIN observations AS o ON o.seq = q.seq
            WHERE q.container = ? ORDER BY q.seq
            """
        )
    }

    /// What of `container` is in quarantine, by its bytes.
    func load(_ container: Int64) throws -> [[UInt8]: KnownQuarantine] {
        var known: [[UInt8]: KnownQuarantine] = [:]
        select.bind(1, container)
        while try select.step() {
            known[Array(select.bytes(2))] = KnownQuarantine(seq: select.integer(0), isVanished: select.integer(1) != 0)
        }
        return known
    }

    func add(seq: Int64, container: Int64, reason: String) throws {
        insertion.bind(1, seq)
        insertion.bind(2, container)
        insertion.bind(3, text: reason)
        try insertion.run()
    }

    /// An element of a container list.
    func addUnusable(seq: Int64) throws {
        try add(seq: seq, container: Self.ofNoContainer, reason: "no usable id")
    }

    func set(_ seq: Int64, isVanished: Bool) throws {
        setVanished.bind(1, isVanished)
        setVanished.bind(2, seq)
        try setVanished.run()
    }
}

/// An element in quarantine, and whether the reading that is under way has found it.
struct KnownQuarantine {
    let seq: Int64
    var isVanished: Bool
    var isMet = false
}

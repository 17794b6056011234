import GRDB
import Observations
import Timelines

/// The containers, by number from 1 in order of first appearance; all of them in memory.
final class ContainerProjection {
    private(set) var rows: [StoredContainer] = []
    private var numbers: [ContainerID: Int64] = [:]
    private var dirty: [Int64] = []
    private let setRow: PreparedStatement

    /// Goes on from `rows`, which `database` has.
    init(_ database: Database, rows: [StoredContainer]) throws {
        let places = Array(repeating: "?", count: 16).joined(separator: ", ")
        setRow = try PreparedStatement(
            database,
            "INSERT OR REPLACE INTO container_projection (\(StoredContainer.columns)) VALUES (\(places))"
        )
        self.rows = rows
        for row in rows { numbers[row.key.id] = row.key.number }
    }

    /// Throws where a container is missing, or its row says what can't be in a store of this extent.
    static func storedRows(_ database: Database, _ extent: StoreExtent) throws -> [StoredContainer] {
        let select = try PreparedStatement(
            database,
            "SELECT \(StoredContainer.columns) FROM container_projection ORDER BY number"
        )
        var rows: [StoredContainer] = []
        while try select.step() {
            rows.append(try StoredContainer(select, number: Int64(rows.count) + 1, extent))
        }
        return rows
    }

    /// The containers alone; none where they are not numbered as they should be.
    static func storedKeys(_ database: Database) throws -> [ContainerKey] {
        let select = try PreparedStatement(database, "SELECT number, id FROM container_projection ORDER BY number")
        var keys: [ContainerKey] = []
        while try select.step() {
            guard select.integer(0) == Int64(keys.count) + 1 else {
                select.reset()
                return []
            }
            keys.append(ContainerKey(number: select.integer(0), id: ContainerID(select.text(1) ?? "")))
        }
        return keys
    }

    func restart() {
        rows = []
        numbers = [:]
        dirty = []
    }

    /// Nil where the log has not met it.
    func number(of id: ContainerID) -> Int64? {
        numbers[id]
    }

    subscript(number: Int64) -> StoredContainer {
        rows[Int(number) - 1]
    }

    /// The container with `number`, nil where there is none.
    func row(_ number: Int64) -> StoredContainer? {
        0 < number && number <= rows.count ? rows[Int(number) - 1] : nil
    }

    func update(_ number: Int64, _ change: (inout StoredContainer) -> Void) {
        let place = Int(number) - 1
        change(&rows[place])
        guard !rows[place].isDirty else { return }
        rows[place].isDirty = true
        dirty.append(number)
    }

    /// The key of `id`, which gets the next number where the log has not met it.
    func key(of id: ContainerID) -> ContainerKey {
        if let number = numbers[id] { return self[number].key }
        let key = ContainerKey(number: Int64(rows.count) + 1, id: id)
        rows.append(StoredContainer(key: key))
        numbers[id] = key.number
        update(key.number) { _ in }
        return key
    }

    /// Applies what observation `seq` says of a container.
    func apply(_ listed: ListedContainer, seq: Int64, names: NameProjection) {
        let status = listed.status.map { names.intern($0) }
        update(key(of: listed.id).number) { row in
            row.name = listed.name
            row.projectID = listed.projectID
            row.server = listed.server
            row.image = listed.image
            row.status = status
            row.createdAt = listed.createdAt
            row.newestListing = seq
        }
    }

    /// Writes the rows that have changed.
    func flush() throws {
        for number in dirty {
            self[number].bind(to: setRow)
            try setRow.run()
            rows[Int(number) - 1].isDirty = false
        }
        dirty.removeAll(keepingCapacity: true)
    }
}

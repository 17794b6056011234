internal import GRDB
internal import Observations
internal import Timelines

/// The containers, by number from 1 in order of first appearance; all of them in memory.
final class ContainerProjection {
    private(set) var rows: [StoredContainer] = []
    private var numbers: [ContainerID: Int64] = [:]
    private var dirty: [Int64] = []
    private let setRow: PreparedStatement

    /// Goes on from `rows`, which `database` has.
    init(_ database: Database, rows: [StoredContainer]) throws {
        let places = Array(repeating: "?", count: 19).joined(separator: ", ")
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
        let position = Int(number) - 1
        change(&rows[position])
        guard !rows[position].isDirty else { return }
        rows[position].isDirty = true
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
            row.projectAlias = listed.projectAlias
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

/// A row of the containers' projection.
struct StoredContainer {
    let key: ContainerKey
    var name: String?
    var projectID: String?
    var projectAlias: String?
    var server: String?
    var image: String?
    var status: Symbol?
    var createdAt: Instant?
    var coveredUntil: Instant?
    var readAt: Instant?
    var goneSince: Instant?
    var lastListedPass: Int64?
    var newestListing: Int64?
    var entries: Int64 = 0
    var vanished: Int64 = 0
    var quarantined: Int64 = 0
    var newestAt: Instant?
    /// Whether an entry was amended, vanished or came back.
    var isRewritten = false
    var isDirty = false

    init(key: ContainerKey) {
        self.key = key
    }
}

extension StoredContainer {
    static let columns = """
        number, id, name, project_id, status, created_at, covered_until, gone_since, last_listed_pass, newest_listing, \
        entries, vanished, quarantined, newest_at, server, image, project_alias, read_at, rewritten
        """

    /// The row at which `row`, a selection of `columns`, stands: that of container `number`.
    init(_ row: PreparedStatement, number: Int64, _ extent: StoreExtent) throws {
        let row = CheckedRow(row, of: "container_projection")
        let number = try row.integer(0, in: number...number)
        let receipts = 0...extent.observations
        self.init(key: ContainerKey(number: number, id: ContainerID(try row.text(1))))
        name = try row.textOrNil(2)
        projectID = try row.textOrNil(3)
        status = try row.symbolOrNil(4, names: extent.names)
        createdAt = try row.instantOrNil(5)
        coveredUntil = try row.instantOrNil(6)
        goneSince = try row.instantOrNil(7)
        lastListedPass = try row.integerOrNil(8, in: 0...Int64(extent.passes))
        newestListing = try row.integerOrNil(9, in: receipts)
        entries = try row.integer(10, in: receipts)
        vanished = try row.integer(11, in: 0...entries)
        quarantined = try row.integer(12, in: receipts)
        newestAt = try row.instantOrNil(13)
        server = try row.textOrNil(14)
        image = try row.textOrNil(15)
        projectAlias = try row.textOrNil(16)
        readAt = try row.instantOrNil(17)
        isRewritten = try row.flag(18)
    }

    /// Binds all columns, in their order.
    func bind(to statement: PreparedStatement) {
        statement.bind(1, key.number)
        statement.bind(2, text: key.id.text)
        statement.bind(3, text: name)
        statement.bind(4, text: projectID)
        statement.bind(5, status.map { Int64($0.number) })
        statement.bind(6, createdAt?.milliseconds)
        statement.bind(7, coveredUntil?.milliseconds)
        statement.bind(8, goneSince?.milliseconds)
        statement.bind(9, lastListedPass)
        statement.bind(10, newestListing)
        statement.bind(11, entries)
        statement.bind(12, vanished)
        statement.bind(13, quarantined)
        statement.bind(14, newestAt?.milliseconds)
        statement.bind(15, text: server)
        statement.bind(16, text: image)
        statement.bind(17, text: projectAlias)
        statement.bind(18, readAt?.milliseconds)
        statement.bind(19, isRewritten)
    }
}

/// A container inside one store: its number there, and its id as the log hashes it.
struct ContainerKey: Hashable {
    let number: Int64
    let id: ContainerID
    let utf8: [UInt8]

    init(number: Int64, id: ContainerID) {
        self.number = number
        self.id = id
        utf8 = Array(id.text.utf8)
    }
}

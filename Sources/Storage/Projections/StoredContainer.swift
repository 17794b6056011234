import Timelines

/// A row of the containers' projection.
struct StoredContainer {
    let key: ContainerKey
    var name: String?
    var projectID: String?
    var server: String?
    var image: String?
    var status: Symbol?
    var createdAt: Instant?
    var coveredUntil: Instant?
    var goneSince: Instant?
    var lastListedPass: Int64?
    var newestListing: Int64?
    var entries: Int64 = 0
    var vanished: Int64 = 0
    var quarantined: Int64 = 0
    var newestAt: Instant?
    var isDirty = false

    init(key: ContainerKey) {
        self.key = key
    }
}

extension StoredContainer {
    static let columns = """
        number, id, name, project_id, status, created_at, covered_until, gone_since, last_listed_pass, newest_listing, \
        entries, vanished, quarantined, newest_at, server, image
        """

    /// The row at which `row`, a selection of `columns`, stands.
    init(_ row: PreparedStatement) {
        self.init(key: ContainerKey(number: row.integer(0), id: ContainerID(row.text(1) ?? "")))
        name = row.text(2)
        projectID = row.text(3)
        status = row.integerOrNil(4).map { Symbol(number: UInt32(truncatingIfNeeded: $0)) }
        createdAt = row.integerOrNil(5).map(Instant.init(milliseconds:))
        coveredUntil = row.integerOrNil(6).map(Instant.init(milliseconds:))
        goneSince = row.integerOrNil(7).map(Instant.init(milliseconds:))
        lastListedPass = row.integerOrNil(8)
        newestListing = row.integerOrNil(9)
        entries = row.integer(10)
        vanished = row.integer(11)
        quarantined = row.integer(12)
        newestAt = row.integerOrNil(13).map(Instant.init(milliseconds:))
        server = row.text(14)
        image = row.text(15)
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
    }
}

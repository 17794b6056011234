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

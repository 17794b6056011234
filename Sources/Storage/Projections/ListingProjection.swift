internal import GRDB
internal import Observations
internal import Timelines

/// What the listings said, as runs of consecutive passes with the same status.
final class ListingProjection {
    private let selectFirst: PreparedStatement
    private let selectNewest: PreparedStatement
    private let extend: PreparedStatement
    private let insertion: PreparedStatement

    init(_ database: Database) throws {
        selectFirst = try PreparedStatement(
            database,
            "SELECT first_pass FROM listing_projection WHERE container = ? ORDER BY first_pass LIMIT 1"
        )
        selectNewest = try PreparedStatement(
            database,
            """
            SELECT first_pass, last_pass, status FROM listing_projection WHERE container = ?
            ORDER BY first_pass DESC LIMIT 1
            """
        )
        extend = try PreparedStatement(
            database,
            "UPDATE listing_projection SET last_pass = ? WHERE container = ? AND first_pass = ?"
        )
        insertion = try PreparedStatement(
            database,
            "INSERT INTO listing_projection (container, first_pass, last_pass, status) VALUES (?, ?, ?, ?)"
        )
    }

    /// The first pass whose listing held container `number`; nil where none did.
    func firstPass(of number: Int64) throws -> Int64? {
        selectFirst.bind(1, number)
        defer { selectFirst.reset() }
        return try selectFirst.step() ? selectFirst.integer(0) : nil
    }

    /// Applies that the listing of `pass` held container `number` with `status`.
    func apply(pass: Int64, container number: Int64, status: Symbol?) throws {
        let status = status.map { Int64($0.number) }
        selectNewest.bind(1, number)
        if try selectNewest.step() {
            let (first, last) = (selectNewest.integer(0), selectNewest.integer(1))
            let isSame = selectNewest.integerOrNil(2) == status
            selectNewest.reset()
            guard last <= pass else { throw inconsistency("container \(number) was listed by pass \(last)") }
            // A roster that comes twice says nothing new.
            if last == pass { return }
            if last == pass - 1, isSame {
                extend.bind(1, pass)
                extend.bind(2, number)
                extend.bind(3, first)
                return try extend.run()
            }
        }
        insertion.bind(1, number)
        insertion.bind(2, pass)
        insertion.bind(3, pass)
        insertion.bind(4, status)
        try insertion.run()
    }
}

/// The passes, by number from 1.
final class PassProjection {
    /// Their beginnings: that of pass n at n − 1.
    private(set) var beginnings: [Instant] = []
    private let insertion: PreparedStatement

    /// Goes on from `beginnings`, which `database` has.
    init(_ database: Database, beginnings: [Instant]) throws {
        insertion = try PreparedStatement(
            database,
            "INSERT INTO pass_projection (number, begun_at, full, scope) VALUES (?, ?, ?, ?)"
        )
        self.beginnings = beginnings
    }

    /// Throws where a pass is missing or began at no instant.
    static func storedBeginnings(_ database: Database) throws -> [Instant] {
        let select = "SELECT number, begun_at FROM pass_projection ORDER BY number"
        let cursor = try NamedRow.cursor(of: "pass_projection", database, select)
        var beginnings: [Instant] = []
        while let row = try cursor.next() {
            let number = Int64(beginnings.count) + 1
            _ = try row.integer("number", in: number...number)
            beginnings.append(try row.instant("begun_at"))
        }
        return beginnings
    }

    func restart() {
        beginnings = []
    }

    var next: PassNumber { PassNumber(Int64(beginnings.count) + 1) }

    /// The beginning of pass `number`, nil where there was none.
    func beginning(of number: Int64) -> Instant? {
        0 < number && number <= beginnings.count ? beginnings[Int(number) - 1] : nil
    }

    func apply(_ start: PassStart) throws {
        beginnings.append(start.instant)
        insertion.bind(1, Int64(beginnings.count))
        insertion.bind(2, start.instant.milliseconds)
        insertion.bind(3, start.full)
        insertion.bind(4, text: start.scope.text)
        try insertion.run()
    }
}

import GRDB
import Timelines

/// What the listings said, as runs of consecutive passes with the same status.
final class ListingProjection {
    private let selectNewest: PreparedStatement
    private let extend: PreparedStatement
    private let insertion: PreparedStatement

    init(_ database: Database) throws {
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

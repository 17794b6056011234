import GRDB
import Observations
import Timelines

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
        let select = try PreparedStatement(database, "SELECT number, begun_at FROM pass_projection ORDER BY number")
        let row = CheckedRow(select, of: "pass_projection")
        var beginnings: [Instant] = []
        while try select.step() {
            let number = Int64(beginnings.count) + 1
            _ = try row.integer(0, in: number...number)
            beginnings.append(try row.instant(1))
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

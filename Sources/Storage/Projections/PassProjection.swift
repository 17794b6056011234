import GRDB
import Observations
import Timelines

/// The passes, by number from 1.
final class PassProjection {
    /// Their beginnings: that of pass n at n − 1.
    private(set) var beginnings: [Instant] = []
    private let insertion: PreparedStatement

    init(_ database: Database) throws {
        insertion = try PreparedStatement(
            database,
            "INSERT INTO pass_projection (number, begun_at, full, scope) VALUES (?, ?, ?, ?)"
        )
        beginnings = try Self.storedBeginnings(database)
    }

    static func storedBeginnings(_ database: Database) throws -> [Instant] {
        let select = try PreparedStatement(database, "SELECT begun_at FROM pass_projection ORDER BY number")
        var beginnings: [Instant] = []
        while try select.step() { beginnings.append(Instant(milliseconds: select.integer(0))) }
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

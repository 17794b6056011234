internal import GRDB
internal import Observations
internal import Timelines

/// The projections of what is not of one container's log: names, passes, containers, listings, coverage.
///
/// Ingestion and rebuilding both go through these functions, one call for each observation, in receipt order.
final class FleetProjections {
    let names: NameProjection
    let passes: PassProjection
    let containers: ContainerProjection
    private let listings: ListingProjection

    /// Goes on from what `database` holds, whose log has so many observations.
    init(_ database: Database, observations: Int64) throws {
        names = try NameProjection(database)
        let beginnings = try PassProjection.storedBeginnings(database)
        passes = try PassProjection(database, beginnings: beginnings)
        let extent = StoreExtent(
            observations: observations,
            names: names.symbols.texts.count,
            reasons: names.symbols.reasons.texts.count,
            passes: beginnings.count
        )
        containers = try ContainerProjection(database, rows: ContainerProjection.storedRows(database, extent))
        listings = try ListingProjection(database)
    }

    /// Begins anew, on tables that are or become empty; `names` are taken to be those of the log.
    init(emptyIn database: Database, names: NameProjection) throws {
        self.names = names
        passes = try PassProjection(database, beginnings: [])
        containers = try ContainerProjection(database, rows: [])
        listings = try ListingProjection(database)
    }

    /// Forgets everything, to begin anew on empty tables.
    func restart() {
        names.restart()
        passes.restart()
        containers.restart()
    }

    func apply(_ start: PassStart) throws {
        try passes.apply(start)
    }

    func apply(_ listed: ListedContainer, seq: Int64) {
        containers.apply(listed, seq: seq, names: names)
    }

    /// Applies that the listing of `pass` held `listed`: whatever is listed is not gone.
    func applyRoster(_ listed: NumberRanges, of pass: Int64) throws {
        guard passes.beginning(of: pass) != nil else { throw inconsistency("a roster is of pass \(pass)") }
        if let greatest = listed.greatest, containers.row(greatest) == nil {
            throw inconsistency("a roster names container \(greatest)")
        }
        for number in listed.numbers {
            guard let row = containers.row(number) else { throw inconsistency("a roster names container \(number)") }
            try listings.apply(pass: pass, container: number, status: row.status)
            containers.update(number) { row in
                row.lastListedPass = pass
                row.goneSince = nil
            }
        }
    }

    /// Applies how readings of `pass` ended, as was recorded at `instant`: a complete one covers its container until the pass began.
    func apply(_ ended: ReadingsEnded, of pass: Int64, recordedAt instant: Instant) throws {
        guard let begun = passes.beginning(of: pass) else { throw inconsistency("readings of pass \(pass) ended") }
        for number in ended.complete.sorted() {
            guard containers.row(number) != nil else { throw inconsistency("container \(number) was read") }
            containers.update(number) { row in
                row.coveredUntil = begun
                row.readAt = instant
                row.goneSince = nil
            }
        }
        for number in ended.gone.sorted() {
            guard let row = containers.row(number) else { throw inconsistency("container \(number) is gone") }
            // One that no listing ever held was last seen when it was last read.
            let seen = row.lastListedPass.flatMap { passes.beginning(of: $0) } ?? row.coveredUntil ?? begun
            containers.update(number) { $0.goneSince = seen }
        }
    }

    /// Every container that was ever met, in order of first appearance.
    func known() throws -> [KnownContainer] {
        try containers.rows.map { row in
            KnownContainer(
                id: row.key.id,
                name: row.name,
                isGone: row.goneSince != nil,
                firstListed: try listings.firstPass(of: row.key.number).map(PassNumber.init),
                lastListed: row.lastListedPass.map(PassNumber.init)
            )
        }
    }

    func flush() throws {
        try names.flush()
        try containers.flush()
    }
}

/// The log says what can't be: it was not written by this program.
func inconsistency(_ what: String) -> DatabaseError {
    damage("\(what), which its log does not know")
}

/// How much of everything a store has: what its rows can refer to, from 1 on (names from 0).
struct StoreExtent: Sendable {
    let observations: Int64
    let names: Int
    let reasons: Int
    let passes: Int
}

import Storage
import Timelines

/// A store that always gives the whole of each history, wherever the time begins that is asked for.
struct WholeHistories: HistorySource {
    let histories: StoreHistories
    /// Whether a slice can't be read.
    var slicesFail = false

    struct SliceFailure: Error {}

    var log: LogState { histories.log }
    var symbols: SymbolTable { histories.symbols }
    var containers: [Container] { histories.containers }

    func histories(
        of chosen: Set<ContainerID>?,
        from start: Instant,
        before end: Instant,
        listings: Interval?,
        _ body: (ContainerHistory) -> Void
    ) throws {
        try histories.histories(of: chosen, from: .distantPast, before: end, listings: listings, body)
    }

    func histories(
        of chosen: Set<ContainerID>?,
        around _: Interval,
        before end: Instant,
        listings: Interval?,
        _ body: (ContainerHistory) -> Void
    ) throws {
        if slicesFail { throw SliceFailure() }
        try histories.histories(of: chosen, from: .distantPast, before: end, listings: listings, body)
    }

    func fold<Fold: HistoryFold>(
        into empty: Fold,
        of chosen: Set<ContainerID>?,
        from start: Instant,
        before end: Instant,
        listings: Interval?
    ) async throws -> Fold {
        try await histories.fold(into: empty, of: chosen, from: .distantPast, before: end, listings: listings)
    }

    func entries(within periods: IntervalSet, _ body: (Container, Entry) -> Void) throws {
        try histories.entries(within: periods, body)
    }

    func firstEntry(of chosen: Set<ContainerID>?) throws -> Instant? { try histories.firstEntry(of: chosen) }

    func deleted(among containers: Set<ContainerID>) throws -> Set<ContainerID> {
        try histories.deleted(among: containers)
    }

    func listedPlacements(of chosen: Set<ContainerID>?) throws -> [ListedPlacement] {
        try histories.listedPlacements(of: chosen)
    }

    func recordedTerms() throws -> RecordedTerms { try histories.recordedTerms() }
    func quarantined() throws -> Int { try histories.quarantined() }
    func auditTrail(of chosen: Set<ContainerID>?) throws -> AuditTrail { try histories.auditTrail(of: chosen) }

    func places(ofEvent id: String) throws -> [(container: ContainerID, at: Instant)] {
        try histories.places(ofEvent: id)
    }

    func metadata(of seqs: Set<Int64>) throws -> [Int64: String] { try histories.metadata(of: seqs) }
    func receipts(of seqs: Set<Int64>) throws -> [Int64: Receipt] { try histories.receipts(of: seqs) }
}

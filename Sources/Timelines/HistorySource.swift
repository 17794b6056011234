/// One state of what is known of a fleet: all that an answer is computed from.
///
/// An event store gives it; so can several stores together, or a test. Whatever is recorded later does not show.
package protocol HistorySource: Sendable {
    /// The log behind the histories.
    var log: LogState { get }
    /// The texts behind the symbols of all entries.
    var symbols: SymbolTable { get }
    /// Every container, by id, without its listings.
    var containers: [Container] { get }

    /// Calls `body` with the history of each chosen container (nil is all), by id; one at a time, so that only one is in memory.
    ///
    /// Entries at or after `end` are left out, except those of a container's first instant where nothing is before `end`: they
    /// give its status until then. Of those before `start` only those are included that the time from `start` on depends on: the
    /// newest ones from an entry on that led to `running`, stands alone at its instant, and is before coverage ends. Every window
    /// that reaches `start`, and the status there, follow from them; where there is no such entry, all are included.
    /// Listings outside `listings` are left out, except the first and the last of each run of passes that said the same, so that
    /// one of each status stays; nil includes all.
    func histories(
        of chosen: Set<ContainerID>?,
        from start: Instant,
        before end: Instant,
        listings: Interval?,
        _ body: (ContainerHistory) -> Void
    ) throws

    /// The same from the start of `slice` on, with what the windows that began in `slice` depend on, and no more: of the entries at or
    /// after its end those up to the first that led to `running` and stands alone at its instant, and some more.
    func histories(
        of chosen: Set<ContainerID>?,
        around slice: Interval,
        before end: Instant,
        listings: Interval?,
        _ body: (ContainerHistory) -> Void
    ) throws

    /// Adds the histories from `start` on and before `end` to `empty` and copies of it, in parallel and in any order, and merges
    /// them.
    func fold<Fold: HistoryFold>(
        into empty: Fold,
        of chosen: Set<ContainerID>?,
        from start: Instant,
        before end: Instant,
        listings: Interval?
    ) async throws -> Fold

    /// Calls `body` with every entry in `periods`, container by container (by id), each one's in the order of its timeline.
    func entries(within periods: IntervalSet, _ body: (Container, Entry) -> Void) throws
    /// The instant of the first entry of the chosen containers (nil is all); nil where they have none.
    func firstEntry(of chosen: Set<ContainerID>?) throws -> Instant?
    /// Those of `containers` whose newest entry deleted them.
    func deleted(among containers: Set<ContainerID>) throws -> Set<ContainerID>
    /// The listings of the chosen containers (nil is all) that differed from the one before, in the order of passes.
    func listedPlacements(of chosen: Set<ContainerID>?) throws -> [ListedPlacement]
    /// The statuses, operations and actors that occur in entries.
    func recordedTerms() throws -> RecordedTerms
    /// How many elements are in quarantine.
    func quarantined() throws -> Int
    /// What the platform changed in, or left out of, the logs of the chosen containers (nil is all), over everything recorded.
    ///
    /// Elements of a container list that could not be used belong to no container: they are included only where all are chosen.
    func auditTrail(of chosen: Set<ContainerID>?) throws -> AuditTrail
    /// Where the entries with this id, as reports print it, stand: their containers and instants, in receipt order. Several containers
    /// can have entries with one id.
    func places(ofEvent id: String) throws -> [(container: ContainerID, at: Instant)]
    /// The metadata of the entries that these observations are, as compact JSON; none for one that has none.
    func metadata(of seqs: Set<Int64>) throws -> [Int64: String]
    /// When and by which pass the observations with these numbers were recorded.
    func receipts(of seqs: Set<Int64>) throws -> [Int64: Receipt]
}

/// What is computed container by container: an analysis of some containers, which one of the others can be merged into.
///
/// The result depends neither on the order of the containers nor on how they are shared out.
package protocol HistoryFold: Sendable {
    /// Adds one container; each is added once.
    mutating func add(_ history: ContainerHistory)
    /// Adds what `other` found of other containers.
    mutating func merge(_ other: Self)
}

/// The terms that entries use, as they are spelled.
package struct RecordedTerms: Hashable, Sendable {
    /// The statuses that entries lead to.
    package let statuses: Set<ExactText>
    package let operations: Set<ExactText>
    package let actors: Set<ExactText>

    package init(statuses: Set<ExactText>, operations: Set<ExactText>, actors: Set<ExactText>) {
        self.statuses = statuses
        self.operations = operations
        self.actors = actors
    }
}

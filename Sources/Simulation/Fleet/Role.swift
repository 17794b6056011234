import Statistics

/// A container's part in the fleet: what it is, what happens to it, and what is odd about its log.
struct Role {
    let name: String
    let project: Project
    let node: Node
    let image: String
    var autostart = true
    /// How long its image takes to start, in percent of the typical time.
    var pace: Int64 = 100
    var birth = Birth.longAgo
    var schedules: [Schedule] = []
    /// So many days before the end's midnight the schedules end; nil where they go on.
    var schedulesEnd: Int64?
    var events: [Event] = []
    var edits: [Edit] = []
    var listing: [ListingOddity] = []
}

/// A project of the simulated platform's customer.
enum Project: UInt64 {
    case shop = 1, staging, data, development, operations

    var alias: String {
        switch self {
        case .shop: "shop"
        case .staging: "shop-staging"
        case .data: "data"
        case .development: "development"
        case .operations: "operations"
        }
    }

    /// Its object id, the same in every fleet.
    var id: String {
        var random = SplitMix64(seed: 0x7052_4F4A, part: rawValue)
        return objectID(seconds: 1_735_689_600, machine: random.next(), counter: random.next())
    }

    /// The realm that its containers belong to: the store's or the office's.
    var realm: String {
        switch self {
        case .shop, .staging: "66a1f0c2d4e5b6a798c0d1e2"
        case .data, .development, .operations: "66a1f0c2d4e5b6a798c0d1e3"
        }
    }
}

/// A server that containers run on.
enum Node: String, CaseIterable {
    case us, eu, ap

    var name: String { "node-\(rawValue)" }

    /// Its object id, the same in every fleet.
    var id: String {
        var random = SplitMix64(seed: 0x4E4F_4445, part: UInt64(rawValue.utf8.first ?? 0))
        return objectID(seconds: 1_704_067_200, machine: random.next(), counter: random.next())
    }
}

/// When a container was created.
enum Birth {
    /// Before the history; its log begins with whatever happened first.
    case longAgo
    /// At its first event, so that its log begins with its creation.
    case withinHistory
    /// It has no log at all.
    case withoutLog
}

/// Something that happens once: so many days before the end's midnight, at this time of that day.
struct Event {
    let daysBefore: Int64
    /// In UTC.
    let time: (hour: Int64, minute: Int64, second: Int64)
    let action: Action
    let by: Actor
    var shows: [Scenario] = []

    init(_ daysBefore: Int64, _ time: (Int64, Int64, Int64), _ action: Action, _ by: Actor, shows: [Scenario] = []) {
        self.daysBefore = daysBefore
        self.time = time
        self.action = action
        self.by = by
        self.shows = shows
    }
}

/// How a container's log differs from what the platform would write on a good day.
enum Edit {
    /// Every entry as in the guide's second example: without id, container_id and metadata.
    case bare
    /// Every entry names its operation as `command`.
    case command
    /// Entries are missing, so that the next ones do not follow on.
    case chainBreaks(Int)
    case nullFrom(Int)
    case missingFrom(Int)
    /// Without a usable duration: null, missing, negative, huge and a text, so many of each.
    case durations(Int)
    /// With triggered_by missing, and empty, so many of each.
    case actors(Int)
    case fineFractions(Int)
    /// Elements that can't be on a timeline, of every kind.
    case unusable
    /// Between the revisions, the newest entry of the first one gets another content.
    case amendment
    /// Between the revisions, the second newest entry of the first one is removed.
    case vanishing
    /// Between the revisions, an older entry and one of the last day are added.
    case lateArrivals
    /// Between the revisions, an entry gets its id.
    case laterID
}

/// How a container's listing differs from what its log says.
enum ListingOddity {
    /// Listed with the wrong status from the evening before the first revision on.
    case drift
    /// Without a log: stopped in the first revision, running in the second.
    case changing
    /// No longer listed in the second revision, and its paths answer 404.
    case gone
    case expired
    case prespawned
    case withoutCreationTime

    var scenario: Scenario {
        switch self {
        case .drift: .drift
        case .changing: .changingListing
        case .gone: .gone
        case .expired: .expired
        case .prespawned: .prespawned
        case .withoutCreationTime: .withoutCreationTime
        }
    }
}

/// A container's part in the fleet: what it is, how it lives, and what is odd about its log.
struct Role {
    let name: String
    let project: Project
    let node: Node
    let image: String
    var autostart = true
    /// The percentage of the typical start that its image needs.
    var pace: Int64 = 100
    var birth = Birth.longAgo
    var habits: [Habit] = []
    var events: [Event] = []
    var edits: [Edit] = []
    var listing: [ListingOddity] = []
}

/// When a container came to be.
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
    /// Hour, minute and second, UTC.
    let time: (hour: Int64, minute: Int64, second: Int64)
    let deed: Deed
    let by: Actor
    var shows: [Situation] = []

    init(_ daysBefore: Int64, _ time: (Int64, Int64, Int64), _ deed: Deed, _ by: Actor, shows: [Situation] = []) {
        self.daysBefore = daysBefore
        self.time = time
        self.deed = deed
        self.by = by
        self.shows = shows
    }
}

/// How a container's listing differs from what its log says.
enum ListingOddity {
    /// Says that it runs from the evening before the first revision on, whatever the log says.
    case drift
    /// Without a log: stopped in the first revision, running in the second.
    case changing
    /// Not listed any more in the second revision, and its paths answer 404.
    case gone
    case expired
    case prespawned
    case withoutCreationTime
}

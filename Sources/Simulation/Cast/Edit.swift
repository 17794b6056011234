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
    /// With triggered_by left out, and empty, so many of each.
    case actors(Int)
    case fineFractions(Int)
    /// Elements that can't stand on a timeline, of every kind.
    case unusable
    /// Between the revisions the newest entry of the first one gets another content.
    case amendment
    /// Between the revisions the second newest entry of the first one goes.
    case vanishing
    /// An older entry, and one of the last day, come between the revisions.
    case lateArrivals
    /// Between the revisions an entry gets its id.
    case laterID
}

/// The exit codes that scripts depend on.
enum ExitStatus: Int32 {
    case done = 0
    /// The log is not intact, a proof does not hold, or the gate fails.
    case broken = 1
    /// The samples are too few for a verdict.
    case inconclusive = 2
    /// Some containers could not be synced, or the store does not cover what the gate was asked about.
    case partial = 3
    /// The command line or the configuration is wrong.
    case usage = 64
    /// The store is not a Tachograph store, or data is malformed.
    case badData = 65
    /// The API can't be reached or keeps failing.
    case unavailable = 69
    /// The disk or the database fails.
    case inputOutput = 74
    /// The API refuses the token.
    case refused = 77
    /// Interrupted; what was fetched so far is kept.
    case interrupted = 130
}

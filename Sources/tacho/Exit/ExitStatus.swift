/// The exit codes that scripts depend on.
enum ExitStatus: Int32 {
    case done = 0
    /// The log is not intact, or a proof does not hold.
    case broken = 1
    /// Some containers could not be synced.
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

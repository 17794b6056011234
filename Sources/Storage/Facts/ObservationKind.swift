/// What an observation is of; the numbers stand in the store for ever.
enum ObservationKind: Int64 {
    case passBegun = 1
    case containerListed = 2
    case roster = 3
    case entry = 4
    case entryVanished = 5
    case entryReturned = 6
    case readingsEnded = 7

    /// As a leaf of the log has it.
    var leafNumber: UInt8 { UInt8(truncatingIfNeeded: rawValue) }
}

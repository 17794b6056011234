import Timelines

/// What of an entry is kept as bits of one number.
enum EntryFlags {
    private static let isAmended: Int64 = 1
    private static let isVanished: Int64 = 2
    static let isFromMissing: Int64 = 4
    static let isDurationUnusable: Int64 = 8
    static let isReasonError: Int64 = 16

    static let all = isAmended | isVanished | isFromMissing | isDurationUnusable | isReasonError

    static func of(_ entry: Entry) -> Int64 {
        var flags = Int64(entry.marks.rawValue)
        if entry.from == .missing { flags |= isFromMissing }
        if entry.duration == .invalid { flags |= isDurationUnusable }
        if entry.reason?.isError == true { flags |= isReasonError }
        return flags
    }

    static func marks(_ flags: Int64) -> EntryMarks {
        EntryMarks(rawValue: UInt8(truncatingIfNeeded: flags & (isAmended | isVanished)))
    }
}

import Timelines

extension Timeline {
    /// What speaks against the log next to the entry at `place`.
    func doubts(at place: Int) -> [LogDoubt] {
        let entry = entries[place]
        let breaksBefore = place > 0 && entry.from.breaksChain(after: entries[place - 1].to)
        let breaksAfter = place + 1 < entryCount && entries[place + 1].from.breaksChain(after: entry.to)
        return LogDoubt.allCases.filter { doubt in
            switch doubt {
            case .chainBreakBefore: breaksBefore
            case .chainBreakAfter: breaksAfter
            case .nothingBefore: place == 0 && entry.from != .null
            case .notCovered: place >= coveredEntryCount
            case .amended: entry.marks.contains(.amended)
            case .vanished: entry.marks.contains(.vanished)
            }
        }
    }
}

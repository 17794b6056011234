extension RandomAccessCollection where Index == Int {
    /// The first index whose element meets a condition that all later elements meet too; the end if none does.
    @inlinable
    package func partitioningIndex(where isLate: (Element) -> Bool) -> Int {
        var low = startIndex
        var high = endIndex
        while low < high {
            let middle = low + (high - low) / 2
            if isLate(self[middle]) {
                high = middle
            } else {
                low = middle + 1
            }
        }
        return low
    }
}

extension [Entry] {
    /// How many entries of a sorted log lie before `instant`: the index of the first one that does not.
    package func count(before instant: Instant) -> Int {
        partitioningIndex { $0.at >= instant }
    }
}

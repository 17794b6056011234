extension [Entry] {
    /// How many entries of a sorted log lie before `instant`: the place of the first one that does not.
    package func count(before instant: Instant) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = low + (high - low) / 2
            if self[middle].at < instant {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }
}

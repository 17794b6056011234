/// A log without what faults hide of it: the newest entries that did not arrive yet, and one that was removed.
struct LogPage {
    let log: ServedLog
    let hidden: Int
    let removed: Int?

    init(log: ServedLog, hidden: Int, removed: Int?) {
        self.log = log
        self.hidden = min(hidden, log.count)
        self.removed = removed.flatMap { $0 < log.count - hidden ? $0 : nil }
    }

    var count: Int { log.count - hidden - (removed == nil ? 0 : 1) }

    /// Writes the elements at `places` of the given order, separated by commas.
    func write(_ places: Range<Int>, order: SortOrder, by field: LogSortField, to output: inout [UInt8]) {
        guard field == .transitionTime else {
            let sorted = log.places(by: field).filter { $0 != removed && $0 < log.count - hidden }
            log.write(places.map { sorted[order == .asc ? $0 : count - 1 - $0] }, to: &output)
            return
        }
        switch order {
        case .asc where removed == nil: log.write(range: places, to: &output)
        case .asc: log.write(places.lazy.map(original), to: &output)
        case .desc: log.write(places.lazy.map { original(count - 1 - $0) }, to: &output)
        }
    }

    /// The place in the log of what is at `place` here.
    private func original(_ place: Int) -> Int {
        removed.map { place >= $0 ? place + 1 : place } ?? place
    }
}

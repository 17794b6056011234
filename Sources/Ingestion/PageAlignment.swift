import Observations
import Timelines

/// A page's elements at the positions where they were served, compared with the positions that the store expected.
///
/// Elements of one instant can be in any order among themselves: the log's order and the store's may differ there.
struct PageAlignment {
    /// The index of the first element in the log.
    var offset: Int
    var entries: [ReceivedEntry]
    /// One for each entry.
    var outcomes: [ElementOutcome]

    /// Whether everything before `index` is as it was known.
    ///
    /// False also where the page can't tell: it does not reach up to `index`, or has no element whose position is certain.
    func confirmsUnchanged(before index: Int) -> Bool {
        guard offset + entries.count >= index else { return false }
        let groups = groups
        for group in groups where offset + group.lowerBound < index {
            for element in group {
                switch outcomes[element] {
                case .new, .quarantined(new: true): return false
                case .known(let expected, _):
                    guard isPossible(expected, in: group) else { return false }
                case .quarantined(new: false), .repeated: break
                }
            }
        }
        return groups.contains(where: isAligned)
    }

    /// Whether the page proves that as many elements come before it as were known.
    var confirmsPosition: Bool {
        groups.contains(where: isAligned)
    }

    /// Neighbours of one instant; an element without an instant is a group of its own.
    private var groups: [Range<Int>] {
        var groups: [Range<Int>] = []
        guard outcomes.count == entries.count else { return groups }
        for (index, entry) in entries.enumerated() {
            if let last = groups.last, let at = entry.instant, entries[index - 1].instant == at {
                groups[groups.count - 1] = last.lowerBound..<index + 1
            } else {
                groups.append(index..<index + 1)
            }
        }
        return groups
    }

    /// Whether an element that was known at `expected` can be served in `group`, which may continue on the next page.
    private func isPossible(_ expected: Int, in group: Range<Int>) -> Bool {
        let isAfterStart = group.lowerBound == 0 && offset > 0 || expected >= offset + group.lowerBound
        let isBeforeEnd = group.upperBound == entries.count || expected < offset + group.upperBound
        return isAfterStart && isBeforeEnd
    }

    /// Whether `group` is complete on this page and known at exactly the positions where it was served.
    private func isAligned(_ group: Range<Int>) -> Bool {
        guard group.lowerBound > 0 || offset == 0, group.upperBound < entries.count || group.count == 1 else {
            return false
        }
        let expected = outcomes[group].compactMap { outcome -> Int? in
            guard case .known(let index, _) = outcome else { return nil }
            return index
        }
        return expected.sorted() == group.map { offset + $0 }
    }
}

extension ReceivedEntry {
    fileprivate var instant: Instant? {
        guard case .usable(let fields) = reading else { return nil }
        return fields.at
    }
}

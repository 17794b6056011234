import Observations

/// How far a list is followed that does not end.
///
/// Where there is a total, the first one counts: one that grows with every page would be no bound. What arrives meanwhile is
/// allowed for, and so is a total that says too little.
struct PageBounds: Hashable, Sendable {
    /// What the list holds, in the plural.
    let elements: String
    /// How many elements more than twice the total are read.
    let slack: Int
    /// The most elements of a list without a total.
    let mostUntold: Int
    /// The most elements whatever the total.
    let most: Int

    /// A container that changes its status every six seconds for a year fills 5,000,000 entries.
    static let log = PageBounds(elements: "entries", slack: 100_000, mostUntold: 5_000_000, most: 100_000_000)
    /// All of a list is held in memory.
    static let listing = PageBounds(elements: "containers", slack: 10_000, mostUntold: 100_000, most: 1_000_000)

    /// Why a list is not followed any further of which `served` elements came and more are to come; nil where it is.
    func excess(_ served: Int, firstTotal: Int?) -> String? {
        guard let firstTotal else {
            return served < mostUntold ? nil : "goes on beyond \(mostUntold) \(elements), the most without a total"
        }
        let bound = min(firstTotal, most) * 2 + slack
        guard served >= min(bound, most) else { return nil }
        return "goes on beyond \(min(bound, most)) \(elements), and its total says \(firstTotal)"
    }
}

/// Where a page lies by what it says of the list's length.
enum PageExtent: Hashable, Sendable {
    /// It begins before the end that `total` or `totalPages` says, and ends before or behind it.
    case within
    /// It ends exactly where `total` says that the list ends.
    case last
    /// It begins behind every end that is said.
    case beyond
    /// Nothing is said.
    case untold

    /// The extent of a page of `count` elements from place `offset` on, which was asked for by its number from 1.
    init(_ pagination: Pagination, page: Int, offset: Int, count: Int) {
        let (total, pages) = (pagination.total, pagination.totalPages)
        if let total, total == offset + count {
            self = .last
        } else if total == nil, pages == nil {
            self = .untold
        } else {
            self = (total ?? 0) > offset || (pages ?? 0) >= page ? .within : .beyond
        }
    }
}

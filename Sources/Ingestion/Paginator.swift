import Observations

/// Finds the way through a paged list to its end, whatever the pages say of themselves.
///
/// A page is taken to begin at index (number − 1) · size of the list, where size is the limit that the server applies: the one
/// that it echoes, unless its pages disprove it, or else the longest page so far.
struct Paginator: Sendable {
    /// The limit to request.
    static let limit = 100
    /// How often an unexpected page size may lead to another page before the list is given up.
    private static let mostMoves = 8

    private let bounds: PageBounds

    /// The page to request next, from 1.
    private(set) var page: Int
    /// All elements before this index were served, or were not needed.
    private var covered: Int
    /// The page size; 0 while nothing is known of it.
    private var size: Int
    private var longest = 0
    private var believesEcho = true
    private var lastTotal: Int?
    private var wasShort = false
    private var moves = 0
    /// Elements served so far, and the first total that a page stated.
    private var served = 0
    private var firstTotal: Int?

    /// Goes to the end, but not beyond `bounds`, from the page that should contain `index`.
    init(from index: Int = 0, bounds: PageBounds = .log) {
        self.bounds = bounds
        covered = index
        page = index / Paginator.limit + 1
        size = page == 1 ? 0 : Paginator.limit
    }

    /// Takes the requested page, which has `count` elements, and decides on the next one.
    mutating func take(count: Int, pagination: Pagination) -> PageStep {
        let isShrunk = noteTotal(pagination.total)
        served += count
        func step(_ offset: Int, _ next: PageStep.Next, count: Int = count) -> PageStep {
            let excess = next == .end ? nil : bounds.excess(served, firstTotal: firstTotal)
            return PageStep(
                offset: offset,
                next: next,
                isShrunk: isShrunk,
                total: pagination.total,
                extent: PageExtent(pagination, page: page, offset: offset, count: count),
                excess: excess
            )
        }
        guard count > 0 else { return step((page - 1) * size, .end) }

        // 1. Which limit does the server apply? A page after a short one disproves the limit that made it look short.
        if wasShort || pagination.limit.map({ !($0 >= count && $0 <= Paginator.limit) }) ?? false {
            believesEcho = false
        }
        let echo = believesEcho ? pagination.limit : nil
        let proven = echo ?? longest
        size = echo ?? max(size, count)
        longest = max(longest, count)

        // 2. Does the page continue from what came before? If not, go to the one that does.
        let offset = (page - 1) * size
        if offset > covered || offset + size <= covered {
            moves += 1
            let moved = step(offset, moves > Paginator.mostMoves ? .lost : .moved)
            page = covered / size + 1
            return moved
        }
        covered = max(covered, offset + size)

        // 3. Is it the last? Only a page that is provably short can be, and only if nothing says that there is more.
        let saysMore = (pagination.total ?? 0) > offset + count || (pagination.totalPages ?? 0) > page
        wasShort = count < proven
        guard !wasShort || saysMore else { return step(offset, .end) }
        defer { page += 1 }
        return step(offset, .page)
    }

    /// True where the total is smaller than it was on the page before.
    private mutating func noteTotal(_ total: Int?) -> Bool {
        guard let total else { return false }
        defer { lastTotal = total }
        firstTotal = firstTotal ?? total
        return lastTotal.map { total < $0 } ?? false
    }
}

/// What a page means for reading the list.
struct PageStep: Hashable, Sendable {
    enum Next: Hashable, Sendable {
        /// The list ends here.
        case end
        /// The following page.
        case page
        /// Another page, because this one did not contain the elements that were needed.
        case moved
        /// Page sizes change too often to tell which elements were served.
        case lost
    }

    /// The index of the page's first element.
    var offset: Int
    var next: Next
    /// Whether something may have been removed since the page before, so that later elements moved up unseen.
    var isShrunk: Bool
    /// The list's length as the page states it.
    var total: Int?
    /// Where the page lies by what it says of the list's length.
    var extent: PageExtent
    /// Why the list is not read any further: it is longer than any list should be.
    var excess: String?
}

/// How far a list that does not end is read.
///
/// If there is a total, the first one counts: one that grows with every page would be no bound. Elements that arrive meanwhile
/// are allowed for, and so is a total that is too small.
struct PageBounds: Hashable, Sendable {
    /// What the elements are called, in the plural.
    let elements: String
    /// How many elements beyond twice the total are read.
    let slack: Int
    /// The most elements of a list without a total.
    let mostWithoutTotal: Int
    /// The most elements whatever the total.
    let most: Int

    /// A container that changes its status every six seconds for a year has 5,000,000 entries.
    static let log = PageBounds(elements: "entries", slack: 100_000, mostWithoutTotal: 5_000_000, most: 100_000_000)
    /// All of a list is held in memory.
    static let listing = PageBounds(elements: "containers", slack: 10_000, mostWithoutTotal: 100_000, most: 1_000_000)

    /// Why a list with more than the `served` elements is not read any further; nil where it is.
    func excess(_ served: Int, firstTotal: Int?) -> String? {
        guard let firstTotal else {
            return served < mostWithoutTotal
                ? nil : "continues beyond \(mostWithoutTotal) \(elements), the most without a total"
        }
        let bound = min(firstTotal, most) * 2 + slack
        guard served >= min(bound, most) else { return nil }
        return "continues beyond \(min(bound, most)) \(elements), and its total says \(firstTotal)"
    }
}

/// Where a page lies by what it says of the list's length.
enum PageExtent: Hashable, Sendable {
    /// It begins before the end that `total` or `totalPages` states.
    case within
    /// It ends exactly where `total` says that the list ends.
    case last
    /// It begins after every stated end.
    case beyond
    /// No end is stated.
    case unstated

    /// The extent of a page of `count` elements from index `offset` on, whose number is counted from 1.
    init(_ pagination: Pagination, page: Int, offset: Int, count: Int) {
        let (total, pages) = (pagination.total, pagination.totalPages)
        if let total, total == offset + count {
            self = .last
        } else if total == nil, pages == nil {
            self = .unstated
        } else {
            self = (total ?? 0) > offset || (pages ?? 0) >= page ? .within : .beyond
        }
    }
}

/// Tells a list whose pages loop from one in which equal elements follow each other.
///
/// A page that begins before the end of the list, as stated, may repeat anything: an API that writes the same entry a thousand
/// times has a thousand. Pages after that end with nothing but repeats are a loop. If no end is stated, so are pages that
/// repeat for longer than any log should.
struct LoopDetector: Sendable {
    /// One page can be chance (a page boundary that moved); a second one is not.
    private static let mostBeyond = 2
    /// 10,000 equal entries in a row, at 100 a page.
    private static let mostUnstated = 100

    private var beyond = 0
    private var unstated = 0

    /// Takes note of a page; false where the list loops.
    mutating func goesOn(_ step: PageStep, isRepeated: Bool) -> Bool {
        guard isRepeated else {
            self = LoopDetector()
            return true
        }
        switch step.extent {
        case .within, .last: beyond = 0
        case .beyond: beyond += 1
        case .unstated: unstated += 1
        }
        return beyond < LoopDetector.mostBeyond && unstated < LoopDetector.mostUnstated
    }
}

import Observations

/// The way through a paged list to its end, whatever the pages say of themselves.
///
/// Places count the list's elements from 0. A page is taken to hold the places from (number − 1) · size on, where size is the
/// limit that the server applies: the one that it echoes, unless its pages disprove it, or else the longest page so far.
struct PageWalk: Sendable {
    /// The limit to ask for.
    static let limit = 100
    /// How often a page of another size than expected may lead to another place, before it is given up.
    private static let mostMoves = 8

    private let bounds: PageBounds

    /// The page to ask for next, from 1.
    private(set) var page: Int
    /// All places before this one have been served, or were not wanted.
    private var covered: Int
    /// The size by which places are counted; 0 where nothing is known and nothing has been assumed.
    private var size: Int
    private var longest = 0
    private var believesEcho = true
    private var lastTotal: Int?
    private var wasShort = false
    private var moves = 0
    /// Elements served so far, and the first total that was said.
    private var served = 0
    private var firstTotal: Int?

    /// A walk to the end, but not beyond `bounds`, from the page that should hold `place`.
    init(from place: Int = 0, bounds: PageBounds = .log) {
        self.bounds = bounds
        covered = place
        page = place / PageWalk.limit + 1
        size = page == 1 ? 0 : PageWalk.limit
    }

    /// Takes the page that was asked for, with its `count` of elements, and decides on the next one.
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
        if wasShort || pagination.limit.map({ !($0 >= count && $0 <= PageWalk.limit) }) ?? false {
            believesEcho = false
        }
        let echo = believesEcho ? pagination.limit : nil
        let proven = echo ?? longest
        size = echo ?? max(size, count)
        longest = max(longest, count)

        // 2. Does the page join on to what came before? If not, go to the one that does.
        let offset = (page - 1) * size
        if offset > covered || offset + size <= covered {
            moves += 1
            let moved = step(offset, moves > PageWalk.mostMoves ? .lost : .moved)
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

/// What a page means for the walk.
struct PageStep: Hashable, Sendable {
    enum Next: Hashable, Sendable {
        /// The list ends here.
        case end
        /// The following page.
        case page
        /// A page elsewhere, as this one did not hold the places that were wanted.
        case moved
        /// Page sizes change too often to tell which places were served.
        case lost
    }

    /// The place of the page's first element.
    var offset: Int
    var next: Next
    /// Whether something may have gone since the page before, so that later elements have moved up unseen.
    var isShrunk: Bool
    /// What the page says of the list's length.
    var total: Int?
    /// Where the page lies by what it says of the list's length.
    var extent: PageExtent
    /// Why the list is not followed any further, where that is longer than any list should be.
    var excess: String?
}

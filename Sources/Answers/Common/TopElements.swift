/// The best of the elements added, in no order; all of them where there is no limit.
///
/// Never holds more than twice the limit (and some), whatever comes; equal to any other that was given the same elements in
/// other parts and another order, as long as `isBetter` leaves no two elements equal.
struct TopElements<Element: Sendable>: Sendable {
    private let limit: Int?
    private let isBetter: @Sendable (Element, Element) -> Bool
    private var elements: [Element] = []
    /// The worst one kept at the last shortening: what is worse can't get in any more.
    private(set) var bar: Element?

    init(limit: Int?, isBetter: @escaping @Sendable (Element, Element) -> Bool) {
        self.limit = limit
        self.isBetter = isBetter
    }

    mutating func add(_ element: Element) {
        if let bar, !isBetter(element, bar) { return }
        elements.append(element)
        // Twice the limit can be more than there are numbers.
        if let limit, elements.count / 2 - 32 >= limit { shorten(to: limit) }
    }

    mutating func merge(_ other: TopElements) {
        guard limit != nil else {
            if elements.isEmpty { elements = other.elements } else { elements += other.elements }
            return
        }
        for element in other.elements {
            add(element)
        }
    }

    /// What is kept, in the given order.
    func sorted(by precedes: (Element, Element) -> Bool) -> [Element] {
        var copy = self
        return copy.takeSorted(by: precedes)
    }

    /// What is kept, in the given order; nothing is left in the list, so that it never stands in memory twice.
    mutating func takeSorted(by precedes: (Element, Element) -> Bool) -> [Element] {
        var taken = take()
        taken.sort(by: precedes)
        return taken
    }

    /// What is kept, in no order; nothing is left in the list.
    mutating func take() -> [Element] {
        if let limit { shorten(to: limit) }
        defer { elements = [] }
        return elements
    }

    private mutating func shorten(to limit: Int) {
        guard elements.count > limit else { return }
        elements.sort(by: isBetter)
        elements.removeLast(elements.count - limit)
        bar = elements.last ?? bar
    }
}

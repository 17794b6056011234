/// Elements, each made anew whenever it is looked at: of a big store there can be millions, and one takes kilobytes.
package struct LazyList<Element: Hashable & Sendable>: RandomAccessCollection, Sendable {
    package let endIndex: Int
    private let element: @Sendable (Int) -> Element

    /// `element` gives the one at each index from 0 on.
    init(count: Int, element: @escaping @Sendable (Int) -> Element) {
        endIndex = count
        self.element = element
    }

    package init(_ elements: [Element]) {
        self.init(count: elements.count) { elements[$0] }
    }

    package var startIndex: Int { 0 }

    package subscript(index: Int) -> Element {
        element(index)
    }
}

extension LazyList: Hashable {
    package static func == (left: LazyList, right: LazyList) -> Bool {
        left.elementsEqual(right)
    }

    package func hash(into hasher: inout Hasher) {
        for element in self { hasher.combine(element) }
    }
}

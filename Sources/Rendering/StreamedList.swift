/// A list whose elements are made one after the other while it is written: of a big store there can be millions.
package struct StreamedList<Element>: Sendable {
    private let make: @Sendable (_ body: (Element) throws -> Void) throws -> Void

    /// `make` calls its body with each element in order, as often as it is called itself.
    package init(_ make: @escaping @Sendable (_ body: (Element) throws -> Void) throws -> Void) {
        self.make = make
    }

    package init(_ elements: some Sequence<Element> & Sendable) {
        self.init { body in try elements.forEach(body) }
    }

    /// Calls `body` with each element in order. Throws where one can't be made, or what `body` throws.
    package func forEach(_ body: (Element) throws -> Void) throws {
        try make(body)
    }
}

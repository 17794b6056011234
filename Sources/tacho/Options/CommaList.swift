internal import ArgumentParser

/// The value of an option that can be given several times, and that can name several things with commas between them.
struct CommaList<Element: ExpressibleByArgument & Sendable>: ExpressibleByArgument, Sendable {
    let elements: [Element]

    /// Nil where an element is empty, or none.
    init?(argument: String) {
        let texts = argument.split(separator: ",", omittingEmptySubsequences: false)
        let elements = texts.compactMap { $0.isEmpty ? nil : Element(argument: String($0)) }
        guard elements.count == texts.count else { return nil }
        self.elements = elements
    }

    static var allValueStrings: [String] { Element.allValueStrings }
}

/// One part of a path as it is typed: a name, or what stands in brackets.
struct FigureSelector: Hashable {
    let text: String
    /// Whether it stood in quotes, so that it is no index.
    let isQuoted: Bool

    /// Which element of a list it can mean; nil where it is a name.
    var index: Int? { isQuoted ? nil : Int(text) }

    /// The parts of `fleet.latency.start`, `containers[prod].status`, `actors["ci bot"]`; a leading `.` or `$` is passed over.
    static func parse(_ path: String) throws(FigurePathError) -> [FigureSelector] {
        var selectors: [FigureSelector] = []
        var rest = Substring(path)
        if rest.hasPrefix("$") { rest.removeFirst() }
        while let first = rest.first {
            if first == "[" {
                let (selector, end) = try bracketed(rest.dropFirst(), of: path)
                selectors.append(selector)
                rest = end
            } else {
                if first == "." { rest.removeFirst() }
                let name = rest.prefix { $0 != "." && $0 != "[" }
                guard !name.isEmpty || (path == "." && selectors.isEmpty) else {
                    throw FigurePathError(asked: path, problem: .malformed(String(rest)))
                }
                if !name.isEmpty { selectors.append(FigureSelector(text: String(name), isQuoted: false)) }
                rest = rest[name.endIndex...]
            }
        }
        return selectors
    }

    private static func bracketed(
        _ text: Substring,
        of path: String
    ) throws(FigurePathError) -> (FigureSelector, Substring) {
        guard text.first == "\"" else {
            let content = text.prefix { $0 != "]" }
            guard !content.isEmpty, content.endIndex < text.endIndex else {
                throw FigurePathError(asked: path, problem: .malformed("[" + text))
            }
            return (
                FigureSelector(text: String(content), isQuoted: false), text[text.index(after: content.endIndex)...]
            )
        }
        var content = ""
        var rest = text.dropFirst()
        while let character = rest.popFirst(), character != "\"" {
            content.append(character == "\\" ? rest.popFirst() ?? "\\" : character)
        }
        guard rest.popFirst() == "]" else { throw FigurePathError(asked: path, problem: .malformed("[" + text)) }
        return (FigureSelector(text: content, isQuoted: true), rest)
    }
}

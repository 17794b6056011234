/// A place in the JSON of a report, from its root.
package struct FigurePath: Hashable, Sendable {
    package let parts: [Part]

    package enum Part: Hashable, Sendable {
        case member(String)
        /// From 0.
        case element(Int)
    }

    package init(_ parts: [Part] = []) {
        self.parts = parts
    }

    func appending(_ part: Part) -> FigurePath {
        FigurePath(parts + [part])
    }

    /// `fleet.latency.start.ci95.p95_ms[0]`; a member whose name is not plain is written `["as JSON"]`.
    package var text: String {
        parts.reduce(into: "") { text, part in
            switch part {
            case .element(let index): text += "[\(index)]"
            case .member(let name) where name.isPlainName: text += (text.isEmpty ? "" : ".") + name
            case .member(let name): text += "[\"\(name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\"]"
            }
        }
    }
}

extension String {
    /// Whether it can stand in a path as it is.
    package var isPlainName: Bool {
        !isEmpty
            && utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
                    true
                default: false
                }
            }
    }
}

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

/// Why a path leads to no figure.
package struct FigurePathError: Error, Hashable {
    /// The path as it was given.
    package let asked: String
    package let problem: Problem

    package enum Problem: Hashable, Sendable {
        /// It can't be read from here on.
        case malformed(String)
        /// There is no such place; there are these instead.
        case unknown(String, candidates: [String])
        case ambiguous(candidates: [String])
        /// This list has only so many elements.
        case outside(String, count: Int)
        case empty(String)
        /// This is a figure and has no parts.
        case hasNoParts(String)
    }
}

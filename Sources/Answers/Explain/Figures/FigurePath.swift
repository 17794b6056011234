/// A place in the JSON of a report, from its root.
package struct FigurePath: Hashable, Sendable {
    package var parts: [Part]

    package enum Part: Hashable, Sendable {
        case member(String)
        /// From 0.
        case element(Int)
    }

    package init(_ parts: [Part] = []) {
        self.parts = parts
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

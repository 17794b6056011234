/// XML 1.0 as it grows, indented by two spaces a level.
package struct XMLText {
    package private(set) var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    private var depth = 0

    package init() {}

    /// An element with others inside.
    package mutating func element(
        _ name: String,
        _ attributes: KeyValuePairs<String, String>,
        _ content: (inout XMLText) -> Void
    ) {
        line("<\(name)\(XMLText.written(attributes))>")
        depth += 1
        content(&self)
        depth -= 1
        line("</\(name)>")
    }

    /// An element with a text inside, or with nothing.
    package mutating func element(
        _ name: String,
        _ attributes: KeyValuePairs<String, String> = [:],
        text: String? = nil
    ) {
        let start = "<\(name)\(XMLText.written(attributes))"
        line(text.map { "\(start)>\(XMLText.escaped($0))</\(name)>" } ?? "\(start)/>")
    }

    private mutating func line(_ content: String) {
        text += String(repeating: "  ", count: depth) + content + "\n"
    }

    private static func written(_ attributes: KeyValuePairs<String, String>) -> String {
        attributes.map { " \($0.key)=\"\(escaped($0.value))\"" }.joined()
    }

    /// A text for an attribute or between tags. What no XML may hold, even escaped, is replaced by a visible sign.
    package static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.withPlainBlanks.neutralised.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&apos;"
            case "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}

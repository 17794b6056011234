/// A drawing in SVG as it grows; places and sizes are tenths of a pixel.
///
/// It holds no style of its own: classes name what an element is, and the page says how that looks.
package struct SVG: Hashable, Sendable {
    package let width: Int
    package let height: Int
    /// The elements so far.
    package private(set) var elements = ""

    package init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }

    /// The value of `viewBox`.
    package var viewBox: String { "0 0 \(tenths(width)) \(tenths(height))" }

    /// The drawing as a file of its own, with its title and how its classes look.
    package func document(title: String, style: String) -> String {
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="\(tenths(width))" height="\(tenths(height))" viewBox="\(viewBox)" \
        role="img"><title>\(escaped(title))</title><style>\(style)</style>\(elements)</svg>

        """
    }

    package mutating func path(_ path: Path, _ name: String, title: String? = nil) {
        guard !path.isEmpty else { return }
        element("path class=\"\(name)\" d=\"\(path.text)\"", title)
    }

    package mutating func rectangle(
        _ name: String,
        x: Int,
        y: Int,
        width: Int,
        height: Int,
        title: String? = nil
    ) {
        guard width > 0, height > 0 else { return }
        element(
            "rect class=\"\(name)\" x=\"\(tenths(x))\" y=\"\(tenths(y))\" width=\"\(tenths(width))\" height=\"\(tenths(height))\"",
            title
        )
    }

    package mutating func line(_ name: String, from start: (x: Int, y: Int), to end: (x: Int, y: Int)) {
        var path = Path()
        path.move(start.x, start.y)
        path.line(end.x, end.y)
        self.path(path, name)
    }

    /// A text whose `anchor` (`start`, `middle`, `end`) lies at (x, y).
    package mutating func text(_ words: String, _ name: String, x: Int, y: Int, anchor: Anchor = .start) {
        let place = "x=\"\(tenths(x))\" y=\"\(tenths(y))\""
        elements += "<text class=\"\(name)\" \(place) text-anchor=\"\(anchor.rawValue)\">\(escaped(words))</text>"
    }

    package enum Anchor: String, Sendable {
        case start, middle, end
    }

    private mutating func element(_ tag: String, _ title: String?) {
        guard let title else {
            elements += "<\(tag)/>"
            return
        }
        elements += "<\(tag)><title>\(escaped(title))</title></\(tag.prefix { $0 != " " })>"
    }
}

/// A text between the tags of a drawing, its first 500 scalars: nothing in it is markup or acts.
private func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars.prefix(500) {
        switch scalar {
        case "&": result += "&amp;"
        case "<": result += "&lt;"
        case ">": result += "&gt;"
        case "\"": result += "&quot;"
        case "'": result += "&#39;"
        // The blank at which texts break no line.
        case "\u{1F}": result += " "
        default: result.unicodeScalars.append(scalar.acts ? "\u{FFFD}" : scalar)
        }
    }
    return result
}

extension Unicode.Scalar {
    /// Whether it acts instead of being shown: a control character, or one that turns or hides what stands around it.
    fileprivate var acts: Bool {
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: true
        default: false
        }
    }
}

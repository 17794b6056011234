/// A workflow command that puts a message on the page of a run: `::error title=…::…`.
package struct Annotation {
    package enum Level: String {
        case error, warning, notice
    }

    package var level: Level
    package var title: String
    package var message: String

    package init(level: Level, title: String, message: String) {
        self.level = level
        self.title = title
        self.message = message
    }

    /// The command in one line, with what would end it or a part of it escaped.
    package var line: String {
        "::\(level.rawValue) title=\(Annotation.property(title))::\(Annotation.data(message))"
    }

    /// A message: percent signs and line breaks are escaped.
    private static func data(_ text: String) -> String {
        shown(text).replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
    }

    /// The value of a property: colons and commas as well.
    private static func property(_ text: String) -> String {
        data(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
    }

    /// Names in it come from outside: none of them breaks the line, whatever reads it.
    private static func shown(_ text: String) -> String {
        text.withPlainBlanks.neutralised
    }
}

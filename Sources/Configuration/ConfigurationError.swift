/// A mistake in the configuration file.
package struct ConfigurationError: Error, Hashable, CustomStringConvertible {
    package enum Code: Hashable, Sendable {
        /// The file is no YAML, or not one document of it.
        case badSyntax
        case unknownKey
        case missingKey
        /// A text where a list is needed, a list where a text is, and so on.
        case badType
        /// A value of the right type that means nothing, or that contradicts another.
        case badValue
    }

    package var code: Code
    package var file: String
    /// From 1; nil where the mistake has no place in the file.
    package var line: Int?
    package var message: String
    /// What to write instead.
    package var hint: String

    /// One line: file and line, what is wrong there, and what to do.
    package var description: String {
        let place = line.map { "\(file):\($0)" } ?? file
        return "\(place): \(message); \(hint)"
    }
}

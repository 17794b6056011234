/// Why a range, a time zone or a time of day can't be understood.
package struct PeriodError: Error, Hashable, CustomStringConvertible {
    package enum Code: Hashable, Sendable {
        /// A bound that is no instant, date or relative time.
        case badBound
        /// A period in none of the known forms, or one that the calendar does not have.
        case badPeriod
        case badTimeZone
        /// Options that exclude each other, or one that needs another.
        case badCombination
        /// A range that ends no later than it begins.
        case emptyRange
    }

    package var code: Code
    /// What was given where: the option with its value.
    package var source: String
    package var message: String
    /// What to write instead.
    package var hint: String

    /// One line: the option, what is wrong with it, and what to do.
    package var description: String {
        "\(source): \(message); \(hint)"
    }
}

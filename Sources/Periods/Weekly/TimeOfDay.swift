/// What a clock shows within a day, to the minute: `00:00` … `24:00`.
package struct TimeOfDay: Hashable, Comparable, Sendable {
    /// Minutes since midnight, as a clock that nobody changes counts them.
    let minutes: Int

    package static let endOfDay = TimeOfDay(minutes: 1_440)

    private init(minutes: Int) {
        self.minutes = minutes
    }

    /// Reads `hh:mm`; nil where `text` is anything else.
    package init?(_ text: String) {
        let digits = text.utf8.map { Int($0) - Int(UInt8(ascii: "0")) }
        // The colon is the next character after the nine.
        guard digits.count == 5, digits[2] == 10, [0, 1, 3, 4].allSatisfy({ 0...9 ~= digits[$0] }) else { return nil }
        let hour = digits[0] * 10 + digits[1]
        let minute = digits[3] * 10 + digits[4]
        guard minute <= 59, hour <= 23 || hour == 24 && minute == 0 else { return nil }
        minutes = hour * 60 + minute
    }

    package static func < (left: TimeOfDay, right: TimeOfDay) -> Bool {
        left.minutes < right.minutes
    }
}

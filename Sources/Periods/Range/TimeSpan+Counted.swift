import Timelines

extension TimeSpan {
    /// Reads a count with a unit: `30m`, `12h`, `7d` or `2w`, a day being 24 hours and a week seven of them.
    ///
    /// Nil where `text` is of another form or more than 100 years of 366 days, which is no range but a slip.
    init?(counted text: Substring) {
        guard let unit = text.last.flatMap(TimeSpan.unit), text.utf8.count > 1,
            text.dropLast().utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }),
            let count = Int64(text.dropLast())
        else { return nil }
        let (milliseconds, overflow) = count.multipliedReportingOverflow(by: unit.milliseconds)
        guard !overflow, milliseconds <= TimeSpan.days(36_600).milliseconds else { return nil }
        self.init(milliseconds: milliseconds)
    }

    private static func unit(_ letter: Character) -> TimeSpan? {
        switch letter {
        case "m": .minutes(1)
        case "h": .hours(1)
        case "d": .days(1)
        case "w": .days(7)
        default: nil
        }
    }
}

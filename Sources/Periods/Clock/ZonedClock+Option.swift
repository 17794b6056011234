import struct Foundation.TimeZone

extension ZonedClock {
    /// The clock of a zone that was named at `place` (an option or a line of a file).
    ///
    /// Throws an error that suggests the name that was probably meant.
    package init(timeZone identifier: String, namedAt place: String) throws(PeriodError) {
        guard let clock = ZonedClock(timeZone: identifier) else {
            throw PeriodError(
                code: .badTimeZone,
                place: place,
                message: "no such time zone",
                hint: ZonedClock.suggestion(for: identifier)
            )
        }
        self = clock
    }

    /// A zone of the same name but for letter case, or of that city.
    private static func suggestion(for identifier: String) -> String {
        let wanted = identifier.lowercased().split(separator: " ").joined(separator: "_")
        let meant = TimeZone.knownTimeZoneIdentifiers.sorted().first { known in
            let known = known.lowercased()
            return known == wanted || known.split(separator: "/").last.map(String.init) == wanted
        }
        guard let meant else { return "write a name such as UTC, Europe/Berlin or America/New_York" }
        return "did you mean \(meant)?"
    }
}

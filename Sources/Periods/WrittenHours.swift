internal import Timelines

extension WeeklyWindow {
    /// Reads `DAYS HH:MM-HH:MM`, such as `sun 02:00-04:00`, `mon-fri 08:00-18:00` or `daily 22:00-06:00`.
    ///
    /// DAYS are English day names, whole or of three letters, with commas between several; `fri-mon` is from Friday to Monday. Letter
    /// case does not count. An end that is not later than the beginning lies on the next day. Nil where `text` is of another form.
    package init?(written text: String, clock: ZonedClock) {
        let parts = text.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 2, let days = WeeklyWindow.days(parts[0].lowercased()) else { return nil }
        let times = parts[1].split(separator: "-", omittingEmptySubsequences: false).map { TimeOfDay(String($0)) }
        guard times.count == 2, let from = times[0], let to = times[1], from < .endOfDay else { return nil }
        self.init(days: days, from: from, to: to, clock: clock)
    }

    private static func days(_ text: String) -> Set<Weekday>? {
        if text == "daily" { return Set(Weekday.allCases) }
        var days: Set<Weekday> = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let ends = part.split(separator: "-", omittingEmptySubsequences: false).map(day)
            guard 1...2 ~= ends.count, let first = ends[0], let last = ends[ends.count - 1] else { return nil }
            let all = Weekday.allCases
            days.insert(all[first])
            var next = first
            while next != last {
                next = (next + 1) % all.count
                days.insert(all[next])
            }
        }
        return days
    }

    /// The number of a day from Monday, by its name or the first three letters of it.
    private static func day(_ text: Substring) -> Int? {
        Weekday.allCases.firstIndex { $0.rawValue == text || $0.rawValue.prefix(3) == text }
    }
}

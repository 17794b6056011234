import Testing
import Timelines

@Suite struct InstantTests {
    /// (days since 1970 · 86 400 + seconds of day) · 1000, the days counted by hand or with `date -u +%s`.
    static let instants: [(String, Int64)] = [
        ("1970-01-01T00:00:00Z", 0),
        ("1970-01-01T00:00:00.001Z", 1),
        ("2026-11-09T14:30:00.000Z", 1_794_234_600_000),
        ("2000-02-29T23:59:59.999Z", 951_868_799_999),
        ("2026-11-09T14:30:00+01:00", 1_794_231_000_000),
        ("2026-11-09T14:30:00-05:30", 1_794_254_400_000),
        ("2026-11-09T14:30:00-00:00", 1_794_234_600_000),
        ("2026-11-09t14:30:00z", 1_794_234_600_000),
        ("0000-01-01T00:00:00Z", -62_167_219_200_000),
        ("9999-12-31T23:59:59.999Z", 253_402_300_799_999),
    ]

    @Test("An instant is milliseconds since 1970 UTC, whatever zone wrote it", arguments: instants)
    func reading(text: String, milliseconds: Int64) {
        #expect(Instant(iso8601: text) == Instant(milliseconds: milliseconds))
    }

    @Test(
        "Finer fractions are floored, before 1970 too, and short ones filled",
        arguments: [
            ("1970-01-01T00:00:00.0009999Z", 0), ("1970-01-01T00:00:00.9999999999999999999999Z", 999),
            ("1970-01-01T00:00:00.5Z", 500), ("1970-01-01T00:00:00.25Z", 250), ("1969-12-31T23:59:59.9999Z", -1),
            ("1969-12-31T23:59:59.0001Z", -1_000),
        ] as [(String, Int64)]
    )
    func flooring(text: String, milliseconds: Int64) {
        #expect(Instant(iso8601: text) == Instant(milliseconds: milliseconds))
    }

    @Test(
        "What is no real instant with a zone is unusable",
        arguments: [
            "", "2026-11-09", "2026-11-09T14:30:00", "2026-11-09T14:30Z", "2026-11-09 14:30:00Z",
            "2026-02-30T00:00:00Z",
            "2025-02-29T00:00:00Z", "1900-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z",
            "2026-01-00T00:00:00Z", "2026-04-31T00:00:00Z", "2026-11-09T24:00:00Z", "2026-11-09T14:60:00Z",
            "2026-11-09T14:30:61Z", "2026-11-09T14:30:00.Z", "2026-11-09T14:30:00,5Z", "2026-11-09T14:30:00+0100",
            "2026-11-09T14:30:00+01", "2026-11-09T14:30:00+24:00", "2026-11-09T14:30:00+01:60",
            "2026-11-09T14:30:00ZZ", "2026-11-09T14:30:00Z ", " 2026-11-09T14:30:00Z", "+2026-11-09T14:30:00Z",
            "26-11-09T14:30:00Z", "2026-1１-09T14:30:00Z", "2026-11-09T14:30:00−01:00", "1794234600000",
            "0000-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01",
        ]
    )
    func refusal(text: String) {
        #expect(Instant(iso8601: text) == nil)
    }

    @Test("A leap second is the last millisecond of its month in UTC, and stands nowhere else")
    func leapSecond() {
        let last = Instant(iso8601: "2016-12-31T23:59:59.999Z")
        #expect(Instant(iso8601: "2016-12-31T23:59:60Z") == last)
        #expect(Instant(iso8601: "2016-12-31T23:59:60.7Z") == last)
        #expect(Instant(iso8601: "2017-01-01T00:59:60+01:00") == last)
        #expect(Instant(iso8601: "2016-12-31T23:58:60Z") == nil)
        #expect(Instant(iso8601: "2016-12-30T23:59:60Z") == nil)
        #expect(Instant(iso8601: "2016-12-31T23:59:60+01:00") == nil)
    }

    @Test(
        "An instant is written in UTC with three digits of a second",
        arguments: [
            (1_794_234_600_000, "2026-11-09T14:30:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"),
            (951_782_400_000, "2000-02-29T00:00:00.000Z"), (-62_167_219_200_001, "-0001-12-31T23:59:59.999Z"),
            (253_402_300_800_000, "+10000-01-01T00:00:00.000Z"),
        ] as [(Int64, String)]
    )
    func writing(milliseconds: Int64, text: String) {
        #expect(Instant(milliseconds: milliseconds).iso8601 == text)
    }

    @Test("Every day of twelve centuries, read back from what was written, is itself and follows the day before it")
    func roundTrip() {
        var previous = ""
        for day in -200_000...240_000 {
            let instant = Instant(milliseconds: Int64(day) * 86_400_000 + Int64((day + 200_000) % 86_400_000))
            let text = instant.iso8601
            guard Instant(iso8601: text) == instant, text > previous else {
                Issue.record("day \(day): \(text) after \(previous)")
                return
            }
            previous = text
        }
    }
}

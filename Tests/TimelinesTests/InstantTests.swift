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
            "", "2026-11-09", "2026-11-09T14:30:00", "2026-11-09T14:30", "2026-11-09 14:30:00", "20261109T143000",
            "2026-11-09  14:30:00Z", "2026-11-09T14Z", "2026-11-09T14:30:Z", "2026-11-09T14:3Z", "20261109T1430:00Z",
            "2026-11-09T143000Z", "20261109T14:30:00Z", "2026-1109T14:30:00Z", "202611-09T14:30:00Z",
            "2026-11-09T14:30.5Z",
            "2026-11-09T24:00:01Z", "2026-11-09T24:01Z", "2026-11-09T24:00:00.0001Z", "2026-11-09T25:00:00Z",
            "2026-11-09T14:30:00+1", "2026-11-09T14:30:00+100", "2026-11-09T14:30:00+01:0", "2026-11-09T14:30:00+",
            "2026-11-09T14:30:00+01:", "2026-11-09T14:30:00 Z", "9999-12-31T24:00:00Z",
            "2026-02-30T00:00:00Z",
            "2025-02-29T00:00:00Z", "1900-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z",
            "2026-01-00T00:00:00Z", "2026-04-31T00:00:00Z", "2026-11-09T14:60:00Z",
            "2026-11-09T14:30:61Z", "2026-11-09T14:30:00.Z", "2026-11-09T14:30:00,Z", "2026-11-09T14:30:00+24:00",
            "2026-11-09T14:30:00+01:60",
            "2026-11-09T14:30:00ZZ", "2026-11-09T14:30:00Z ", " 2026-11-09T14:30:00Z", "+2026-11-09T14:30:00Z",
            "26-11-09T14:30:00Z", "2026-1１-09T14:30:00Z", "2026-11-09T14:30:00−01:00", "1794234600000",
            "0000-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01",
        ]
    )
    func refusal(text: String) {
        #expect(Instant(iso8601: text) == nil)
    }

    /// 2026-11-09T14:30:00Z, by `date -u -d … +%s`, in every spelling of each part.
    @Test("Every spelling of one instant that ISO 8601 has, each part with each, is that instant")
    func spellings() {
        let instant = Instant(milliseconds: 1_794_234_600_000)
        let forms = [
            (date: "2026-11-09", times: { (hour: String) in ["\(hour):30", "\(hour):30:00"] }),
            (date: "20261109", times: { (hour: String) in ["\(hour)30", "\(hour)3000"] }),
        ]
        let zones = [
            ("14", ["Z", "z", "+00:00", "-00:00", "+0000", "-0000", "+00", "-00"]),
            ("15", ["+01:00", "+0100", "+01"]), ("04", ["-10:00", "-1000", "-10"]),
        ]
        var count = 0
        for (date, times) in forms {
            for separator in ["T", "t", " "] {
                for (hour, spellings) in zones {
                    for time in times(hour) {
                        // A fraction is one of seconds.
                        let fractions = time.utf8.count > 5 ? ["", ".0", ",0", ".000", ",000000000000000000000"] : [""]
                        for fraction in fractions {
                            for zone in spellings {
                                let text = "\(date)\(separator)\(time)\(fraction)\(zone)"
                                #expect(Instant(iso8601: text) == instant, "\(text)")
                                count += 1
                            }
                        }
                    }
                }
            }
        }
        #expect(count == 2 * 3 * 14 * 6)
    }

    @Test(
        "The end of a day, minutes east of UTC and a comma are read as they are meant",
        arguments: [
            // 1,794,182,400 s is 2026-11-09T00:00:00Z, and a day has 86,400 s.
            ("2026-11-09T24:00Z", 1_794_268_800_000), ("20261109T240000,000Z", 1_794_268_800_000),
            ("2026-11-09T24:00:00+02", 1_794_261_600_000), ("2024-02-29T24:00:00Z", 1_709_251_200_000),
            ("2026-11-09T05:45+0545", 1_794_182_400_000), ("20261108T2030-0330", 1_794_182_400_000),
            ("2026-11-09 00:00:00,1239Z", 1_794_182_400_123), ("1969-12-31 23:59:59,9999+0000", -1),
        ] as [(String, Int64)]
    )
    func meanings(text: String, milliseconds: Int64) {
        #expect(Instant(iso8601: text) == Instant(milliseconds: milliseconds))
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

import TestSupport
import Testing
import Timelines

@testable import Periods

@Suite("A span as a person writes it")
struct WrittenSpanTests {
    @Test(
        "has digits and a unit",
        arguments: [
            ("200ms", 200), ("0s", 0), ("90s", 90_000), ("1.5s", 1_500), ("0.001s", 1), ("10m", 600_000),
            ("1.5m", 90_000),
            ("2h", 7_200_000), ("7d", 604_800_000), ("2w", 1_209_600_000), ("36600d", 3_162_240_000_000),
        ] as [(String, Int64)]
    )
    func read(text: String, milliseconds: Int64) throws {
        let span = try #require(WrittenSpan(text))
        #expect(span.span == TimeSpan(milliseconds: milliseconds))
        #expect(span.milliseconds == Double(milliseconds))
    }

    @Test(
        "without a unit, or of another form, is none",
        arguments: [
            "", "30", "s", "1.", ".5s", "1.s", "-1s", "+1s", "1e3ms", "1 s", "1h30m", "1S", "1M", "1y", "\u{667}s",
            "1..5s", "1,5s",
            "9999999999999s", "999999999999d", "nan", "infd",
        ]
    )
    func refused(text: String) {
        #expect(WrittenSpan(text) == nil)
    }

    @Test(
        "finer than a millisecond or longer than 100 years, it is a number but no span",
        arguments: ["0.5ms", "36601d"]
    )
    func bounds(text: String) throws {
        #expect(try #require(WrittenSpan(text)).span == nil)
    }

    @Test(
        "every number of milliseconds comes back from each unit that can tell it",
        arguments: 1...20 as ClosedRange<UInt64>
    )
    func random(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let milliseconds = Int64.random(in: 0...99_999_999, using: &generator)
        let whole = milliseconds / 1_000
        let rest = milliseconds % 1_000
        let decimals = String(repeating: "0", count: 3 - String(rest).count) + String(rest)
        for text in ["\(milliseconds)ms", "\(whole).\(decimals)s"] {
            #expect(WrittenSpan(text)?.span == TimeSpan(milliseconds: milliseconds), "\(text), seed \(seed)")
        }
    }
}

import Testing
import Timelines

@testable import ServiceLevels

@Suite struct ObjectiveTests {
    @Test(
        "A percentage up to 100, or a ratio below 1 with a point",
        arguments: [
            ("99.9%", 0.999), ("100%", 1), ("0.999", 0.999), ("50%", 0.5), ("0.5", 0.5), ("99.999999%", 0.99999999),
            ("0.10", 0.1),
        ]
    )
    func accepted(text: String, ratio: Double) {
        #expect(Objective(text)?.ratio == ratio)
    }

    @Test(
        "Anything else is refused",
        arguments: [
            "", "%", "99.9", "1", "1.0", "0", "0.0", "0%", "100.1%", "101%", "-1%", "+5%", "99,9%", "99.9 %", ".5",
            "0.", "99.%", "1e-1",
            "0.9999999999999999", "９９%", "99.9.9%",
        ]
    )
    func refused(text: String) {
        #expect(Objective(text) == nil)
    }

    @Test("It is compared in whole numbers, also where a double would round")
    func exact() throws {
        let objective = try #require(Objective("99.9%"))
        // 999 of 1,000 of the longest time that a store can hold.
        let whole = TimeSpan(milliseconds: 9_000_000_000_000_000_000)
        #expect(objective.isReached(by: TimeSpan(milliseconds: 8_991_000_000_000_000_000), of: whole))
        #expect(!objective.isReached(by: TimeSpan(milliseconds: 8_990_999_999_999_999_999), of: whole))
    }

    @Test("What it allows is rounded down")
    func allowance() throws {
        let objective = try #require(Objective("99.9%"))
        #expect(objective.allowed(of: TimeSpan(milliseconds: 1_999)) == TimeSpan(milliseconds: 1))
        #expect(objective.allowed(of: TimeSpan(milliseconds: 999)) == .zero)
        #expect(Objective("100%")?.allowed(of: .days(28)) == .zero)
    }
}

import Foundation

/// How many hostile cases a test tries, and which.
package enum HostileSample {
    /// `TACHOGRAPH_FUZZ_CASES`, for longer runs.
    package static var wanted: Int? {
        ProcessInfo.processInfo.environment["TACHOGRAPH_FUZZ_CASES"].flatMap { Int($0) }
    }

    /// As many of `cases` as are wanted, else `count`, in an order that `generator` draws.
    package static func drawn<Case>(
        from cases: [Case],
        atLeast count: Int,
        using generator: inout some RandomNumberGenerator
    ) -> [Case] {
        Array(cases.shuffled(using: &generator).prefix(max(wanted ?? 0, count)))
    }
}

package import Rendering
package import Timelines

/// What of a range the store does not cover to its end.
package struct CoverageGap: Hashable, Sendable {
    /// How many containers are not covered to the end, and of how many.
    package var stale: Int
    package var containers: Int
    /// Until when the least covered one is known; nil where it was never read completely.
    package var coveredUntil: Instant?
    /// The time of all containers in the range, and how much of it is known.
    package var known: TimeSpan
    package var whole: TimeSpan

    /// How old the last complete reading of a container can be for a range that ends now to end where it began (`--max-age`), and
    /// for an answer from everything recorded not to say how old it is.
    package static let freshness = TimeSpan.minutes(15)

    /// Nil where every container is covered to the end, or can have no more entries.
    package init?(_ coverage: CoverageFigures) {
        guard !coverage.stale.isEmpty else { return nil }
        stale = coverage.stale.count
        containers = coverage.containers
        let least = coverage.stale.map { $0.coveredUntil ?? .distantPast }.min()
        coveredUntil = least == .distantPast ? nil : least
        known = coverage.known
        whole = coverage.whole
    }

    /// `not covered to its end: 1 of 2 containers; the least covered is known until …. 93% of the time is known.`
    package func sentence(_ instants: InstantStyle) -> String {
        let who = quantity(stale, "of \(counted(containers, "container"))")
        return "not covered to its end: \(who); \(extent(instants))"
    }

    /// `the least covered is known until …. 93% of the time is known.`
    func extent(_ instants: InstantStyle) -> String {
        let until = coveredUntil.map { "is known until \(instants.minute($0))" } ?? "was never read completely"
        let share = percentage(known.milliseconds, of: whole.milliseconds)
        return "the least covered \(until)." + (share.map { " \($0) of the time is known." } ?? "")
    }
}

/// An answer about a range of which the store can lack the end.
package protocol RangedAnswer: Answer {
    /// Nil where the range is covered to its end, or where the answer is about no range.
    var coverageGap: CoverageGap? { get }
}

extension RangedAnswer {
    /// The first line of a text, with what the range lacks behind it.
    func title(_ words: String, _ instants: InstantStyle) -> String {
        words + (coverageGap.map { ", " + $0.sentence(instants) } ?? "")
    }
}

extension StabilityReport: RangedAnswer {
    package var coverageGap: CoverageGap? { CoverageGap(figures.coverage) }
}

extension WhoReport: RangedAnswer {
    package var coverageGap: CoverageGap? { range == nil ? nil : CoverageGap(figures.coverage) }
}

extension TimelineReport: RangedAnswer {
    package var coverageGap: CoverageGap? { CoverageGap(coverage) }
}

extension TrendReport: RangedAnswer {
    package var coverageGap: CoverageGap? { CoverageGap(coverage) }
}

extension ExplainReport: RangedAnswer {
    package var coverageGap: CoverageGap? { CoverageGap(coverage) }
}

extension CheckReport: RangedAnswer {
    package var coverageGap: CoverageGap? { CoverageGap(coverage) }
}

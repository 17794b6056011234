internal import Rendering
package import Timelines

/// Whether the gate can fail: the one value that every format of `tacho check --self-test` is rendered from.
package struct SelfTestReport: Hashable, Sendable {
    package static let schema = "tachograph.self-test/1"

    /// The candidate, into copies of which regressions were planted.
    package var range: Interval
    package var timezone: String
    package var kind: LatencyKind
    /// Nil: not grouped.
    package var grouping: GateGrouping?
    package var options: AnalysisChoices
    package var log: LogState
    package var figures: SelfTestFigures
}

/// Whether the gate can fail: what it says of regressions planted into copies of the candidate's own samples.
package struct SelfTestFigures: Hashable, Sendable {
    package var options: GateOptions
    package var seed: UInt64
    /// How often both sides were drawn; every figure here is of so many draws.
    package var draws: Int
    /// The part of the draws in which a shift has to be called a regression in order to count as caught.
    package var power: Double
    /// The planted regression, as a part of each sample: 0.1 makes all of them 10% longer.
    package var planted: Double
    package var pooled: SelfTestResult
    /// In the order of `GateGroup.precedes`.
    package var groups: [SelfTestResult]

    /// Whether the gate, with these settings and sample sizes, would catch the planted regression in the pooled samples, and can
    /// tell it from none.
    package var passes: Bool { pooled.outcome == .caught }
}

/// What the gate says of regressions planted into the pooled samples or into those of one group.
package struct SelfTestResult: Hashable, Sendable {
    package enum Outcome: Hashable, Sendable {
        /// The planted regression is called one in enough draws.
        case caught
        /// It is not; one of `smallest` would be.
        case missed
        /// Samples that nothing was planted into are called a regression in half of the draws or more.
        case falseAlarm
        /// No shift up to ten times as long is called a regression in enough draws.
        case cannotFail(Reason)
    }

    package enum Reason: Hashable, Sendable, CaseIterable {
        /// A side has fewer samples than the settings ask for.
        case tooFewSamples
        /// Not even sides without any overlap, of so many samples each, have a p below alpha.
        case alphaOutOfReach
        /// All samples are zero, and stay so however they are multiplied.
        case allZero
        /// The least effect is itself as large as the greatest shift that is tried.
        case effectOutOfReach
        /// None of these: the judgement itself misses what it should catch.
        case notCalled
    }

    /// Nil: pooled.
    package var group: GateGroup?
    /// How many samples each side has.
    package var baselineSamples: Int
    package var candidateSamples: Int
    /// The draws in which the planted regression was called one.
    package var caught: Int
    /// The draws in which samples without any were called one.
    package var falseAlarms: Int
    /// The smallest shift that is called a regression in enough draws, as a part of each sample; nil where none up to ten times is.
    package var smallest: Double?
    /// The same in milliseconds, of the candidate's median.
    package var smallestMilliseconds: Double?
    package var outcome: Outcome
}

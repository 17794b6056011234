internal import Answers

extension CheckReport {
    /// How a command that has printed it ends; nil where it passes.
    var status: ExitStatus? {
        switch figures.verdict {
        case .pass: nil
        case .regression: .broken
        case .inconclusive: .inconclusive
        case .stale: .partial
        }
    }
}

extension SelfTestReport {
    /// How a command that has printed it ends; nil where the gate can fail.
    var status: ExitStatus? {
        switch figures.pooled.outcome {
        case .caught: nil
        case .cannotFail(.tooFewSamples): .inconclusive
        case .missed, .falseAlarm, .cannotFail: .broken
        }
    }
}

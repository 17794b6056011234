package import Rendering
internal import Study
internal import Timelines
internal import Transparency

extension SelfTestReport {
    /// The answer and why, in one sentence.
    package var headline: String { SelfTestSentences(self).headline.withPlainBlanks }

    /// The self-test as text, at most 100 columns: whether the gate can fail stands first.
    ///
    /// `instants` has to be of the report's zone.
    package func page(instants: InstantStyle) -> TextPage {
        let words = SelfTestSentences(self)
        var page = TextPage()
        page.paragraph(words.headline, hanging: 2, isStrong: true)
        page.blank()
        var table = TextTable([
            .init(title: grouping?.rawValue ?? "", isFlexible: true), .init(title: "samples", alignment: .right),
            .init(title: "\(signedPercent(figures.planted)) caught", alignment: .right),
            .init(title: "false alarms", alignment: .right), .init(title: "smallest caught", alignment: .right),
            .init(title: "outcome", isFlexible: true),
        ])
        let tried = figures.groups.filter { $0.outcome != .cannotFail(.tooFewSamples) }
        for result in [figures.pooled] + tried {
            let isTried = result.outcome != .cannotFail(.tooFewSamples)
            table.add([
                words.name(of: result), "\(grouped(result.baselineSamples)), \(grouped(result.candidateSamples))",
                isTried ? percentage(Int64(result.caught), of: Int64(figures.draws)) ?? "none" : "not tried",
                isTried ? percentage(Int64(result.falseAlarms), of: Int64(figures.draws)) ?? "none" : "not tried",
                words.smallest(of: result), words.outcome(of: result),
            ])
        }
        page.table(table)
        let untried = figures.groups.count - tried.count
        if untried > 0 {
            page.paragraph("Not tried, for too few samples: \(counted(untried, "group")).", indent: 2)
        }
        page.blank()
        page.paragraph(words.method)
        let zone = timezone.neutralised.shortened(to: 40)
        page.paragraph(
            "Candidate: \(instants.text(range.start)) to \(instants.text(range.end)), \(zone); computed from a log of "
                + "\(counted(Int(log.size), "record")), root hash \(Base64.text(of: log.root)). See docs/ci.md."
        )
        return page
    }
}

/// The sentences of a self-test.
struct SelfTestSentences {
    let report: SelfTestReport
    private let names: ContainerNames

    init(_ report: SelfTestReport) {
        self.report = report
        names = ContainerNames(report.figures.groups.compactMap(\.group).map { (ContainerID($0.id), $0.name) })
    }

    private var figures: SelfTestFigures { report.figures }

    /// What the group is called; `all` of the pooled samples.
    func name(of result: SelfTestResult) -> String {
        result.group.map { groupName($0, among: names) } ?? "all"
    }

    /// Whether the gate can fail, in one sentence.
    var headline: String {
        let pooled = figures.pooled
        let planted = "a \(report.kind.rawValue) latency that is \(percentText(figures.planted)) longer"
        switch pooled.outcome {
        case .caught:
            return "The gate can fail: \(planted) is caught in \(draws(pooled.caught)); "
                + "the smallest shift that is: \(smallest(of: pooled))."
        case .missed:
            return "The gate would miss \(planted): it is caught in \(draws(pooled.caught)) only; "
                + "the smallest shift that is: \(smallest(of: pooled))."
        case .falseAlarm:
            return "The gate can't tell a regression from none: without any planted it fails in "
                + "\(draws(pooled.falseAlarms))."
        case .cannotFail(.tooFewSamples):
            return "Inconclusive, as the gate would be: \(counted(pooled.baselineSamples, "sample")) before and "
                + "\(grouped(pooled.candidateSamples)) after, and "
                + "\(quantity(figures.options.minSamples, "a side")) are needed."
        case .cannotFail(let cause):
            return "The gate cannot fail: \(label(cause))."
        }
    }

    /// `1,987 of 2,000 draws`.
    private func draws(_ count: Int) -> String {
        quantity(count, "of \(counted(figures.draws, "draw"))")
    }

    /// `5.5% (0.6 s)`; `none` where no shift up to ten times is called one.
    func smallest(of result: SelfTestResult) -> String {
        guard let smallest = result.smallest else { return "none" }
        let share = signedPercent(smallest)
        guard let amount = result.smallestMilliseconds else { return share }
        return "\(share) (\(signedLabel(milliseconds: amount)))".unbroken
    }

    /// What became of the planted regression, for a column of a table.
    func outcome(of result: SelfTestResult) -> String {
        switch result.outcome {
        case .caught: "caught"
        case .missed: "missed"
        case .falseAlarm: "false alarms"
        case .cannotFail(let cause): label(cause)
        }
    }

    private func label(_ cause: SelfTestResult.Reason) -> String {
        switch cause {
        case .tooFewSamples: "too few samples"
        case .alphaOutOfReach: "so few samples never have a p below \(numeral(of: figures.options.alpha) ?? "alpha")"
        case .allZero: "all samples are zero, and stay so however much longer they get"
        case .effectOutOfReach: "ten times as long is no more than the least effect"
        case .notCalled: "not even ten times as long is called a regression"
        }
    }

    /// What was done, so that the figures can be understood.
    var method: String {
        "Both sides are drawn \(grouped(figures.draws)) times from the candidate's own samples, as many as each side has; "
            + "all of the second are then made longer. A shift counts as caught where that is called a regression in "
            + "\(percentText(figures.power)) of the draws (seed \(figures.seed)). Settings: alpha "
            + "\(numeral(of: figures.options.alpha) ?? "none"), least effect \(percentText(figures.options.minEffect)), "
            + "\(quantity(figures.options.minSamples, "samples")) a side."
    }
}

extension SelfTestResult.Outcome {
    /// All names in JSON.
    static let names = [Self.caught, .missed, .falseAlarm, .cannotFail(.allZero), .cannotFail(.tooFewSamples)].map(
        \.text
    )

    /// How JSON names it.
    var text: String {
        switch self {
        case .caught: "caught"
        case .missed: "missed"
        case .falseAlarm: "false-alarm"
        case .cannotFail(.tooFewSamples): "inconclusive"
        case .cannotFail: "cannot-fail"
        }
    }

    /// Why it can't fail; nil where it can.
    var cause: SelfTestResult.Reason? {
        guard case .cannotFail(let cause) = self else { return nil }
        return cause
    }
}

extension SelfTestResult.Reason {
    /// How JSON names it.
    var text: String {
        switch self {
        case .tooFewSamples: "too-few-samples"
        case .alphaOutOfReach: "alpha-out-of-reach"
        case .allZero: "all-zero"
        case .effectOutOfReach: "effect-out-of-reach"
        case .notCalled: "not-called"
        }
    }
}

package import Rendering
internal import Timelines

extension SelfTestReport {
    /// The answer and why, in one sentence.
    package var headline: String { SelfTestWords(self).headline.withPlainBlanks }

    /// The self-test as text, at most 100 columns: whether the gate can fail stands first.
    ///
    /// `instants` has to be of the report's zone.
    package func page(instants: InstantStyle) -> TextPage {
        let words = SelfTestWords(self)
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
                + "\(counted(Int(log.size), "record")), root hash \(base64(log.root)). See docs/ci.md."
        )
        return page
    }
}

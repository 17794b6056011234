package import Rendering
internal import Timelines

extension CheckReport {
    /// The answer and why, in one sentence.
    package var headline: String { CheckWords(self).headline.withPlainBlanks }

    /// The check as text, at most 100 columns, the verdict first.
    ///
    /// `instants` has to be of the report's zone.
    package func page(instants: InstantStyle) -> TextPage {
        var text = CheckText(report: self, instants: instants, page: TextPage())
        text.writeVerdict()
        text.writeComparisons()
        text.writeUndecided()
        text.writeBudgets()
        text.writeOrigin()
        return text.page
    }
}

/// A check on its way to text, section by section.
struct CheckText {
    let report: CheckReport
    let words: CheckWords
    let instants: InstantStyle
    var page: TextPage

    /// The most groups that the text lists beside those that are slower.
    static let listed = 20

    init(report: CheckReport, instants: InstantStyle, page: TextPage) {
        self.report = report
        words = CheckWords(report)
        self.instants = instants
        self.page = page
    }

    /// The verdict and why, then what was held against what.
    private mutating func writeRanges() {
        let zone = report.timezone.neutralised.shortened(to: 40)
        var table = TextTable([.init(title: ""), .init(title: ""), .init(title: "", isFlexible: true)])
        table.add(["candidate", range(report.range), "\(zone), \(counted(report.coverage.containers, "container"))"])
        if let baseline = report.baseline {
            let log = ", from a log of \(counted(Int(baseline.log.size), "record"))"
            let scope = "the same containers" + (baseline.log == report.log ? "" : log)
            table.add(["baseline", range(baseline.range), scope])
        }
        page.table(table)
    }

    mutating func writeVerdict() {
        page.paragraph(words.headline, hanging: 2, isStrong: true)
        page.blank()
        writeRanges()
        let options = report.options
        let sentences = words.coverage(instants) + selection(containers: options.containers, projects: options.projects)
        for sentence in sentences { page.paragraph(sentence, indent: 2) }
    }

    private func range(_ range: Interval) -> String {
        "\(instants.text(range.start)) to \(instants.text(range.end))".unbroken
    }

    /// What the check was computed from, so that it can be computed again.
    mutating func writeOrigin() {
        page.blank()
        page.paragraph(
            "Computed from a log of \(counted(Int(report.log.size), "record")), root hash \(base64(report.log.root)). "
                + "What each figure means: docs/ci.md."
        )
    }
}

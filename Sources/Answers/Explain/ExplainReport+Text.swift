package import Rendering
internal import Timelines

extension ExplainReport {
    /// The explanation as text, the answer first; of several figures a line each.
    ///
    /// `instants` has to be of the report's zone.
    package func page(instants: InstantStyle) -> TextPage {
        var text = ExplainText(report: self, instants: instants, page: TextPage())
        if let explanation {
            text.writeAnswer(explanation)
            text.writeSteps(explanation)
            for table in explanation.evidence { text.writeEvidence(table, of: explanation) }
            text.writeOrigin()
        } else {
            text.writeFigures()
        }
        return text.page
    }
}

/// An explanation on its way to text, section by section.
struct ExplainText {
    let report: ExplainReport
    let instants: InstantStyle
    var page: TextPage

    /// The most rows of a table that the text lists.
    static let listed = 20

    /// `fleet.availability.ratio = 0.65… = up_ms / (up_ms + down_ms) = 8,406,776,694 / (…)`, then the rule.
    mutating func writeAnswer(_ explanation: Explanation) {
        let literal = report.figures.first?.literal ?? "null"
        let how = explanation.formula ?? explanation.steps.last.map { explanation.words($0, instants: instants) }
        let parts = [name(of: explanation.figure), literal] + [how, explanation.numbers].compactMap(\.self)
        let words = explanation.inWords.map { " (\($0))" } ?? ""
        page.line(parts.joined(separator: " = ").neutralised + words, isStrong: true)
        if !report.agrees {
            page.paragraph(
                "Worked out from the evidence below it is \(explanation.value.numeral), and the report says \(literal): "
                    + "a defect of tacho. Please report it.",
                isStrong: true
            )
        }
        if let words = explanation.nullWords {
            page.paragraph("It is null: \(words).")
        }
        page.blank()
        page.paragraph("Rule: \(explanation.rule.text)")
        page.paragraph("In full: \(explanation.rule.link)")
    }

    mutating func writeSteps(_ explanation: Explanation) {
        page.heading("The arithmetic")
        var table = TextTable([
            .init(title: ""), .init(title: "", alignment: .right), .init(title: "", overflow: .wrapped),
        ])
        for step in explanation.steps {
            let figure = step.figure.map { "; see \($0.path.text)" } ?? ""
            table.add([
                step.name.neutralised.shortened(to: 30), exact(step.value).shortened(to: 48),
                explanation.words(step, instants: instants) + figure,
            ])
        }
        page.table(table)
    }

    /// Instants are those of the JSON: what is taken from one another has to be told to the millisecond.
    private func exact(_ value: ExplainedValue) -> String {
        if case .instant(let instant) = value { instant.iso8601 } else { value.words(instants: instants) }
    }

    /// As it was asked for, where the path leads to this figure alone: with names in the place of indices.
    private func name(of figure: Figure) -> String {
        let selectors = (try? FigureSelector.parse(report.asked)) ?? []
        return selectors.count == figure.path.parts.count ? report.asked : figure.path.text
    }

    /// Figures by their paths, to be asked for one by one.
    mutating func writeFigures() {
        for figure in report.figures {
            page.line("\(figure.path.text.neutralised) = \(figure.literal.neutralised)", isStrong: false)
        }
        if report.figures.isEmpty { page.line("\(report.asked.neutralised) is empty", isStrong: false) }
    }

    /// What it was computed from, so that it can be computed again.
    mutating func writeOrigin() {
        let zone = report.timezone.neutralised.shortened(to: 40)
        page.blank()
        page.paragraph(
            "From \(instants.text(report.range.start)) to \(instants.text(report.range.end)), \(zone). "
                + "Computed from a log of \(counted(Int(report.log.size), "record")), root hash "
                + "\(base64(report.log.root)). tacho prove takes the event ids."
        )
    }
}

extension Explanation {
    /// A long time in words; nil where the number says it all.
    fileprivate var inWords: String? {
        guard unit == .milliseconds else { return nil }
        switch value {
        case .integer(let milliseconds) where milliseconds >= 1_000: return TimeSpan(milliseconds: milliseconds).words
        case .number(let milliseconds) where milliseconds >= 1_000: return Rendering.words(milliseconds: milliseconds)
        default: return nil
        }
    }
}

package import Rendering
internal import Timelines
internal import Transparency

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
        guard let figure = report.figures.first else { return }
        let literal = figure.value.literal
        let how = explanation.formula ?? explanation.steps.last.map { explanation.label($0, instants: instants) }
        let parts = [name(of: figure.path), literal] + [how, explanation.numbers].compactMap(\.self)
        let words = explanation.inWords.map { " (\($0))" } ?? ""
        let gap = report.coverageGap.map { "; the range is \($0.sentence(instants))" } ?? ""
        page.line(parts.joined(separator: " = ").neutralised + words + gap, isStrong: true)
        if !report.agrees {
            page.paragraph(
                "Worked out from the evidence below it is \(explanation.value.numeral), and the report says \(literal): "
                    + "a defect of tacho. Please report it.",
                isStrong: true
            )
        }
        if let words = explanation.nullSentence {
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
            let figure = step.figure.map { "; see \($0.text)" } ?? ""
            table.add([
                step.name.neutralised.shortened(to: 30), exact(step.value).shortened(to: 48),
                explanation.label(step, instants: instants) + figure,
            ])
        }
        page.table(table)
    }

    /// Instants are those of the JSON: what is taken from one another has to be told to the millisecond.
    private func exact(_ value: Scalar) -> String {
        if case .instant(let instant) = value { instant.iso8601 } else { value.label(instants: instants) }
    }

    /// As it was asked for, where the path leads to this figure alone: with names in the place of indices.
    private func name(of path: FigurePath) -> String {
        let selectors = (try? FigureSelector.parse(report.asked)) ?? []
        return selectors.count == path.parts.count ? report.asked : path.text
    }

    /// Figures by their paths, to be asked for one by one.
    mutating func writeFigures() {
        if let gap = report.coverageGap { page.paragraph("The range is \(gap.sentence(instants))", isStrong: true) }
        for figure in report.figures {
            page.line("\(figure.path.text.neutralised) = \(figure.value.literal.neutralised)", isStrong: false)
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
                + "\(Base64.text(of: report.log.root)). tacho prove takes the event ids."
        )
    }
}

extension Explanation {
    /// A long time in words; nil where the number says it all.
    fileprivate var inWords: String? {
        guard unit == .milliseconds else { return nil }
        switch value {
        case .integer(let milliseconds) where milliseconds >= 1_000: return TimeSpan(milliseconds: milliseconds).label
        case .number(let milliseconds) where milliseconds >= 1_000: return Rendering.label(milliseconds: milliseconds)
        default: return nil
        }
    }
}

extension ExplainText {
    /// The rows of a table that the arithmetic takes, or those of them that matter most.
    mutating func writeEvidence(_ table: EvidenceTable, of explanation: Explanation) {
        let taken = table.rows(takenBy: explanation.steps)
        let shown = shownPlaces(of: taken.count, around: table.focus)
        let count = taken.count == table.rows.count ? "" : "\(grouped(taken.count)) of "
        page.heading(count + title(of: table))
        let columns = columns(of: table)
        var text = TextTable(
            (table.focus == nil ? [] : [.init(title: "no.", alignment: .right)])
                + columns.map { column in
                    .init(
                        title: column.title,
                        alignment: column.isNumber ? .right : .left,
                        isFlexible: column.isFlexible
                    )
                }
        )
        for position in shown {
            let number = table.focus == nil ? [] : [grouped(position + 1)]
            text.add(number + columns.map { $0.text(table.columns, table.rows[taken[position]], instants) })
        }
        page.table(text)
        let rest = taken.count - shown.count
        if rest > 0 { page.paragraph("Not listed: \(quantity(rest, "more")); --format json gives them.", indent: 2) }
    }

    /// The first ones, or those around the one that matters most.
    private func shownPlaces(of all: Int, around focus: Int?) -> Range<Int> {
        let count = min(Self.listed, all)
        let first = focus.map { $0 - count / 2 } ?? 0
        let start = max(0, min(first, all - count))
        return start..<(start + count)
    }

    private func title(of table: EvidenceTable) -> String {
        let count = table.rows.count
        return switch table.kind {
        case .containers: counted(count, "container")
        case .stretches: counted(count, "stretch of its timeline", "stretches of its timeline")
        case .windows: counted(count, "downtime window")
        case .counted: counted(count, "counted interval")
        case .outages: counted(count, "outage")
        case .hours: counted(count, "stretch of service hours", "stretches of service hours")
        case .restarts: counted(count, "restart")
        case .entries: counted(count, "entry", "entries")
        case .listings: counted(count, "listing")
        case .maintenance: counted(count, "interval of declared maintenance", "intervals of declared maintenance")
        case .quarantined: counted(count, "quarantined element")
        }
    }

    /// The columns of a text: fewer than those of the JSON, and the evidence first.
    private func columns(of table: EvidenceTable) -> [EvidenceText] {
        let own: [EvidenceText] =
            switch table.kind {
            case .containers: [.column(.figure), .container]
            case .stretches:
                [
                    .column(.start), .column(.length), .column(.condition), .column(.status), .column(.basis),
                    .column(.eventID),
                ]
            case .windows:
                [.column(.openedEventID), .column(.start), .container, .column(.duration), .column(.inRange)]
            case .counted: [.column(.start), .column(.end), .container, .column(.length)]
            case .outages: [.column(.figure), .column(.start), .column(.end), .column(.duration), .column(.counted)]
            case .hours: [.column(.start), .column(.end)]
            case .restarts:
                [.column(.at), .container, .column(.kind), .column(.actor), .column(.down)]
            case .entries:
                // Samples in order have a number before them, and all are of one kind.
                [.column(.eventID), .column(.at), .container, .change]
                    + (table.focus == nil ? [.column(.operation)] : []) + [.column(.duration)]
            case .listings: [.column(.at), .column(.containerID), .column(.status)]
            case .maintenance: [.column(.start), .column(.end)]
            case .quarantined: [.column(.seq), .column(.at), .column(.containerID), .column(.reason)]
            }
        let all = table.columns
        let asked: [EvidenceColumn] =
            switch table.kind {
            case .containers: all.filter { $0.unit == .milliseconds || $0.unit == .instant || $0.unit == .count }
            case .windows: all.filter { [.open, .cut, .failure, .cause, .counted].contains($0) }
            case .counted, .outages, .hours, .stretches, .restarts, .entries, .listings, .maintenance, .quarantined: []
            }
        return own + asked.map(EvidenceText.column)
    }
}

extension EvidenceTable {
    /// The places of the rows that any of `steps` takes; all, where none takes any.
    fileprivate func rows(takenBy steps: [ExplanationStep]) -> [Int] {
        let selections = steps.compactMap { OperationParts($0.operation).rows }.filter { $0.kind == kind }
        let taken = Set(selections.flatMap { positions($0) })
        return taken.isEmpty ? Array(rows.indices) : taken.sorted()
    }
}

/// A column of the evidence as a text shows it.
private enum EvidenceText {
    case column(EvidenceColumn)
    /// Name, or id where it has none.
    case container
    /// `running → stopped`.
    case change

    var title: String {
        switch self {
        case .column(.containerID), .container: "container"
        case .change: "from → to"
        case .column(.openedEventID): "opened by"
        case .column(.eventID): "event id"
        case .column(.duration): "ms"
        case .column(.figure): ""
        case .column(.basis): "known from"
        case .column(let column): column.rawValue
        }
    }

    var isNumber: Bool {
        guard case .column(let column) = self else { return false }
        return [.milliseconds, .count].contains(column.unit)
    }

    var isFlexible: Bool {
        switch self {
        case .column(.eventID), .column(.openedEventID), .change: false
        case .column(let column): column.unit == .text
        case .container: true
        }
    }

    func text(_ columns: [EvidenceColumn], _ row: [Scalar], _ instants: InstantStyle) -> String {
        func cell(_ column: EvidenceColumn) -> Scalar {
            columns.firstIndex(of: column).map { row[$0] } ?? .null
        }
        func shown(_ column: EvidenceColumn) -> String {
            switch cell(column) {
            case .null, .flag(false): "–"
            case .flag(true): "yes"
            case let value: value.label(instants: instants)
            }
        }
        return switch self {
        // Those of the platform's form are shown whole, for tacho prove.
        case .column(.eventID): shown(.eventID).shortened(to: 24)
        case .column(.openedEventID): shown(.openedEventID).shortened(to: 24)
        case .column(let column): shown(column)
        case .container: cell(.containerName) == .null ? shown(.containerID) : shown(.containerName)
        case .change: "\(term(shown(.fromStatus))) → \(term(shown(.toStatus)))"
        }
    }
}

internal import Rendering
internal import Timelines

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
        for place in shown {
            let number = table.focus == nil ? [] : [grouped(place + 1)]
            text.add(number + columns.map { $0.text(table.columns, table.rows[taken[place]], instants) })
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
            case .windows: all.filter { [.open, .cut, .failure].contains($0) }
            case .stretches, .restarts, .entries, .listings, .maintenance, .quarantined: []
            }
        return own + asked.map(EvidenceText.column)
    }
}

extension EvidenceTable {
    /// The places of the rows that any of `steps` takes; all, where none takes any.
    fileprivate func rows(takenBy steps: [ExplanationStep]) -> [Int] {
        let selections = steps.compactMap { OperationParts($0.operation).rows }.filter { $0.kind == kind }
        let taken = Set(selections.flatMap { places($0) })
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

    func text(_ columns: [EvidenceColumn], _ row: [ExplainedValue], _ instants: InstantStyle) -> String {
        func cell(_ column: EvidenceColumn) -> ExplainedValue {
            columns.firstIndex(of: column).map { row[$0] } ?? .null
        }
        func shown(_ column: EvidenceColumn) -> String {
            switch cell(column) {
            case .null, .flag(false): "–"
            case .flag(true): "yes"
            case let value: value.words(instants: instants)
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

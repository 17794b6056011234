internal import Analysis
internal import Timelines

extension ExplainText {
    /// The rows of a table, or those that matter most.
    mutating func writeEvidence(_ table: EvidenceTable) {
        let rows = shownRows(of: table)
        page.heading(title(of: table))
        var text = TextTable(
            (table.focus == nil ? [] : [.init(title: "no.", alignment: .right)])
                + columns(of: table).map { column in
                    .init(
                        title: column.title,
                        alignment: column.isNumber ? .right : .left,
                        isFlexible: column.isFlexible
                    )
                }
        )
        for place in rows {
            let number = table.focus == nil ? [] : [grouped(place + 1)]
            let cells = columns(of: table).map { column in
                column.text(table.columns, table.rows[place], instants)
            }
            text.add(number + cells)
        }
        page.table(text)
        let rest = table.rows.count - rows.count
        if rest > 0 { page.paragraph("Not listed: \(quantity(rest, "more")); --format json gives them.", indent: 2) }
    }

    /// The first ones, or those around the one that matters most.
    private func shownRows(of table: EvidenceTable) -> Range<Int> {
        let count = min(Self.listed, table.rows.count)
        let first = table.focus.map { $0 - count / 2 } ?? 0
        let start = max(0, min(first, table.rows.count - count))
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
                [.column(.eventID), .column(.at), .container, .change, .column(.operation), .column(.duration)]
            case .listings: [.column(.at), .column(.containerID), .column(.status)]
            case .maintenance: [.column(.start), .column(.end)]
            case .quarantined: [.column(.seq), .column(.at), .column(.containerID), .column(.reason)]
            }
        let all = table.columns
        let asked: [EvidenceColumn] =
            switch table.kind {
            case .containers: all.filter { $0.unit == .milliseconds || $0.unit == .instant || $0.unit == .count }
            case .windows: all.filter { $0.unit == .flag }
            case .stretches, .restarts, .entries, .listings, .maintenance, .quarantined: []
            }
        return own + asked.map(EvidenceText.column)
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
            cell(column) == .null ? "–" : cell(column).words(instants: instants)
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

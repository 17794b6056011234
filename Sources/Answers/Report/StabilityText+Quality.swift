internal import Periods
internal import Rendering
internal import Study
internal import Timelines
internal import Transparency

extension StabilityText {
    /// What the figures are based on; every count is shown, a zero too.
    mutating func writeQuality() {
        let quality = report.figures.quality
        page.heading("What the figures are based on")
        var table = TextTable([.init(title: "", alignment: .right), .init(title: "")])
        for row in QualityRow.rows(of: quality) {
            table.add([grouped(row.count), row.label])
        }
        page.table(table)
        writeDrift(quality.drift)
    }

    private mutating func writeDrift(_ drift: [Drift]) {
        let names = Dictionary(
            report.figures.containers.map { ($0.id, self.names.text($0.name, $0.id)) },
            uniquingKeysWith: { first, _ in first }
        )
        for item in drift.prefix(3) {
            let name = names[item.containerID] ?? self.names.text(nil, item.containerID)
            page.paragraph(
                "Drift: \(name) was listed as \(term(item.listed)) at \(instants.text(item.at)), while its log said "
                    + "\(term(item.timeline)).",
                indent: 2,
                hanging: 2
            )
        }
        leftOut(drift.count - 3, "contradicting listing", "contradicting listings")
    }

    /// What the report was computed from, so that it can be computed again.
    mutating func writeOrigin() {
        let options = report.options
        page.blank()
        let maintenance =
            options.maintenance.names.isEmpty
            ? "no maintenance is declared"
            : "\(counted(options.maintenance.names.count, "maintenance window")) \(options.maintenance.names.count == 1 ? "is" : "are") declared"
        page.paragraph(
            "Paused counts as \(options.paused.label); \(maintenance). Computed from a log of "
                + "\(counted(Int(report.log.size), "record")), root hash \(Base64.text(of: report.log.root)). "
                + "What every figure means: docs/definitions.md."
        )
    }
}

/// A count of what the figures are based on, with its meaning, which follows the count in number.
private struct QualityRow {
    let count: Int
    let label: String

    init(_ count: Int, _ label: String) {
        self.count = count
        self.label = label
    }

    init(_ count: Int, one: String, many: String) {
        self.init(count, count == 1 ? one : many)
    }

    static func rows(of quality: QualityFigures) -> [QualityRow] {
        [
            QualityRow(quality.entries, one: "entry in the range", many: "entries in the range"),
            QualityRow(quality.amended, "of them changed by the platform after the first reading (amended)"),
            QualityRow(quality.vanished, "of them no longer served by the platform, kept and counted here (vanished)"),
            QualityRow(quality.missingID, "of them without an id"),
            QualityRow(quality.missingDuration, "of them without a duration"),
            QualityRow(quality.invalidDuration, "of them with an unusable duration"),
            QualityRow(quality.missingActor, "of them naming no actor"),
            QualityRow(quality.unknownStatus, "of them with a status that is not in the platform's list"),
            QualityRow(
                quality.chainBreaks,
                one: "place in the log where an entry is missing (chain break); that time is unknown",
                many: "places in the log where an entry is missing (chain breaks); that time is unknown"
            ),
            QualityRow(
                quality.quarantined,
                one: "unusable entry in the whole store (quarantined)",
                many: "unusable entries in the whole store (quarantined)"
            ),
            QualityRow(
                quality.drift.count,
                one: "listing that contradicts the log (drift)",
                many: "listings that contradict the log (drift)"
            ),
            QualityRow(
                quality.gone.count,
                one: "container that the platform no longer knows (gone)",
                many: "containers that the platform no longer knows (gone)"
            ),
        ]
    }
}

extension PausedCondition {
    fileprivate var label: String {
        switch self {
        case .up: "up"
        case .down: "down"
        case .out: "out of service"
        }
    }
}

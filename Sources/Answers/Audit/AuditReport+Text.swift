package import Rendering
internal import Timelines

extension AuditReport {
    /// The audit as text, at most 100 columns, the verdict first.
    ///
    /// `instants` has to be of the report's zone.
    package func page(instants: InstantStyle) -> TextPage {
        var text = AuditText(report: self, instants: instants, page: TextPage())
        text.writeVerdict()
        text.writeContainers()
        text.writeAmendments()
        text.writeVanished()
        text.writeChainBreaks()
        text.writeQuarantined()
        text.writeDrift()
        text.writeOrigin()
        return text.page
    }
}

/// An audit on its way to text, section by section.
struct AuditText {
    let report: AuditReport
    let names: ContainerNames
    let instants: InstantStyle
    var page: TextPage
    private let namesByID: [ContainerID: String]

    /// The most findings of a kind that the text lists.
    static let listed = 10

    init(report: AuditReport, instants: InstantStyle, page: TextPage) {
        let containers = report.figures.containers
        let names = ContainerNames(containers.map(\.name))
        self.report = report
        self.names = names
        self.instants = instants
        self.page = page
        namesByID = Dictionary(
            containers.map { ($0.id, names.text($0.name, $0.id)) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// What the container is called; of an element of a container list, where it stood.
    func name(_ id: ContainerID?) -> String {
        guard let id else { return "(container list)" }
        return namesByID[id] ?? names.text(nil, id)
    }

    mutating func leftOut(_ count: Int) {
        guard count > 0 else { return }
        page.paragraph("Not listed: \(quantity(count, "more")); --format csv or json gives them.", indent: 2)
    }

    /// What was found, in two sentences, and where it was looked for.
    mutating func writeVerdict() {
        page.paragraph(rewriting, isStrong: true)
        page.paragraph(besides)
        page.paragraph(searched)
    }

    private var rewriting: String {
        let totals = report.figures.totals
        guard report.searched > 0 else { return "The store holds no such container, so there is nothing to audit." }
        guard totals.isRewritten else { return "Nothing was rewritten: no entry was amended, none vanished." }
        let returned = totals.returned > 0 ? " (\(quantity(totals.returned, "of them")) returned)" : ""
        return "Upstream rewrote history: \(counted(totals.amended, "entry", "entries")) amended, "
            + "\(quantity(totals.vanished, "vanished"))\(returned)."
    }

    private var besides: String {
        let totals = report.figures.totals
        let kinds = [
            counted(totals.chainBreaks, "chain break"),
            counted(totals.quarantined, "quarantined element"),
            counted(
                totals.drift,
                "listing that contradicts the log (drift)",
                "listings that contradict the log (drift)"
            ),
        ]
        let others = totals.chainBreaks + totals.quarantined + totals.drift
        return others == 0
            ? "No chain is broken, nothing is in quarantine, and no listing contradicts the log."
            : "Also: \(enumerated(kinds))."
    }

    private var searched: String {
        let zone = report.timezone.neutralised.shortened(to: 40)
        let period =
            report.range.map { "noticed from \(instants.text($0.start)) to \(instants.text($0.end))" }
            ?? "everything recorded"
        let sentences = selection(containers: report.options.containers, projects: report.options.projects)
        let compared = "A pass compares only what it reads again; tacho ingest --full compares everything."
        let scope = "Searched: \(period), \(counted(report.searched, "container")). Times are in \(zone)."
        return ([scope, compared] + sentences).joined(separator: " ")
    }

    /// What the audit was computed from, so that it can be computed again.
    mutating func writeOrigin() {
        page.blank()
        page.paragraph(
            "Computed from a log of \(counted(Int(report.log.size), "record")), root hash \(base64(report.log.root)). "
                + "What each finding means: docs/reports.md."
        )
    }
}

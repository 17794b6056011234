package import Rendering
internal import Study
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
        let names = ContainerNames(containers.map { ($0.id, $0.name) })
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
            "\(report.log.origin). "
                + "What each finding means: docs/reports.md."
        )
    }
}

extension AuditText {
    /// Each gap between two entries that can't follow each other.
    mutating func writeChainBreaks() {
        let breaks = report.figures.chainBreaks
        guard !breaks.isEmpty else { return }
        page.heading("Chain breaks: places in a log where an entry is missing")
        for found in breaks.prefix(AuditText.listed) {
            page.point(
                "\(name(found.containerID)): \(term(found.before.status)) since \(instants.text(found.before.at)), yet "
                    + "from \(term(found.after.status)) on \(instants.text(found.after.at)) "
                    + "(entry \(shownID(found.after.eventID))); noticed \(instants.text(found.noticed.at))"
            )
        }
        leftOut(breaks.count - AuditText.listed)
    }

    /// Each element that could not be used, with the beginning and the end of what was received in one line.
    mutating func writeQuarantined() {
        let quarantined = report.figures.quarantined
        guard !quarantined.isEmpty else { return }
        page.heading("Quarantined: elements that can't stand on a timeline, as received")
        for element in quarantined.prefix(AuditText.listed) {
            let end = element.isVanished ? "; no longer served" : ""
            page.point(
                "\(instants.text(element.noticed.at)), \(passName(element.noticed.pass)): \(name(element.containerID)), "
                    + "\(element.reason.neutralised)\(end)"
            )
            page.paragraph(element.body.neutralised.shortened(to: 90).unbroken, indent: 6)
        }
        leftOut(quarantined.count - AuditText.listed)
    }

    /// Each listing that says something else than the log.
    mutating func writeDrift() {
        let drift = report.figures.drift
        guard !drift.isEmpty else { return }
        page.heading("Drift: listings that contradict the newest entry before them")
        for listing in drift.prefix(AuditText.listed) {
            page.point(
                "\(name(listing.containerID)) was listed as \(term(listing.listed)) on \(instants.text(listing.at)), while "
                    + "its log said \(term(listing.timeline))"
            )
        }
        leftOut(drift.count - AuditText.listed)
    }
}

extension AuditText {
    /// How many findings there are about whom.
    mutating func writeContainers() {
        let containers = report.figures.containers
        guard !containers.isEmpty else { return }
        page.heading("By container")
        var table = TextTable([
            .init(title: "container", isFlexible: true), .init(title: "amended", alignment: .right),
            .init(title: "vanished", alignment: .right), .init(title: "returned", alignment: .right),
            .init(title: "chain breaks", alignment: .right), .init(title: "quarantined", alignment: .right),
            .init(title: "drift", alignment: .right),
        ])
        for container in containers {
            let totals = container.totals
            table.add(
                [name(container.id)]
                    + [
                        totals.amended, totals.vanished, totals.returned, totals.chainBreaks, totals.quarantined,
                        totals.drift,
                    ].map { grouped($0) }
            )
        }
        page.table(table)
    }

    /// Each change with what it changed.
    mutating func writeAmendments() {
        let amendments = report.figures.amendments
        guard !amendments.isEmpty else { return }
        page.heading("Amended: entries whose content the platform changed")
        for amendment in amendments.prefix(AuditText.listed) {
            page.point(
                "\(instants.text(amendment.noticed.at)), \(passName(amendment.noticed.pass)): "
                    + "\(name(amendment.containerID)), entry \(shownID(amendment.eventID)), \(account(amendment.before))"
            )
            for change in amendment.changes { page.paragraph(label(change), indent: 6, hanging: 2) }
            if amendment.changes.isEmpty { page.paragraph("in a form that can't be compared", indent: 6) }
        }
        leftOut(amendments.count - AuditText.listed)
    }

    /// Each entry that is no longer served, or was not for a while.
    mutating func writeVanished() {
        let vanished = report.figures.vanished
        guard !vanished.isEmpty else { return }
        page.heading("Vanished: entries that the platform no longer serves; they are kept and still count")
        for entry in vanished.prefix(AuditText.listed) {
            let end =
                entry.returned.map { "found again on \(instants.text($0.at)), \(passName($0.pass))" }
                ?? "not found again"
            page.point(
                "\(instants.text(entry.noticed.at)), \(passName(entry.noticed.pass)): "
                    + "\(name(entry.containerID)), entry \(shownID(entry.eventID)), \(account(entry.version)); \(end)"
            )
        }
        leftOut(vanished.count - AuditText.listed)
    }

    /// `running → stopped on 2026-11-13 16:42:14 by user_mara, stop`.
    private func account(_ version: AuditedVersion) -> String {
        let from = version.fromStatus.map { "\(term($0)) → " } ?? "→ "
        let operation = version.isOperationDerived ? "" : ", \(term(version.operation))"
        return
            "\(from)\(term(version.toStatus)) on \(instants.text(version.at)) by \(actorName(version.actor))\(operation)"
    }

    private func label(_ change: MemberChange) -> String {
        func shown(_ value: String?) -> String { value.map { $0.neutralised.shortened(to: 40) } ?? "none" }
        return "\(change.field.neutralised.shortened(to: 40)): \(shown(change.before)) → \(shown(change.after))"
    }
}

/// `pass 2`, on one line.
func passName(_ number: Int64) -> String {
    "pass \(grouped(number))".unbroken
}

/// An event's id as a text shows it: one that the platform gave whole.
func shownID(_ id: String) -> String {
    id.neutralised.shortened(to: 80)
}

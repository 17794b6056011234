internal import Rendering
internal import Timelines

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
            for change in amendment.changes { page.paragraph(words(change), indent: 6, hanging: 2) }
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

    private func words(_ change: MemberChange) -> String {
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

internal import Analysis
internal import Timelines

extension WhoReport {
    /// The answer as text: the newest entry in the first line, however long that is; then the others, at most 100 columns.
    ///
    /// `instants` has to be of the report's zone.
    package func text(instants: InstantStyle = .utc, style: TextStyle = .plain) -> String {
        let bearers = Dictionary(
            entries.map { ($0.containerID, $0.containerName) },
            uniquingKeysWith: { first, _ in first }
        )
        let names = ContainerNames(Array(bearers.values))
        var page = TextPage(style: style)
        guard let newest = entries.first else {
            page.paragraph(nothingFound(instants), isStrong: true)
            writeGaps(to: &page, names: names, instants: instants)
            return page.text
        }
        page.line(WhoSentence(entry: newest, names: names, instants: instants).text, isStrong: true)
        // By its id the entry can be proved and found again.
        page.paragraph("This is event \(newest.eventID.neutralised.unbroken).")
        writeOthers(to: &page, names: names, instants: instants)
        page.blank()
        page.paragraph(
            "Searched: \(searched(instants)), \(counted(coverage.containers, "container")). "
                + "Times are in \(timezone.neutralised.shortened(to: 40))."
        )
        writeGaps(to: &page, names: names, instants: instants)
        return page.text
    }

    /// The most further entries that the text lists.
    private static let further = 9

    private func writeOthers(to page: inout TextPage, names: ContainerNames, instants: InstantStyle) {
        guard found > 1 else { return }
        let others = entries.dropFirst().prefix(WhoReport.further)
        if !others.isEmpty {
            page.heading("Before that")
            var table = TextTable([
                .init(title: "when"), .init(title: "container", isFlexible: true),
                .init(title: "who", isFlexible: true),
                .init(title: "how", isFlexible: true), .init(title: "took"), .init(title: "down"),
            ])
            for entry in others {
                table.add([
                    instants.text(entry.at), names.text(entry.containerName, entry.containerID), actorName(entry.actor),
                    entry.manner, entry.duration.words, entry.window?.shortCost ?? "none new",
                ])
            }
            page.table(table)
        }
        let rest = found - 1 - others.count
        if rest > 0 {
            // A limit holds for the other formats too; then they would not give more.
            let hint = entries.count == found ? "; --format csv or json gives them" : ""
            page.paragraph("Not listed: \(quantity(rest, "more"))\(hint).", indent: 2)
        }
    }

    private func nothingFound(_ instants: InstantStyle) -> String {
        let whose =
            options.containers.isEmpty
            ? "any container" : enumerated(options.containers.prefix(5).map { "“\($0.neutralised.shortened(to: 40))”" })
        return "No entry brought \(whose) into \(term(status)) in \(searched(instants))."
    }

    private func searched(_ instants: InstantStyle) -> String {
        guard let range else { return "everything recorded" }
        return "\(instants.fullText(range.start)) to \(instants.fullText(range.end))"
    }

    private func writeGaps(to page: inout TextPage, names: ContainerNames, instants: InstantStyle) {
        var sentences: [String] = []
        if coverage.containers == 0 {
            sentences.append("The store holds no such container, so this says nothing of what happened.")
        } else if !coverage.stale.isEmpty {
            sentences.append(
                staleSentence(coverage, names: names, instants: instants)
                    + " Later entries can exist that are not here."
            )
        } else if range != nil {
            sentences.append("The store covers all of that period.")
        } else if let until = coverage.coveredUntil {
            let covered = coverage.containers == 1 ? "container" : "containers"
            sentences.append("The store covers the \(covered) until \(instants.fullText(until)).")
        } else {
            sentences.append("How far the store covers them is not known.")
        }
        page.paragraph(sentences.joined(separator: " "))
    }
}

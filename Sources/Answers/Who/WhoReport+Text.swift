internal import Periods
package import Rendering
internal import Study
internal import Timelines

extension WhoReport {
    /// The answer as text: the entry that answers best in the first line, however long that is, and what is known of it in at most ten
    /// lines; then, where everything is asked for, all that was found.
    ///
    /// `instants` has to be of the report's zone.
    package func page(instants: InstantStyle) -> TextPage {
        let answers = Array(figures.answers)
        let words = WhoSentences(names: containerNames(of: answers), instants: instants)
        var page = TextPage()
        guard let lead = figures.lead else {
            writeNothingFound(to: &page, words)
            return page
        }
        let sentence = WhoSentence(entry: lead.entry, names: words.names, instants: instants).text
        page.line(sentence + coverageRemark(instants), isStrong: true)
        var table = TextTable([.init(title: ""), .init(title: "", overflow: .wrapped)])
        for row in WhoAnswerText(report: self, lead: lead, words: words).rows { table.add([row.label, row.text]) }
        page.table(table)
        guard listsAll else { return page }
        writeAll(answers, to: &page, words)
        page.blank()
        page.paragraph(searchedSentence(instants))
        page.paragraph(coverageSentence(words))
        return page
    }

    /// Names of all containers that the text speaks of.
    func containerNames(of answers: [WhoAnswer]) -> ContainerNames {
        let entries = (answers + [figures.lead].compactMap(\.self)).map(\.entry)
        let nearby = answers.flatMap { $0.nearby?.entries ?? [] }
        return ContainerNames(
            entries.map { ($0.containerID, $0.containerName) } + nearby.map { ($0.containerID, $0.containerName) }
                + (figures.surroundings?.alsoDown ?? []).map { ($0.containerID, $0.containerName) }
                + figures.coverage.stale.map { ($0.id, $0.name) }
        )
    }

    /// What the first line says of how much could be missing at the end: of a range what is not covered, of everything recorded how
    /// old it is.
    private func coverageRemark(_ instants: InstantStyle) -> String {
        if let gap = coverageGap {
            return " The range is \(gap.sentence(instants))"
        }
        guard range == nil else { return "" }
        guard figures.coverage.readSince != nil || figures.coverage.coveredUntil != nil else {
            let isAnyThere = figures.coverage.stale.isEmpty
            return isAnyThere ? "" : " Not every container was read completely yet."
        }
        guard let readingAge, readingAge > CoverageGap.freshness else { return "" }
        return " The log was last read \(readingAge.label) ago."
    }

    /// Where an operation was asked for: that the entry itself does not name it.
    private func derivation(of entry: WhoEntry) -> String? {
        guard case .operation = question.subject, entry.isOperationDerived else { return nil }
        return "entry names no operation; \(term(entry.operation)) is derived from its statuses"
    }

    private func writeAll(_ answers: [WhoAnswer], to page: inout TextPage, _ words: WhoSentences) {
        if !answers.isEmpty {
            page.heading("All that was found, newest first")
            page.table(table(of: answers, words))
            let isPlanKnown = options.configurationHash != nil
            page.paragraph(
                "Unless a row says otherwise: \(isPlanKnown ? "the downtime was not planned, " : "")no entry is missing before or after, and the "
                    + "actor did nothing else within ten minutes, except to end the downtime.",
                indent: 2
            )
        }
        let rest = figures.found - figures.answers.count
        if rest > 0 {
            page.paragraph("Not listed: \(quantity(rest, "more")); --limit \(figures.found) lists all.", indent: 2)
        }
    }

    private func table(of answers: [WhoAnswer], _ words: WhoSentences) -> TextTable {
        var table = TextTable([
            .init(title: "when"), .init(title: "container", isFlexible: true),
            .init(title: "who", isFlexible: true),
            .init(title: "how", isFlexible: true), .init(title: "took"), .init(title: "down"),
        ])
        for answer in answers {
            let entry = answer.entry
            table.add(
                [
                    words.instants.text(entry.at), words.names.text(entry.containerName, entry.containerID),
                    actorName(entry.actor), entry.manner, entry.duration.label, entry.window?.shortCost ?? "none new",
                ],
                notes: [note(answer, words)]
            )
        }
        return table
    }

    /// What the row of an answer has no room for: its id, and what is not as it mostly is.
    private func note(_ answer: WhoAnswer, _ words: WhoSentences) -> String {
        let planned = answer.entry.window?.isPlanned == true ? "planned" : nil
        let why = (answer.entry.reason ?? answer.entry.window?.reason).map { reasonText($0, columns: 120) }
        let parts =
            [why, "event \(answer.entry.eventID.neutralised.unbroken)", derivation(of: answer.entry), planned]
            + words.doubts(about: answer) + [words.nearbyNote(answer)]
        return parts.compactMap(\.self).joined(separator: "; ")
    }
}

extension WhoReport {
    /// Where no entry answers: what was searched, whether the store covers it, and where to look further.
    func writeNothingFound(to page: inout TextPage, _ words: WhoSentences) {
        page.paragraph(nothingFound + coverageRemark(words.instants), isStrong: true)
        page.paragraph(searchedSentence(words.instants))
        page.paragraph(coverageSentence(words))
        let further = waysToLookFurther(words.instants)
        if !further.isEmpty { page.paragraph("To look further: \(further.joined(separator: "; ")).") }
    }

    private var nothingFound: String {
        let of = options.containers.isEmpty ? "any container" : enumerated(quoted(options.containers))
        let deed =
            switch question.subject {
            case .status(let status): "brought \(of) into \(term(status))"
            case .operation(let operation): "of \(of) has the operation \(term(operation))"
            }
        return "No entry \(deed)\(question.actors.phrase)."
    }

    /// The period, how much lies in it, and what of it was not asked for.
    func searchedSentence(_ instants: InstantStyle) -> String {
        let amount =
            "\(counted(figures.entries, "entry", "entries")) of \(counted(figures.coverage.containers, "container"))"
        let zone = "Times are in \(timezone.neutralised.shortened(to: 40))."
        let leftOut =
            figures.leftOut == 0
            ? "" : " Left out: \(quantity(figures.leftOut, "more")), by actors who were not asked for."
        return "Searched: \(searchedPeriod(instants)), \(amount). \(zone)\(leftOut)"
    }

    private func searchedPeriod(_ instants: InstantStyle) -> String {
        let (from, to) = period
        let bounds = [from.map { "from \(instants.fullText($0))" }, to.map { "to \(instants.fullText($0))" }]
        let said = bounds.compactMap(\.self).joined(separator: " ")
        guard range == nil else { return said }
        return said.isEmpty ? "everything recorded" : "everything recorded, \(said)"
    }

    /// How far the store covers what was searched.
    func coverageSentence(_ words: WhoSentences) -> String {
        let coverage = figures.coverage
        if coverage.containers == 0 {
            return "The store holds no such container, so this says nothing of what happened."
        }
        guard coverage.stale.isEmpty else {
            return staleSentence(coverage, names: words.names, instants: words.instants)
                + " Later entries can exist that are not here."
        }
        if range != nil {
            return figures.logsBegunLate == 0
                ? "The store covers all of that period."
                : "The store covers the period to its end. \(beginningSentence)"
        }
        guard let until = coverage.coveredUntil else {
            return "Nothing more can come: the platform no longer has \(coverage.containers == 1 ? "it" : "them")."
        }
        let covered = coverage.containers == 1 ? "container" : "containers"
        return "The store covers the \(covered) until \(words.instants.fullText(until))."
    }

    /// That logs begin too late to tell of the whole period.
    private var beginningSentence: String {
        let logs = figures.logsBegunLate
        return
            "\(counted(logs, "log")) \(logs == 1 ? "begins" : "begin") within it, and not with the container's creation: "
            + "what was before that is not recorded."
    }

    private func waysToLookFurther(_ instants: InstantStyle) -> [String] {
        var ways: [String] = []
        if figures.leftOut > 0 {
            ways.append("leave out \(enumerated(question.actors.options)), for what others did")
        }
        if let range, let since = figures.loggedSince, since < range.start {
            ways.append("leave out the range, for everything recorded since \(instants.fullText(since))")
        }
        if !options.containers.isEmpty || !options.projects.isEmpty {
            ways.append("leave out the containers, for all of the store's")
        }
        if !figures.coverage.stale.isEmpty { ways.append("tacho ingest fetches what is newer") }
        return ways
    }
}

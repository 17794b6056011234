internal import Periods
internal import Rendering
internal import Study
internal import Timelines

/// What there is to know of the best answer: a line each.
struct WhoAnswerText {
    let report: WhoReport
    let lead: WhoAnswer
    let words: WhoSentences

    private var entry: WhoEntry { lead.entry }
    private var instants: InstantStyle { words.instants }

    /// Labels and what stands behind them, in the order of what a reader asks; at most nine.
    var rows: [(label: String, text: String)] {
        [
            ("planned", planned), ("how", how), ("why", why), ("back", back), ("also down", alsoDown),
            ("before", before),
            ("nearby", nearby), ("log", log), ("left out", leftOut), ("searched", searched),
        ].compactMap { label, text in text.map { (label, $0) } }.prefix(9).map { $0 }
    }

    /// As the log tells it.
    private var why: String? { (entry.reason ?? entry.window?.reason).map { reasonText($0, columns: 200) } }

    private var planned: String? {
        guard let window = entry.window else { return nil }
        if window.isPlanned { return "yes: in declared maintenance" }
        guard report.options.configurationHash != nil else { return "unknown, no configuration found" }
        return report.options.maintenance.names.isEmpty
            ? "no: no maintenance is declared" : "no: outside all maintenance"
    }

    /// How it was done, how long it took, and by which id the entry can be proved.
    private var how: String {
        let manner: String =
            if entry.isOperationDerived {
                "not logged"
            } else {
                switch entry.operation {
                case "force-stop": "forced stop"
                case "stop": "graceful stop"
                default: "operation \(term(entry.operation))"
                }
            }
        let took: String =
            switch entry.duration {
            case .valid: entry.duration.label
            case .missing: "duration not logged"
            case .invalid: "the logged duration is unusable"
            }
        return "\(manner), \(took); event \(entry.eventID.neutralised.unbroken)"
    }

    private var back: String? {
        guard let window = entry.window, !window.isOpen else { return nil }
        if window.isTruncated { return "unknown: an entry is missing" }
        guard let closing = window.closedBy else {
            return "never: the container is gone" + (lead.goneSince.map { " since \(instants.minute($0))" } ?? "")
        }
        let when =
            instants.day(closing.at) == instants.day(entry.at)
            ? instants.seconds(closing.at) : instants.text(closing.at)
        let verb = closing.isReturn ? "started by" : "ended by"
        let how = closing.isReturn ? "" : ", \(term(closing.operation))"
        return "\(when), \(verb) \(namedActor(closing.actor, closing.kind))\(how)"
    }

    private var alsoDown: String? {
        guard let surroundings = report.figures.surroundings, surroundings.containers > 1 else { return nil }
        let others = surroundings.alsoDown
        let name = surroundings.group.neutralised.shortened(to: 24)
        guard !others.isEmpty else {
            return "nothing else of \(counted(surroundings.containers, "container")) in \(name)"
        }
        let count = Set(others.map(\.containerID)).count
        let actors = Set(others.map { ExactText($0.actor) })
        let same = actors == [ExactText(entry.actor)] ? ", all by \(actorName(entry.actor))" : ""
        let texts = firstFew(
            others.map { other in
                let by = same.isEmpty ? " by \(namedActor(other.actor, other.kind))" : ""
                let down = other.end == nil ? "still down" : other.duration.label
                return
                    "\(words.names.text(other.containerName, other.containerID)) \(instants.time(other.start)) (\(down))"
                    .unbroken + by
            },
            most: 4
        )
        return "\(count) of \(surroundings.containers) in \(name)\(same): \(texts.joined(separator: ", "))"
    }

    private var before: String? {
        guard let before = report.figures.surroundings?.before else { return nil }
        let actor = actorName(entry.actor)
        guard let last = before.last else { return "\(actor) took nothing down here in the 12 weeks before" }
        let often = before.count == 1 ? "once" : "\(grouped(before.count)) times"
        let name = words.names.text(last.containerName, last.containerID)
        let newest = "\(instants.minute(last.start)) \(name) (\(last.duration.label))"
        return "\(actor), \(often) in 12 weeks: \(before.count == 1 ? "" : "last ")\(newest)"
    }

    /// Nil where the line about the group says it already.
    private var nearby: String? {
        report.figures.surroundings?.alsoDown.contains { $0.actor == entry.actor } == true
            ? nil : words.nearbyNote(lead)
    }

    private var log: String {
        let doubts = words.doubts(about: lead)
        let gone = lead.goneSince.map { "; the platform no longer knows it, last seen \(instants.minute($0))" } ?? ""
        let gaps = (doubts.isEmpty ? "no gaps" : doubts.joined(separator: "; ")) + gone
        let coverage = report.figures.coverage
        let stale =
            coverage.stale.isEmpty
            ? "" : ", \(coverage.stale.count) of \(counted(coverage.containers, "container")) not to the end"
        guard let until = coverage.coveredUntil else { return gaps + stale }
        if report.range == nil, stale.isEmpty, let age = report.readingAge { return "\(gaps); read \(age.label) ago" }
        return "\(gaps); complete to \(instants.minute(until))\(stale)"
    }

    /// The range, where one was given.
    private var searched: String? {
        guard let range = report.range else { return nil }
        let amount = counted(report.figures.entries, "entry", "entries")
        return "\(instants.minute(range.start)) to \(instants.minute(range.end)), \(amount) of "
            + counted(report.figures.coverage.containers, "container")
    }

    private var leftOut: String? {
        var parts: [String] = []
        if let restarts = report.figures.restarts, entry.at != restarts.last || restarts.count > 1 {
            let by = restarts.isOneActor ? " by \(namedActor(restarts.actor, restarts.kind))" : ""
            parts.append("\(counted(restarts.count, "restart"))\(by), the last on \(instants.minute(restarts.last))")
        }
        if report.figures.leftOut > 0 {
            parts.append("\(quantity(report.figures.leftOut, "more")) by actors who were not asked for")
        }
        let others = report.figures.found - 1 - (report.figures.restarts?.count ?? 0)
        if parts.isEmpty, others > 0 { parts.append(counted(others, "older entry", "older entries")) }
        guard !parts.isEmpty else { return nil }
        return parts.joined(separator: "; ") + (report.listsAll ? "" : " (--all)")
    }
}

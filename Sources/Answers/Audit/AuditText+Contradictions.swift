internal import Rendering
internal import Study
internal import Timelines

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

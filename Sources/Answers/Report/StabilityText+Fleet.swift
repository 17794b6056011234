internal import Rendering
internal import Study
internal import Timelines

extension StabilityText {
    /// Availability of all containers together, and how the time divides.
    mutating func writeFleet() {
        let time = report.figures.fleet.availability
        guard time.up + time.down + time.unknown + time.outOfService > .zero else { return }
        page.heading("Availability of all containers together")
        var table = TextTable([
            .init(title: "measure"), .init(title: "share", alignment: .right), .init(title: "not available"),
            .init(title: "what it counts", isFlexible: true),
        ])
        table.add(row("available", time.share, time.down, "covered time: known to be up or down"))
        table.add(
            row("unplanned", time.unplannedShare, time.down - time.plannedDown, "the same without planned maintenance")
        )
        table.add(
            row(
                "at least",
                time.lowShare,
                time.down + time.unknown + time.assumedUp,
                "if unknown and assumed time was down"
            )
        )
        table.add(row("at most", time.highShare, time.down - time.assumedDown, "if unknown and assumed time was up"))
        page.table(table)
        page.blank()
        page.paragraph(
            "Container time: up \(time.up.wordsAndSeconds), down \(time.down.wordsAndSeconds), of that planned "
                + "\(time.plannedDown.wordsAndSeconds), unknown \(time.unknown.wordsAndSeconds), out of service (not created "
                + "yet, being created or deleted, gone) \(time.outOfService.wordsAndSeconds).",
            indent: 2
        )
        page.paragraph(recoverySentence, indent: 2)
        page.paragraph(failureSentence, indent: 2)
    }

    private func row(_ measure: String, _ share: String?, _ missing: TimeSpan, _ meaning: String) -> [String] {
        guard let share else { return [measure, "none", "no such time", meaning] }
        return [measure, share, missing == .zero ? "none" : missing.wordsAndSeconds, meaning]
    }

    private var recoverySentence: String {
        let downtime = report.figures.fleet.downtime
        guard let mean = downtime.meanTimeToRecovery else {
            return "No window was closed by a return to running in the range, so there is no mean time to recovery."
        }
        return
            "Mean time to recovery: \(words(milliseconds: mean)), over \(counted(downtime.closed, "window")) closed by a "
            + "return to running in the range."
    }

    private var failureSentence: String {
        guard let mean = report.figures.fleet.downtime.meanTimeBetweenFailures else {
            return
                "No window was opened in the range but planned ones and pauses, so there is no mean time between failures."
        }
        return
            "Mean time between failures: \(words(milliseconds: mean)) up for each window opened in the range, planned ones "
            + "and pauses left out."
    }
}

internal import Rendering
internal import Study
internal import Timelines

extension StabilityText {
    /// What was reported on, then the answer in a few sentences.
    mutating func writeVerdict() {
        let zone = report.timezone.neutralised.shortened(to: 40)
        page.paragraph(
            "Stability from \(instants.text(report.range.start)) to \(instants.text(report.range.end)), \(zone)",
            hanging: 2,
            isStrong: true
        )
        page.blank()
        page.paragraph(availabilitySentence, isStrong: true)
        let details = [worstSentence, openSentence, restartSentence].compactMap { $0 }
        if !details.isEmpty { page.paragraph(details.joined(separator: " ")) }
    }

    private var availabilitySentence: String {
        let fleet = report.figures.fleet
        let count = report.figures.containers.count
        guard count > 0 else { return "No container is in this report, so there is nothing to say of its stability." }
        let who = counted(count, "container")
        guard let share = fleet.availability.share else {
            return "Of \(who), no time in this range is known to be up or down; so there is no availability."
        }
        let windows = counted(fleet.downtime.windows, "downtime window")
        let down =
            fleet.downtime.windows == 0 && fleet.availability.down == .zero
            ? "no downtime" : "\(fleet.availability.down.equation) down in \(windows)"
        return "\(who) \(count == 1 ? "was" : "were") available \(share) of the covered time (\(down))."
    }

    /// Nil where it would say nothing new.
    private var worstSentence: String? {
        guard report.figures.containers.count > 1, let worst = leastAvailable.first,
            let share = worst.availability.share, worst.availability.down > .zero
        else { return nil }
        let windows = counted(worst.downtime.windows, "window")
        return
            "Worst: \(names.text(worst.name, worst.id)) with \(share) (\(worst.availability.down.equation) down in \(windows))."
    }

    private var openSentence: String? {
        let open = report.figures.fleet.downtime.open
        guard open > 0 else { return nil }
        return "\(counted(open, "window")) \(open == 1 ? "was" : "were") still open at the end."
    }

    private var restartSentence: String? {
        let fleet = report.figures.fleet
        guard fleet.restarts.count > 0 else { return nil }
        let flapping =
            fleet.flapping == 0
            ? "no container was flapping"
            : "\(counted(fleet.flapping, "container")) \(fleet.flapping == 1 ? "was" : "were") flapping"
        return "\(counted(fleet.restarts.count, "restart")); \(flapping) (three restarts or more within an hour)."
    }

    /// Containers of which anything is known, the least available first; ties by downtime, then id.
    var leastAvailable: [ContainerFigures] {
        report.figures.containers.filter { $0.availability.ratio != nil }.sorted { left, right in
            let (first, second) = (left.availability, right.availability)
            if first.ratio != second.ratio { return (first.ratio ?? 0) < (second.ratio ?? 0) }
            return first.down == second.down ? left.id < right.id : first.down > second.down
        }
    }
}

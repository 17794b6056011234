internal import Rendering
internal import Study
internal import Timelines

extension StabilityText {
    /// The containers with the least availability; how many are left out is said.
    mutating func writeLeastAvailable() {
        let known = leastAvailable
        let nothingKnown = report.figures.containers.count - known.count
        guard !report.figures.containers.isEmpty else { return }
        page.heading("Least available containers")
        let troubled = known.filter { $0.availability.down > .zero }
        if troubled.isEmpty {
            page.paragraph(
                known.isEmpty ? "None: no time up or down is known." : "None: no container had downtime.",
                indent: 2
            )
        } else {
            page.table(table(of: troubled.prefix(StabilityText.listed)))
        }
        let leftOut = max(0, troubled.count - StabilityText.listed)
        var rest: [String] = []
        if leftOut > 0 { rest.append("\(quantity(leftOut, "more")) with downtime") }
        if !troubled.isEmpty, known.count > troubled.count {
            rest.append(quantity(known.count - troubled.count, "without downtime"))
        }
        if nothingKnown > 0, !known.isEmpty { rest.append("\(quantity(nothingKnown, "without any data"))") }
        if !rest.isEmpty { page.paragraph("Not listed: \(enumerated(rest)).", indent: 2) }
    }

    private func table(of containers: some Sequence<ContainerFigures>) -> TextTable {
        var table = TextTable([
            .init(title: "container", isFlexible: true), .init(title: "available", alignment: .right),
            .init(title: "down"), .init(title: "windows", alignment: .right),
            .init(title: "restarts", alignment: .right), .init(title: "at the end", isFlexible: true),
        ])
        for container in containers {
            table.add([
                names.text(container.name, container.id),
                container.availability.share ?? "none",
                container.availability.down.labelWithSeconds,
                grouped(container.downtime.windows),
                grouped(container.restarts.count) + (container.flapping ? ", flapping" : ""),
                container.status.map(term) ?? "unknown",
            ])
        }
        return table
    }
}

extension StabilityText {
    /// Who did what, by the downtime that belongs to them.
    mutating func writeActors() {
        let actors = report.figures.actors
        page.heading("Who did it (downtime belongs to the actor whose entry opened it)")
        guard !actors.isEmpty else { return page.paragraph("No entry and no downtime is in the range.", indent: 2) }
        var table = TextTable([
            .init(title: "actor", isFlexible: true), .init(title: "kind"),
            .init(title: "entries", alignment: .right), .init(title: "restarts", alignment: .right),
            .init(title: "forced stops", alignment: .right), .init(title: "windows", alignment: .right),
            .init(title: "down"),
        ])
        for actor in actors.prefix(StabilityText.listed) {
            table.add([
                actorName(actor.actor), actor.kind.rawValue, grouped(actor.entries), grouped(actor.restarts),
                grouped(actor.forceStops), grouped(actor.windows), actor.down.labelWithSeconds,
            ])
        }
        page.table(table)
        leftOut(actors.count - StabilityText.listed, "actor with no more downtime", "actors with no more downtime")
        if actors.contains(where: { !$0.attributed }) {
            page.paragraph("(unattributed): the log names no actor.", indent: 2)
        }
    }
}

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
        let isPlanKnown = report.options.configurationHash != nil
        if isPlanKnown {
            table.add(
                row(
                    "unplanned",
                    time.unplannedShare,
                    time.down - time.plannedDown,
                    "the same without planned maintenance"
                )
            )
        }
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
            "Container time: up \(time.up.labelWithSeconds), down \(time.down.labelWithSeconds), of that planned: "
                + (isPlanKnown ? time.plannedDown.labelWithSeconds : "unknown, no configuration found")
                + "; unknown \(time.unknown.labelWithSeconds), out of service (not created "
                + "yet, being created or deleted, gone) \(time.outOfService.labelWithSeconds).",
            indent: 2
        )
        if let statusSentence { page.paragraph(statusSentence, indent: 2) }
        page.paragraph(recoverySentence, indent: 2)
        page.paragraph(failureSentence, indent: 2)
    }

    private func row(_ measure: String, _ share: String?, _ missing: TimeSpan, _ meaning: String) -> [String] {
        guard let share else { return [measure, "none", "no such time", meaning] }
        return [measure, share, missing == .zero ? "none" : missing.labelWithSeconds, meaning]
    }

    private var statusSentence: String? {
        let times = report.figures.fleet.statusTimes
        let parts = TimedStatus.allCases.filter { times[$0] > .zero }.map {
            "\($0.rawValue) \(times[$0].label)".unbroken
        }
        return parts.isEmpty ? nil : "By status: \(parts.joined(separator: ", "))."
    }

    private var recoverySentence: String {
        let downtime = report.figures.fleet.downtime
        guard let mean = downtime.meanTimeToRecovery else {
            return "No window was closed by a return to running in the range, so there is no mean time to recovery."
        }
        return
            "Mean time to recovery: \(label(milliseconds: mean)), over \(counted(downtime.closed, "window")) closed by a "
            + "return to running in the range."
    }

    private var failureSentence: String {
        guard let mean = report.figures.fleet.downtime.meanTimeBetweenFailures else {
            return
                "No window was opened in the range but planned ones and pauses, so there is no mean time between failures."
        }
        return
            "Mean time between failures: \(label(milliseconds: mean)) up for each window opened in the range, planned ones "
            + "and pauses left out."
    }
}

extension StabilityText {
    /// How often containers were restarted, and which the most.
    mutating func writeRestarts() {
        let fleet = report.figures.fleet
        page.heading("Restarts")
        guard fleet.restarts.count > 0 else { return page.paragraph("None in the range.", indent: 2) }
        page.paragraph(
            "\(counted(fleet.restarts.count, "restart")): \(quantity(fleet.restarts.explicit, "explicit")) (an entry names the "
                + "operation restart), \(quantity(fleet.restarts.quick, "quick")) (back within "
                + "\(report.options.restartGap.label)), \(quantity(fleet.restarts.recovery, "by recovery")) (after failed). "
                + perDaySentence(fleet.restarts),
            indent: 2
        )
        let containers = report.figures.containers.filter { $0.restarts.count > 0 }.sorted { left, right in
            left.restarts.count == right.restarts.count
                ? left.id < right.id : left.restarts.count > right.restarts.count
        }
        var table = TextTable([
            .init(title: "container", isFlexible: true), .init(title: "restarts", alignment: .right),
            .init(title: "explicit", alignment: .right), .init(title: "quick", alignment: .right),
            .init(title: "recovery", alignment: .right), .init(title: "per day", alignment: .right),
            .init(title: "most in an hour"),
        ])
        for container in containers.prefix(StabilityText.listed) {
            let restarts = container.restarts
            table.add([
                names.text(container.name, container.id), grouped(restarts.count), grouped(restarts.explicit),
                grouped(restarts.quick), grouped(restarts.recovery), restarts.perDay.map(decimal) ?? "no time",
                grouped(restarts.maxInHour) + (container.flapping ? ", flapping" : ""),
            ])
        }
        page.table(table)
        leftOut(containers.count - StabilityText.listed, "container with restarts", "containers with restarts")
    }

    private func perDaySentence(_ restarts: RestartFigures) -> String {
        guard let perDay = restarts.perDay else {
            return "No time up or down is known, so there is no number per day."
        }
        return "\(decimal(perDay)) for each day of a container up or down."
    }

    /// Says that `count` more are not listed, where there are any.
    mutating func leftOut(_ count: Int, _ singular: String, _ plural: String) {
        guard count > 0 else { return }
        page.paragraph("Not listed: \(quantity(count, "more")) \(count == 1 ? singular : plural).", indent: 2)
    }
}

extension StabilityText {
    /// The longest windows, three lines each: how long, when, who.
    mutating func writeWindows() {
        let total = report.figures.fleet.downtime.windows
        page.heading("Longest downtime windows (a window is down time without a break)")
        let longest = report.figures.windows.map(\.window).sorted { left, right in
            if left.duration != right.duration { return left.duration > right.duration }
            return left.start == right.start ? left.containerID < right.containerID : left.start < right.start
        }
        guard !longest.isEmpty else {
            return page.paragraph(total == 0 ? "None." : "None of \(grouped(total)) is listed.", indent: 2)
        }
        for window in longest.prefix(StabilityText.listed) {
            page.paragraph(title(of: window), indent: 2, hanging: 4)
            page.paragraph(period(of: window), indent: 4, hanging: 2)
            page.paragraph(window.triggersInWords, indent: 4, hanging: 2)
            if let reason = window.reason {
                page.paragraph("why: \(reasonText(reason, columns: 200))", indent: 4, hanging: 2)
            }
        }
        leftOut(max(total, longest.count) - StabilityText.listed, "window", "windows")
    }

    private func title(of window: DowntimeWindow) -> String {
        let name = names.text(window.containerName, window.containerID)
        let marks = window.marks
        return "\(name): \(window.duration.labelWithSeconds)"
            + (marks.isEmpty ? "" : ", \(marks.joined(separator: ", "))")
    }

    private func period(of window: DowntimeWindow) -> String {
        let start = instants.text(window.start)
        let end = window.end.map { "from \(start) to \(instants.text($0))" } ?? "since \(start), still down at the end"
        return window.inRange == window.duration ? end : "\(end); in this range \(window.inRange.labelWithSeconds)"
    }
}

extension DowntimeWindow {
    /// What has to be known of the window beside its length.
    var marks: [String] {
        [
            isPlanned ? "planned maintenance" : nil,
            isTruncated ? "its end is unknown (at least so long)" : nil,
            isAssumed ? "partly assumed" : nil,
        ].compactMap { $0 }
    }

    /// `opened by ana (user), force-stop; closed by cron (automation), start`.
    var triggersInWords: String {
        let opened = openedBy.map { "opened by \($0.label)" } ?? "no entry opened it"
        let closed: String =
            if let closedBy {
                "closed by \(closedBy.label)"
            } else if isOpen {
                "not closed yet"
            } else if isTruncated {
                "what ended it is unknown"
            } else {
                "it ended with the container, which is gone"
            }
        return "\(opened); \(closed)"
    }
}

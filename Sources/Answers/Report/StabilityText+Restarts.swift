internal import Rendering
internal import Timelines

extension StabilityText {
    /// How often containers were restarted, and which the most.
    mutating func writeRestarts() {
        let fleet = report.figures.fleet
        page.heading("Restarts")
        guard fleet.restarts.count > 0 else { return page.paragraph("None in the range.", indent: 2) }
        page.paragraph(
            "\(counted(fleet.restarts.count, "restart")): \(quantity(fleet.restarts.explicit, "explicit")) (an entry names the "
                + "operation restart), \(quantity(fleet.restarts.quick, "quick")) (back within "
                + "\(report.options.restartGap.words)), \(quantity(fleet.restarts.recovery, "by recovery")) (after failed). "
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

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
                container.availability.down.wordsAndSeconds,
                grouped(container.downtime.windows),
                grouped(container.restarts.count) + (container.flapping ? ", flapping" : ""),
                container.status.map(term) ?? "unknown",
            ])
        }
        return table
    }
}

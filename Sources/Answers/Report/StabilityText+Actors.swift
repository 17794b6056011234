internal import Rendering
internal import Study
internal import Timelines

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
                grouped(actor.forceStops), grouped(actor.windows), actor.down.wordsAndSeconds,
            ])
        }
        page.table(table)
        leftOut(actors.count - StabilityText.listed, "actor with no more downtime", "actors with no more downtime")
        if actors.contains(where: { !$0.attributed }) {
            page.paragraph("(unattributed): the log names no actor.", indent: 2)
        }
    }
}

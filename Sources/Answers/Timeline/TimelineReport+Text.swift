package import Rendering
internal import Study
internal import Timelines

extension TimelineReport {
    /// The timeline as text, at most 100 columns: every stretch with its length and the entry that began it.
    ///
    /// `instants` has to be of the report's zone.
    package func page(instants: InstantStyle) -> TextPage {
        var page = TextPage()
        let name = ContainerNames([(container.id, container.name)]).text(container.name, container.id)
        let zone = timezone.neutralised.shortened(to: 40)
        page.paragraph(
            title("\(name) from \(instants.text(range.start)) to \(instants.text(range.end)), \(zone)", instants),
            hanging: 2,
            isStrong: true
        )
        page.paragraph(verdict)
        page.paragraph(coverage(instants))
        page.blank()
        guard !stretches.isEmpty else {
            page.paragraph("Nothing of it lies in this range.")
            return page
        }
        let rows = TimelineRows(stretches: stretches, instants: instants)
        rows.write(to: &page)
        return page
    }

    private var verdict: String {
        guard let share = availability.share else {
            return "No time in this range is known to be up or down, so there is no availability."
        }
        let unknown = availability.unknown > .zero ? ", \(availability.unknown.labelWithSeconds) unknown" : ""
        let assumed = availability.assumed > .zero ? ", \(availability.assumed.labelWithSeconds) assumed" : ""
        return
            "Available \(share): up \(availability.up.labelWithSeconds), down \(availability.down.labelWithSeconds), out of "
            + "service \(availability.outOfService.labelWithSeconds)\(unknown)\(assumed)."
    }

    private func coverage(_ instants: InstantStyle) -> String {
        if let gone = container.goneSince {
            return "The platform no longer knows the container; it was last seen on \(instants.text(gone))."
        }
        guard let until = container.coveredUntil else {
            return "The container was never read completely, so all after its last entry is unknown."
        }
        guard until < range.end else { return "It is covered to the end of the range." }
        return "It is covered until \(instants.text(until)); what happened after that is unknown."
    }
}

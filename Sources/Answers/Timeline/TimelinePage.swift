internal import Drawing
package import Rendering
internal import Study
internal import Timelines

extension TimelineReport: HTMLAnswer {
    package static var formats: [AnswerFormat<TimelineReport>] { AnswerFormat.common + [.html] }

    /// The container's states as one strip, and entry by entry.
    package func htmlPage(instants: InstantStyle) -> HTMLPage {
        let parted = page(instants: instants).parted
        let name = ContainerNames([(container.id, container.name)]).text(container.name, container.id)
        return HTMLPage(
            title: "Timeline of \(name)",
            lead: parted.lead,
            sections: [
                HTMLPage.Section("strip", "State by state", [.lanes(lanes(instants, name))]),
                HTMLPage.Section("entries", "Entry by entry", [.text(parted.rest)]),
            ],
            foot: [
                "\(log.origin). Times are in \(timezone.neutralised)."
            ]
        )
    }

    private func lanes(_ instants: InstantStyle, _ name: String) -> Lanes {
        let axis = TimeAxis(range: range, instants: instants)
        var strip = Strip<StateLook>(axis.scale(to: 10_000))
        for stretch in stretches {
            guard let look = StateLook(stretch) else { continue }
            strip.add(look, from: stretch.interval.start.milliseconds, to: stretch.interval.end.milliseconds)
        }
        var drawing = SVG(width: 10_000, height: 240)
        for look in StateLook.allCases { drawing.path(strip.path(of: look, y: 0, height: 240), look.rawValue) }
        var data = TextTable([.init(title: "condition"), .init(title: "time", alignment: .right)])
        for (label, time) in [
            ("up", availability.up), ("down", availability.down), ("unknown", availability.unknown),
            ("out of service", availability.outOfService),
        ] { data.add([label, time.labelWithSeconds]) }
        let share =
            percentage(availability.up.milliseconds, of: (availability.up + availability.down).milliseconds) ?? "–"
        let message = "\(name): up for \(share) of the known time, \(availability.down.label) down"
        return Lanes(
            id: "strip-picture",
            title: "States of \(name)",
            message: message + ".",
            marks: axis.marks,
            lanes: [Lanes.Lane(id: "container", name: name, message: message, strip: drawing, figure: share)],
            remark: nil,
            legend: [
                ("up", "up"), ("bad", "stopped"), ("change-fill", "failed"), ("plan", "paused"), ("unknown", "unknown"),
                ("assumed", "up, assumed"),
            ],
            data: data
        )
    }
}

/// What a state looks like: the class of its style.
private enum StateLook: String, CaseIterable {
    case up, assumed, plan, unknown
    case stopped = "bad"
    case failed = "change-fill"

    /// Nil out of service, where nothing is drawn.
    init?(_ stretch: TimelineStretch) {
        switch stretch.condition {
        case .up: self = stretch.isAssumed ? .assumed : .up
        case .down:
            self =
                stretch.status == Status.failed.knownText
                ? .failed : stretch.status == Status.paused.knownText ? .plan : .stopped
        case .unknown: self = .unknown
        case .outOfService: return nil
        }
    }
}

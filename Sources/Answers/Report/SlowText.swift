internal import Rendering
internal import ServiceLevels
internal import Timelines

/// What took longer than is typical, and what is stuck, in sentences.
struct SlowText {
    let figures: StabilityFigures
    let instants: InstantStyle
    let names: ContainerNames

    /// `Slow: 3 of 60 starts above the typical 15 s, the slowest 49 s (staging-worker). Also slow: 2 stops.`; nil where nothing is.
    var slow: String? {
        let counts = figures.slowCounts
        guard !counts.isEmpty else { return nil }
        let starts = counts[.transition(.start)].map(starts)
        let others = TimedKind.allCases.filter { $0 != .transition(.start) }.compactMap { kind in
            counts[kind].map { counted($0, kind.singular, kind.plural) }
        }
        guard let starts else { return "Slow: \(enumerated(others)) above the typical time." }
        return "Slow: \(starts)." + (others.isEmpty ? "" : " Also slow: \(enumerated(others)).")
    }

    private func starts(_ count: Int) -> String {
        let samples = figures.fleet.latency[.start]?.n ?? 0
        let limits = Set(figures.groups.compactMap { $0.group.typical[.transition(.start)] })
        let limit =
            limits.count == 1 ? limits.first.map { " " + $0.label } : nil
        let slowest = figures.slow.first { $0.kind == .transition(.start) }.map { slow in
            ", the slowest \(shortLabel(milliseconds: slow.duration)) (\(names.text(slow.containerName, slow.containerID)))"
        }
        return
            "\(quantity(count, "of \(counted(samples, "start"))")) above the typical\(limit ?? " time")\(slowest ?? "")"
    }

    /// `Stuck: dev-new in creating since Thu 19 Nov 14:02.`; nil where nothing is.
    var stuck: String? {
        guard !figures.stuck.isEmpty else { return nil }
        let texts = figures.stuck.map { stuck in
            "\(names.text(stuck.containerName, stuck.containerID)) in \(term(stuck.status)) since \(instants.minute(stuck.since))"
        }
        return "Stuck: \(enumerated(firstFew(texts, most: 3)))."
    }
}

extension TimedKind {
    /// One of them, as a sentence names it.
    fileprivate var singular: String {
        switch self {
        case .transition(.fail): "failure"
        case .transition(.recover): "recovery"
        case .transition(.other): "other transition"
        case .transition(let kind): kind.rawValue
        case .restart: "restart"
        }
    }

    fileprivate var plural: String {
        self == .transition(.recover) ? "recoveries" : singular + "s"
    }
}

extension StabilityText {
    /// What took longer than is typical, the slowest ten of each kind.
    mutating func writeSlow() {
        let slow = report.figures.slow
        guard !slow.isEmpty else { return }
        page.heading("Slower than typical")
        var table = TextTable([
            .init(title: "when"), .init(title: "container", isFlexible: true), .init(title: "kind"),
            .init(title: "took", alignment: .right), .init(title: "typical", alignment: .right),
            .init(title: "who", isFlexible: true),
        ])
        for transition in slow {
            table.add([
                instants.text(transition.at), names.text(transition.containerName, transition.containerID),
                transition.kind.rawValue, label(milliseconds: transition.duration),
                transition.typical.label, actorName(transition.actor),
            ])
        }
        page.table(table)
        let left = report.figures.slowCounts.values.reduce(0, +) - slow.count
        if left > 0 { page.paragraph("Not listed: \(quantity(left, "more")).", indent: 2) }
    }

    /// Containers that do not leave a status that they should leave.
    mutating func writeStuck() {
        let stuck = report.figures.stuck
        guard !stuck.isEmpty else { return }
        page.heading("Stuck")
        var table = TextTable([
            .init(title: "container", isFlexible: true), .init(title: "status"), .init(title: "since"),
        ])
        for container in stuck.prefix(StabilityText.listed) {
            table.add([
                names.text(container.containerName, container.containerID), term(container.status),
                instants.text(container.since),
            ])
        }
        page.table(table)
        let left = stuck.count - StabilityText.listed
        if left > 0 { page.paragraph("Not listed: \(quantity(left, "more")).", indent: 2) }
    }
}

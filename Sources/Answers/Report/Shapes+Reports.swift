internal import Rendering
internal import Timelines

extension Shapes {
    /// Everything of a stability report but its lists and its quality.
    static let summary = Shape<StabilityReport>(fields: [
        .text("schema") { _ in StabilityReport.schema },
        .object("range", range) { (interval: $0.range, timezone: $0.timezone) },
        .object("options", options) { $0.options },
        .object("log", log) { $0.log },
        .object("coverage", coverage) { $0.figures.coverage },
        .object("fleet", fleet) { $0.figures.fleet },
    ])

    /// Everything of a timeline but its stretches.
    static let timelineHead = Shape<TimelineReport>(fields: [
        .text("schema") { _ in TimelineReport.schema },
        .object("range", range) { (interval: $0.range, timezone: $0.timezone) },
        .object("options", options) { $0.options },
        .object("log", log) { $0.log },
        .object("container", timelineContainer) { $0.container },
        .object("availability", availability) { $0.availability },
    ])
}

package import Rendering

extension StabilityReport {
    /// The report as text for a mail: at most 100 columns, the verdict first.
    ///
    /// `instants` has to be of the report's zone.
    package func page(instants: InstantStyle) -> TextPage {
        var text = StabilityText(report: self, instants: instants, page: TextPage())
        text.writeVerdict()
        text.writeGaps()
        text.writeComparison()
        text.writeFleet()
        text.writeLeastAvailable()
        text.writeStarts()
        text.writeOtherLatency()
        text.writeRestarts()
        text.writeWindows()
        text.writeActors()
        text.writeQuality()
        text.writeOrigin()
        return text.page
    }
}

/// The text of a stability report in the making; a section a file.
struct StabilityText {
    let report: StabilityReport
    let instants: InstantStyle
    let names: ContainerNames
    var page: TextPage

    /// The most rows of a table; the rest is counted.
    static let listed = 10

    init(report: StabilityReport, instants: InstantStyle, page: TextPage) {
        self.report = report
        self.instants = instants
        self.page = page
        names = ContainerNames(report.figures.containers.map(\.name))
    }
}

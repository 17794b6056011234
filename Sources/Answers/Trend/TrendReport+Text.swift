package import Rendering
internal import Timelines

extension TrendReport {
    /// The trend as text, at most 100 columns, the verdict first.
    ///
    /// `instants` has to be of the report's zone.
    package func page(instants: InstantStyle) -> TextPage {
        var text = TrendText(report: self, instants: instants, page: TextPage())
        text.writeVerdict()
        for series in figures.series { text.write(series) }
        text.writeReading()
        return text.page
    }
}

/// A trend on its way to text.
struct TrendText {
    let report: TrendReport
    let instants: InstantStyle
    let names: ContainerNames
    var page: TextPage

    init(report: TrendReport, instants: InstantStyle, page: TextPage) {
        self.report = report
        self.instants = instants
        self.page = page
        var known: [ContainerID: String?] = [:]
        for series in report.figures.series {
            if let id = series.containerID { known[id] = .some(series.containerName) }
        }
        names = ContainerNames(Array(known.values))
    }

    /// How many changes were found, and where it was looked.
    mutating func writeVerdict() {
        let zone = report.timezone.neutralised.shortened(to: 40)
        guard let range = report.range else {
            page.paragraph("The store covers nothing of these containers, so there is no trend.", isStrong: true)
            return
        }
        page.paragraph(
            "Trend from \(instants.text(range.start)) to \(instants.text(range.end)), \(zone), by \(report.search.bucket)",
            hanging: 2,
            isStrong: true
        )
        page.blank()
        page.paragraph(verdict, isStrong: true)
        let selected = selection(containers: report.options.containers, projects: report.options.projects)
        let stale =
            report.coverage.stale.isEmpty
            ? []
            : [
                staleSentence(report.coverage, names: names, instants: instants)
            ]
        if !(selected + stale).isEmpty { page.paragraph((selected + stale).joined(separator: " ")) }
    }

    private var verdict: String {
        let changes = report.figures.series.flatMap(\.changes)
        let tested = counted(report.figures.tested, "series", "series")
        guard report.figures.tested > 0 else {
            return "Too little history: a change needs \(leastBuckets) with data, and no series has as many. "
                + "Shorter buckets (--bucket) make more of them."
        }
        guard !changes.isEmpty else { return "No lasting change was found in \(tested)." }
        let worse = changes.count(where: \.isWorse)
        let kinds = [(worse, "for the worse"), (changes.count - worse, "for the better")]
        let parts = kinds.filter { $0.0 > 0 }.map { quantity($0.0, $0.1) }
        return "\(counted(changes.count, "lasting change")) in \(tested): \(enumerated(parts))."
    }

    var leastBuckets: String { quantity(2 * TrendAnalysis.leastSegment, report.search.bucket + "s") }

    /// What the words above mean, and what it was computed from.
    mutating func writeReading() {
        page.blank()
        let effect = shareText(report.search.leastEffect)
        page.paragraph(
            "Changes of less than \(effect) are not shown. If nothing had changed, the probability of showing any change would "
                + "be at most \(shareText(report.search.alpha)), provided that \(report.search.bucket)s are independent. "
                + "What is listed around a change happened at that time; it need not be the cause."
        )
        page.paragraph(
            "Computed from a log of \(counted(Int(report.log.size), "record")), root hash \(base64(report.log.root)). "
                + "What each figure means: docs/definitions.md."
        )
    }

    /// `5%`, `0.5%`.
    private func shareText(_ share: Double) -> String {
        let text = decimal(share * 100 + 1e-9)
        return (text.hasSuffix(".00") ? String(text.dropLast(3)) : text) + "%"
    }
}

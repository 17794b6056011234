package import Study
package import Timelines

/// A report whose figures are to be explained, and what its containers' histories were analysed with.
package struct ExplanationBasis: Sendable {
    package let figures: StabilityFigures
    let options: AnalysisOptions
    let symbols: SymbolTable
    let texts: FigureTexts
    /// Where a container, its windows and its restarts stand in the report, each in their order within the container.
    let containerIndices: [ContainerID: Int]
    let windowIndices: [ContainerID: [Int]]
    let restartIndices: [ContainerID: [Int]]

    /// `figures` have to be whole, so made without `options.listed`; `symbols` is the table behind all histories.
    package init(figures: StabilityFigures, options: AnalysisOptions, symbols: SymbolTable) {
        self.figures = figures
        self.options = options
        self.symbols = symbols
        texts = FigureTexts(symbols: symbols, rules: options.actorRules)
        containerIndices = Dictionary(
            figures.containers.enumerated().map { ($0.element.id, $0.offset) },
            uniquingKeysWith: { first, _ in first }
        )
        windowIndices = Dictionary(grouping: figures.windows.indices) { figures.windows[$0].containerID }
        restartIndices = Dictionary(grouping: figures.restarts.indices) { figures.restarts[$0].containerID }
    }

    /// The container of a scope; nil for the fleet, and where the report has no such container.
    func container(of scope: FigureScope) -> ContainerID? {
        guard case .container(let index) = scope, figures.containers.indices.contains(index) else { return nil }
        return figures.containers[index].id
    }
}

/// The study of one container, with the indices at which its parts stand in the report.
@dynamicMemberLookup
package struct ExplainedContainer: Sendable {
    let study: ContainerStudy
    let basis: ExplanationBasis
    /// The windows in the range, by start.
    let windows: [ExplainedWindow]
    /// In the order of the log.
    let restarts: [ExplainedRestart]

    /// `study` is of what the report was computed from, with the options and symbols of `basis`.
    package init(_ study: ContainerStudy, basis: ExplanationBasis) {
        self.study = study
        self.basis = basis
        let windowIndices = basis.windowIndices[study.container.id] ?? []
        windows = study.intervalsInRange.enumerated().map { number, index in
            let interval = study.intervals[index]
            return ExplainedWindow(
                window: basis.texts.window(index, of: study),
                interval: interval,
                isFailure: study.isFailure(interval),
                index: number < windowIndices.count ? windowIndices[number] : nil,
                closedInto: interval.closer.map { basis.symbols[study.timeline.entries[$0].to.symbol] }
            )
        }
        let restartIndices = basis.restartIndices[study.container.id] ?? []
        restarts = study.restarts.enumerated().map { number, episode in
            ExplainedRestart(
                episode: episode,
                restart: basis.texts.restart(RestartRecord(episode, of: study)),
                containerName: study.container.name,
                window: episode.interval.map { $0 - study.intervalsInRange.lowerBound },
                index: number < restartIndices.count ? restartIndices[number] : nil
            )
        }
    }

    package subscript<Part>(dynamicMember part: KeyPath<ContainerStudy, Part>) -> Part { study[keyPath: part] }

    var maxInHour: Int { RestartTotals(of: study.restarts).maxInHour }

    /// Where the report has it: `containers[3]`.
    var figure: String? {
        basis.containerIndices[study.container.id].map { FigurePath([.member("containers"), .element($0)]).text }
    }

    func entry(_ index: Int, as role: EvidenceRole, number: Int? = nil) -> ExplainedEntry {
        ExplainedEntry(container: self, index: index, role: role, number: number)
    }
}

/// A window in the range.
struct ExplainedWindow: Sendable {
    let window: DowntimeWindow
    let interval: DowntimeInterval
    /// Whether mean time between failures counts it.
    let isFailure: Bool
    /// Its index in the report.
    let index: Int?
    let closedInto: String?
}

/// A restart that counts.
struct ExplainedRestart: Sendable {
    let episode: RestartEpisode
    let restart: Restart
    let containerName: String?
    /// The index of its window among those in the range of its container; nil where it left none.
    let window: Int?
    /// Its index in the report.
    let index: Int?
}

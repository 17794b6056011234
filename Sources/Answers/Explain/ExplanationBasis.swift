internal import Rendering
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

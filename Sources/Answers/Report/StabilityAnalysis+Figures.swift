internal import Study
import Timelines

extension StabilityAnalysis {
    /// Everything that the report says of the containers added so far; `quarantined` elements of the whole store can't stand
    /// on a timeline.
    package func figures(quarantined: Int) -> StabilityFigures {
        let texts = FigureTexts(symbols: symbols, rules: options.actorRules)
        let sorted = containers.sorted { $0.id < $1.id }
        let names = Dictionary(sorted.map { ($0.id, $0.name) }) { first, _ in first }
        return StabilityFigures(
            coverage: CoverageFigures(
                coveredUntil: leastCovered == .distantPast ? nil : leastCovered,
                containers: containers.count,
                stale: stale.sorted { $0.id < $1.id }
            ),
            fleet: FleetFigures(
                availability: availability,
                downtime: windowTotals.figures(up: availability.up),
                restarts: restartTotals.figures(inService: availability.up + availability.down),
                flapping: flapping,
                latency: latency.figures
            ),
            containers: sorted,
            windows: windows.sorted(by: WindowRecord.precedes).map {
                texts.window($0, name: names[$0.container] ?? nil)
            },
            restarts: restarts.sorted(by: RestartRecord.precedes).map { texts.restart($0) },
            actors: actors.figures(texts: texts),
            quality: sortedQuality(quarantined: quarantined)
        )
    }

    private func sortedQuality(quarantined: Int) -> QualityFigures {
        var quality = quality
        quality.quarantined = quarantined
        quality.drift.sort { $0.at == $1.at ? $0.containerID < $1.containerID : $0.at < $1.at }
        quality.gone.sort { $0.containerID < $1.containerID }
        return quality
    }
}

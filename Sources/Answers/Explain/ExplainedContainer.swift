internal import Rendering
package import Study
import Timelines

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

package import Periods
internal import ServiceLevels
package import Study
package import Timelines

/// Explains a figure of a report: collects what it rests on, container by container, and works it out again from that.
package struct Explainer {
    private let definition: FigureDefinition
    private let plan: ExplanationPlan
    private let basis: ExplanationBasis
    private var evidence: Evidence

    package init(_ definition: FigureDefinition, basis: ExplanationBasis) {
        self.definition = definition
        self.basis = basis
        plan = definition.plan()
        evidence = Evidence(extra: plan.extra)
    }

    /// Whose histories it needs.
    package var containers: NeededContainers { plan.containers }

    /// Whether it needs what is in quarantine, of the whole store.
    package var needsQuarantine: Bool { plan.needsQuarantine }

    /// Takes what the figure rests on from a container; those that it does not need change nothing. By container id.
    package mutating func add(_ explained: ExplainedContainer) {
        switch plan.containers {
        case .none: return
        case .one(let id) where id != explained.container.id: return
        case .one, .all: plan.collect(explained, &evidence)
        }
    }

    /// Takes an element in quarantine.
    package mutating func add(_ element: QuarantinedElement) {
        evidence.add(element, as: EvidenceShapes.quarantined)
    }

    /// The figure, worked out from what was added.
    package func explanation() -> Explanation {
        var derivation = Derivation(of: definition, evidence: evidence, basis: basis)
        plan.derive(&derivation)
        return Explanation(
            rule: definition.rule,
            steps: derivation.steps,
            evidence: EvidenceKind.allCases.map { derivation.evidence[$0] }.filter { !$0.rows.isEmpty },
            reason: derivation.reason
        )
    }
}

/// A report whose figures are to be explained, and what its containers' histories were analysed with.
package struct ExplanationBasis: Sendable {
    package let figures: StabilityFigures
    let options: AnalysisOptions
    let symbols: SymbolTable
    let texts: FigureTexts
    /// Where a container, its windows and its restarts stand in the report, each in their order within the container.
    let containerIndices: [ContainerID: Int]
    let windowIndices: [ContainerID: [Int]]
    /// Where the outage of a window stands, by the window's container and start.
    let outageIndices: [ContainerID: [Instant: Int]]
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
        var outageIndices: [ContainerID: [Instant: Int]] = [:]
        for (index, outage) in figures.outages.enumerated() {
            for window in outage.windows { outageIndices[window.containerID, default: [:]][window.start] = index }
        }
        self.outageIndices = outageIndices
        restartIndices = Dictionary(grouping: figures.restarts.indices) { figures.restarts[$0].containerID }
    }
}

extension ExplanationBasis {
    /// The group that a figure is of, or whose container or outage it is of; nil where it is of none.
    func group(at place: FigurePlace) -> ContainerGroup? {
        // Of an element of one of its lists too: `outages[3].reasons[0]`.
        guard let list = place.owner.parts.first, case .element(let index)? = place.owner.parts.dropFirst().first else {
            return nil
        }
        let name: String? =
            switch list {
            case .member("groups"): figures.groups[index].group.name
            case .member("containers"): figures.containers[index].group
            case .member("outages"): figures.outages[index].group
            case .member("windows"): figures.windows[index].service.group
            default: nil
            }
        return figures.groups.first { $0.group.name == name }?.group
    }
}

/// The study of one container, with the indices at which its parts stand in the report.
@dynamicMemberLookup
package struct ExplainedContainer: Sendable {
    let study: ContainerStudy
    let basis: ExplanationBasis
    let service: ServiceStudy?
    /// The windows in the range, by start.
    let windows: [ExplainedWindow]
    /// In the order of the log.
    let restarts: [ExplainedRestart]

    /// `study` is of what the report was computed from, with the options and symbols of `basis`.
    package init(_ study: ContainerStudy, basis: ExplanationBasis) {
        self.study = study
        self.basis = basis
        let service = study.service
        self.service = service
        let windowIndices = basis.windowIndices[study.container.id] ?? []
        windows = study.intervalsInRange.enumerated().map { number, index in
            let interval = study.intervals[index]
            return ExplainedWindow(
                window: basis.texts.window(index, of: study),
                service: service?.windows[index - study.intervalsInScope.lowerBound],
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
                restart: basis.texts.restart(RestartRecord(episode, of: study), name: study.container.name),
                containerName: study.container.name,
                window: episode.interval.map { $0 - study.intervalsInRange.lowerBound },
                index: number < restartIndices.count ? restartIndices[number] : nil
            )
        }
    }

    package subscript<Part>(dynamicMember part: KeyPath<ContainerStudy, Part>) -> Part { study[keyPath: part] }

    var group: ContainerGroup { study.options.groups.group(of: study.container) }

    var maxInHour: Int { RestartTotals(of: study.restarts).maxInHour }

    /// Where the report has it: `containers[3]`.
    var figure: String? {
        basis.containerIndices[study.container.id].map { FigurePath([.member("containers"), .element($0)]).text }
    }

    /// `outages[3]`: the outage that a window belongs to.
    func outagePath(of interval: DowntimeInterval) -> String? {
        basis.outageIndices[study.container.id]?[interval.start].map {
            FigurePath([.member("outages"), .element($0)]).text
        }
    }

    func countsOn(_ interval: DowntimeInterval) -> Bool {
        service.map { study.countsOn(interval, by: $0.calendar) } ?? false
    }

    func opener(of interval: DowntimeInterval) -> (actor: String, kind: ActorKind) {
        let actor = interval.opener.flatMap { study.timeline.entries[$0].actor }
        return (basis.texts.actor(actor), basis.texts.kind(of: actor))
    }

    /// The server that the opening entry names, else that of the newest listing.
    func server(of interval: DowntimeInterval) -> String? {
        let named = interval.opener.flatMap { study.timeline.entries[$0].server }
        return named.map { basis.symbols[$0] } ?? study.container.server
    }

    func entry(_ index: Int, as role: EvidenceRole, number: Int? = nil) -> ExplainedEntry {
        ExplainedEntry(container: self, index: index, role: role, number: number)
    }
}

extension ExplainedWindow {
    /// What counts of it, in the service time of the range.
    var counted: [Interval] { service?.downtime.counted ?? [] }
}

/// A window in the range.
struct ExplainedWindow: Sendable {
    let window: DowntimeWindow
    /// What it is to the service level; nil where none is judged.
    let service: ServiceWindow?
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

extension StoreQueries {
    /// The figures of the JSON report at `path`; where it is one, why it is what it is.
    ///
    /// Throws: where the path leads to no figure.
    package func explainReport(of path: String, over range: ReportRange) async throws -> ExplainReport {
        let report = try await wholeReport(over: range)
        let figures: [ReportFigure]
        do {
            figures = try report.figures(at: path)
        } catch let error {
            throw QuestionError.usage(error.message)
        }
        let definition = figures.count == 1 ? report.definition(of: figures[0].path) : nil
        return ExplainReport(
            range: report.range,
            timezone: report.timezone,
            options: report.options,
            log: report.log,
            coverage: report.figures.coverage,
            asked: path,
            figures: figures,
            explanation: try definition.map { try explanation(of: $0, in: report) }
        )
    }

    /// Why a figure of the report, which has to list everything, is what it is.
    private func explanation(of definition: FigureDefinition, in report: StabilityReport) throws -> Explanation {
        let options = options(over: report.range)
        let basis = ExplanationBasis(figures: report.figures, options: options, symbols: symbols)
        var explainer = Explainer(definition, basis: basis)
        if explainer.needsQuarantine {
            for element in try source.auditTrail(of: nil).quarantine { explainer.add(QuarantinedElement(element)) }
        }
        let needed: Set<ContainerID>? =
            switch explainer.containers {
            case .all: chosen
            case .none: []
            case .one(let id): [id]
            }
        if needed?.isEmpty != true {
            var study = ContainerStudy(options: options, symbols: symbols)
            let end = report.range.end
            try source.histories(of: needed, from: study.scope, before: end, listings: report.range) { history in
                study.study(history)
                explainer.add(ExplainedContainer(study, basis: basis))
            }
        }
        return explainer.explanation()
    }
}

extension QuarantinedElement {
    init(_ element: RecordedQuarantine) {
        self.init(
            containerID: element.container,
            containerName: nil,
            seq: element.receipt.seq,
            noticed: Noticed(at: element.receipt.recordedAt, pass: element.receipt.pass),
            reason: element.reason,
            body: element.body,
            isVanished: element.isVanished
        )
    }
}

extension FigurePathError {
    /// What is wrong with the path, and what to write instead: one line.
    fileprivate var message: String {
        let list = "tacho explain without a path lists them all"
        return switch problem {
        case .malformed(let rest): "\(asked): “\(rest)” is no part of a path; write one such as fleet.restarts.count"
        case .unknown(let sought, let candidates):
            "\(asked): the report has no \(sought); "
                + (nearest(to: sought, among: candidates).map { "did you mean \($0)?" } ?? list)
        case .ambiguous(let candidates):
            "\(asked): it can be \(candidates.count) of them; give the index of one, such as \(candidates[0])"
        case .outside(let position, let count):
            "\(asked): \(position) has \(count), \(position)[0] to \(position)[\(count - 1)]"
        case .empty(let position): "\(asked): \(position) is empty in this report"
        case .hasNoParts(let position): "\(asked): \(position) is a figure and has no parts; explain \(position)"
        }
    }
}

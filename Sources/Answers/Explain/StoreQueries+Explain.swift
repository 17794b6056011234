package import Periods
internal import Study
internal import Timelines

extension StoreQueries {
    /// The figures of the JSON report at `path`; where it is one, why it is what it is.
    ///
    /// Throws: where the path leads to no figure.
    package func explainReport(of path: String, over range: ReportRange) async throws -> ExplainReport {
        let report = try await stabilityReport(over: range, listed: nil)
        let figures: [ReportFigure]
        do {
            figures = try ReportFigures(of: report).figures(at: path)
        } catch let error {
            throw QuestionError.usage(error.message)
        }
        return ExplainReport(
            range: report.range,
            timezone: report.timezone,
            options: report.options,
            log: report.log,
            asked: path,
            figures: figures,
            explanation: figures.count == 1 ? try explanation(of: figures[0], in: report) : nil
        )
    }

    /// Why a figure of the report, which has to list everything, is what it is.
    private func explanation(of leaf: ReportFigure, in report: StabilityReport) throws -> Explanation {
        guard let figure = Figure(at: leaf.path) else {
            throw QuestionError(
                code: .badData,
                message: "\(leaf.path.text): tacho can't explain it; please report this"
            )
        }
        let options = options(over: report.range)
        let basis = ExplanationBasis(figures: report.figures, options: options, symbols: symbols)
        var explainer = Explainer(figure, basis: basis, stated: leaf.stated)
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
            try source.histories(of: needed, before: report.range.end, listings: report.range) { history in
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
        case .outside(let place, let count): "\(asked): \(place) has \(count), \(place)[0] to \(place)[\(count - 1)]"
        case .empty(let place): "\(asked): \(place) is empty in this report"
        case .hasNoParts(let place): "\(asked): \(place) is a figure and has no parts; explain \(place)"
        }
    }
}

package import Periods
internal import Rendering
internal import Timelines

/// A baseline as the command line names it, its file read.
package enum NamedBaseline {
    case range(ReportRange)
    case saved(SavedBaseline)
}

extension StoreQueries {
    /// The baseline's samples; nil where none is named.
    package func baseline(_ named: NamedBaseline?, _ question: GateQuestion) async throws -> GateBaseline? {
        switch named {
        case nil: return nil
        case .saved(let saved): return GateBaseline(saved)
        case .range(let range):
            let side = try await gateRange(over: range.interval, kind: question.kind, grouping: question.grouping)
            return GateBaseline(savedBaseline(side, timezone: range.clock.identifier))
        }
    }
}

extension GateScope {
    /// Throws: where the candidate is of other containers than the baseline in the file `path`.
    package func check(isOf choices: AnalysisChoices, _ path: String) throws {
        guard Set(containers) != Set(choices.containers) || Set(projects) != Set(choices.projects) else { return }
        let wanted = GateScope(containers: choices.containers, projects: choices.projects)
        throw QuestionError.usage(
            "\(path): the baseline is of \(words), the candidate of \(wanted.words); name the same ones, or save a baseline "
                + "of these"
        )
    }

    private var words: String {
        let parts =
            (containers.isEmpty ? [] : ["--container \(listing(containers))"])
            + (projects.isEmpty ? [] : ["--project \(listing(projects))"])
        return parts.isEmpty ? "all containers" : parts.joined(separator: " ")
    }
}

package import Periods
internal import Rendering
internal import Timelines

/// A baseline as it is kept in a file: all that a later comparison needs, and from what it was made.
package struct SavedBaseline: Hashable, Sendable {
    /// The version of this form; a reader refuses others.
    package static let schemaVersion = 1

    /// The samples with their kind, range and grouping, as they were taken from the range itself.
    package var samples: RangeSamples
    /// The name of the zone in which the range was asked for.
    package var timezone: String
    package var scope: GateScope
    /// How many leaves the log had.
    package var logSize: Int64
    /// Its RFC 6962 root hash, 32 bytes.
    package var logRoot: [UInt8]
    /// The containers that were not covered to the end of the range, by id: where there are any, a run that uses it is stale.
    package var stale: [StaleContainer]

    package init(
        samples: RangeSamples,
        timezone: String,
        scope: GateScope,
        logSize: Int64,
        logRoot: [UInt8],
        stale: [StaleContainer] = []
    ) {
        self.samples = samples
        self.timezone = timezone
        self.scope = scope
        self.logSize = logSize
        self.logRoot = logRoot
        self.stale = stale
    }
}

/// What was selected, as it was given; empty is all.
package struct GateScope: Hashable, Sendable {
    /// `--container`.
    package var containers: [String] = []
    /// `--project`.
    package var projects: [String] = []
}

extension SavedBaseline {
    /// The name and version that a baseline file begins with.
    package static let schema = "tachograph.baseline/\(schemaVersion)"

    /// The baseline file (`tachograph.baseline/1`), whole: the samples of a group stand in one line.
    package func json() -> [UInt8] {
        var text = JSONText()
        Shapes.savedBaseline.write(self, to: &text)
        text.endLine()
        return text.bytes
    }
}

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
            "\(path): the baseline is of \(label), the candidate of \(wanted.label); name the same ones, or save a baseline "
                + "of these"
        )
    }

    private var label: String {
        let parts =
            (containers.isEmpty ? [] : ["--container \(listing(containers))"])
            + (projects.isEmpty ? [] : ["--project \(listing(projects))"])
        return parts.isEmpty ? "all containers" : parts.joined(separator: " ")
    }
}

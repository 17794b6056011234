internal import Answers
internal import Files
internal import Study
internal import Timelines

/// A file that holds a baseline (`tachograph.baseline/1`).
struct BaselineFile {
    let path: String
    /// More samples than this are no baseline that anybody keeps in a repository.
    private static let mostBytes = 256 << 20

    /// The baseline that it holds.
    ///
    /// Throws: where there is no such file (64), and where it can't be understood (65), with what is wrong where in it.
    func read() throws -> SavedBaseline {
        let file = try InputFile(
            path,
            what: "the baseline",
            limit: BaselineFile.mostBytes,
            advice: "make one by --save-baseline"
        )
        do {
            return try SavedBaseline(contents: file.bytes)
        } catch {
            throw Failure(
                status: .badData,
                message:
                    "\(path): the baseline can't be used; \(error.message); save it anew by tacho check --save-baseline"
            )
        }
    }
}

/// The place where a baseline is to be kept.
struct KeptBaseline {
    private let place: OutputPlace
    let isStandardOutput: Bool

    /// Fails where nothing can be written there, or what is there is `protected`, before anything is computed for it.
    init(_ path: String, protected: ProtectedFiles) throws {
        place = try OutputPlace(path, option: "--save-baseline", protected: protected)
        isStandardOutput = try place.isStandardOutput
    }

    /// Keeps a baseline against which something can be judged, and says so through `printStatus`.
    ///
    /// Throws: where it is not covered to its end, or has too few samples for any verdict; the file stays as it was.
    func keep(_ baseline: SavedBaseline, leastSamples: Int, printStatus: (String) -> Void) throws {
        if let first = baseline.stale.first {
            let name = first.name ?? first.id.text
            throw Failure(
                status: .partial,
                message:
                    "\(place.path): not written; \(baseline.stale.count) containers are not covered to the end of the range, "
                    + "\(name) among them; run tacho ingest"
            )
        }
        let samples = baseline.samples
        guard samples.pooled.n >= leastSamples else {
            throw Failure(
                status: .inconclusive,
                message:
                    "\(place.path): not written; the range has \(samples.pooled.n) samples of \(samples.kind.rawValue), and "
                    + "--min-samples asks for \(leastSamples); choose a longer range"
            )
        }
        let bytes = baseline.json()
        try place.write { receive in try receive(bytes) }
        let groups = samples.grouping.map { " in \(samples.groups.count) groups by \($0.rawValue)" } ?? ""
        printStatus(
            "\(place.path): \(samples.pooled.n) samples of \(samples.kind.rawValue)\(groups) are kept as a baseline"
        )
    }
}

extension CheckReport {
    /// How a command that has printed it ends; nil where it passes.
    var status: ExitStatus? {
        switch figures.verdict {
        case .pass: nil
        case .regression: .broken
        case .inconclusive: .inconclusive
        case .stale: .partial
        }
    }
}

extension SelfTestReport {
    /// How a command that has printed it ends; nil where the gate can fail.
    var status: ExitStatus? {
        switch figures.pooled.outcome {
        case .caught: nil
        case .cannotFail(.tooFewSamples): .inconclusive
        case .missed, .falseAlarm, .cannotFail: .broken
        }
    }
}

internal import Analysis
internal import Foundation
internal import Reporting
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
        let data = try contents()
        guard !data.isEmpty else { throw unusable("it is empty") }
        guard data.count < BaselineFile.mostBytes else { throw unusable("it is larger than any baseline") }
        do {
            let schema = try JSONDecoder().decode(SchemaMember.self, from: data).schema
            guard schema == SavedBaseline.schema else { throw unusable(BaselineComplaint.about(schema: schema)) }
            return try JSONDecoder().decode(BaselineDocument.self, from: data).baseline()
        } catch let error as DecodingError {
            throw unusable(BaselineComplaint.about(error))
        } catch let error as BaselineMistake {
            throw unusable("\(error.place): \(error.message)")
        }
    }

    /// Fails where the file can't be written, before anything is computed for it.
    func check() throws {
        try WrittenFile.check(path, option: "--save-baseline")
    }

    /// Keeps a baseline against which something can be judged, and says so through `tell`.
    ///
    /// Throws: where it is not covered to its end, or has too few samples for any verdict; the file stays as it was.
    func keep(_ baseline: SavedBaseline, leastSamples: Int, tell: (String) -> Void) throws {
        if let first = baseline.stale.first {
            let name = first.name ?? first.id.text
            throw Failure(
                status: .partial,
                message:
                    "\(path): not written; \(baseline.stale.count) containers are not covered to the end of the range, "
                    + "\(name) among them; run tacho ingest"
            )
        }
        let samples = baseline.samples
        guard samples.pooled.n >= leastSamples else {
            throw Failure(
                status: .inconclusive,
                message:
                    "\(path): not written; the range has \(samples.pooled.n) samples of \(samples.kind.rawValue), and "
                    + "--min-samples asks for \(leastSamples); choose a longer range"
            )
        }
        try write(baseline)
        let groups = samples.grouping.map { " in \(samples.groups.count) groups by \($0.rawValue)" } ?? ""
        tell("\(path): \(samples.pooled.n) samples of \(samples.kind.rawValue)\(groups) are kept as a baseline")
    }

    /// Writes it whole or not at all.
    private func write(_ baseline: SavedBaseline) throws {
        let file = try WrittenFile(at: path, option: "--save-baseline")
        do {
            try file.append(baseline.json())
            try file.finish()
        } catch {
            file.discard()
            throw error
        }
    }

    private func contents() throws -> Data {
        do {
            let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            return try handle.read(upToCount: BaselineFile.mostBytes) ?? Data()
        } catch {
            throw Failure.usage(
                "\(path): the baseline can't be read (\(reason(of: error))); make one by --save-baseline"
            )
        }
    }

    private func unusable(_ complaint: String) -> Failure {
        Failure(
            status: .badData,
            message: "\(path): the baseline can't be used; \(complaint); save it anew by tacho check --save-baseline"
        )
    }
}

private struct SchemaMember: Decodable {
    var schema: String?
}

internal import Answers
internal import Files
internal import Foundation
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

    private func contents() throws -> Data {
        let file = try InputFile(
            path,
            what: "the baseline",
            limit: BaselineFile.mostBytes,
            advice: "make one by --save-baseline"
        )
        return Data(file.bytes)
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

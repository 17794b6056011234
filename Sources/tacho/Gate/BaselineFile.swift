internal import Answers
internal import Files

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

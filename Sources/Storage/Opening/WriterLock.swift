/// The right to write to a store, held by one process at a time.
///
/// A lock of the system on a file beside the store, so that it ends with the process however that ends. (Not on the store
/// itself: closing a second descriptor of it would drop the locks that SQLite holds.)
final class WriterLock {
    private let file: OpenFile
    private let path: String

    private init(file: OpenFile, path: String) {
        self.file = file
        self.path = path
    }

    deinit {
        // Removed while it is still held: whoever has it open already finds out that it is no longer the one at the path.
        if file.stands(at: path) { removeFile(path) }
    }

    /// Nil where another process holds it.
    static func take(for store: String) throws(StorageError) -> WriterLock? {
        let path = store + "-lock"
        while true {
            let file: OpenFile
            do {
                file = try OpenFile.writing(path)
            } catch {
                throw StorageError(error, opening: store)
            }
            guard file.tryLock() else { return nil }
            if file.stands(at: path) {
                file.replaceContent("\(processNumber)\n")
                return WriterLock(file: file, path: path)
            }
        }
    }

    /// Who holds it, for a person.
    static func holder(of store: String) -> String {
        guard let file = try? OpenFile.reading(store + "-lock") else { return "another process" }
        let number = String(decoding: file.beginning(20).prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
        return number.isEmpty ? "another process" : "another tacho (process \(number))"
    }
}

extension StorageError {
    /// Why the store at `path`, or a file beside it, can't be opened.
    init(_ failure: SystemFailure, opening path: String) {
        if failure.isForbidden {
            self = .readOnly(path)
        } else if failure.isFull {
            self = .diskFull(path)
        } else if failure.isMissing {
            self.init(
                code: .inputOutput,
                message: "\(path): its folder does not exist; make it, or name another file (--db)"
            )
        } else {
            self.init(
                code: .inputOutput,
                message: "\(path): can't be opened (\(failure.text)); name another file (--db)"
            )
        }
    }
}

import Files

/// The right to write to a store, held by one process at a time.
///
/// A lock of the system on a file beside the store, so that it ends with the process however that ends. (Not on the store
/// itself: closing a second descriptor of it would drop the locks that SQLite holds.)
final class WriterLock {
    private let file: OpenFile
    private let path: String
    /// As long as any process number is, so that a new one covers the one before.
    private static let width = 20

    private init(file: OpenFile, path: String) {
        self.file = file
        self.path = path
    }

    deinit {
        // Removed while it is still held: whoever has it open already finds out that it is no longer the one at the path.
        if file.stands(at: path) { removeFile(path) }
    }

    /// Nil where another process holds it. `store` is the store's real path: all its names have one lock.
    ///
    /// Throws: where something else is in the place of the lock, which is left as it is.
    static func take(for store: String) throws(StorageError) -> WriterLock? {
        let path = store + "-lock"
        while true {
            let file: OpenFile
            do {
                file = try OpenFile.makingIfMissing(path)
            } catch {
                if FileStatus(at: path)?.isRegular == false { throw notALock(path) }
                throw StorageError(error, opening: store)
            }
            guard isLock(file) else { throw notALock(path) }
            guard file.tryLock() else { return nil }
            if file.stands(at: path) {
                let number = String(processNumber)
                let blanks = String(repeating: " ", count: max(0, width - number.utf8.count))
                file.writeBeginning(Array("\(number)\(blanks)\n".utf8))
                return WriterLock(file: file, path: path)
            }
        }
    }

    /// Who holds it, for a person.
    static func holder(of store: String) -> String {
        guard let file = try? OpenFile.reading(store + "-lock") else { return "another process" }
        let number = String(decoding: file.beginning(width).prefix { 0x30...0x39 ~= $0 }, as: UTF8.self)
        return number.isEmpty ? "another process" : "another tacho (process \(number))"
    }

    /// Whether it is a file that a lock has made: with one name, and with nothing but a process number in it.
    private static func isLock(_ file: OpenFile) -> Bool {
        guard let status = file.status, status.isRegular, status.names <= 1, status.size <= width + 1 else {
            return false
        }
        return file.beginning(width + 1).allSatisfy { 0x30...0x39 ~= $0 || $0 == 0x20 || $0 == 0x0A }
    }

    private static func notALock(_ path: String) -> StorageError {
        StorageError(
            code: .inputOutput,
            message:
                "\(path): it is no lock file of tacho, and would be written to; move it away, or name another store (--db)"
        )
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

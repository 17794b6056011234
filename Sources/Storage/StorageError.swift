internal import GRDB

/// What went wrong with an event store: a code to decide on, and one line for a person.
package struct StorageError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Code: Hashable, Sendable, CaseIterable {
        /// The file is something else.
        case notAStore
        /// A newer Tachograph made it.
        case newerVersion
        case olderVersion
        /// It is a store, but truncated, overwritten or inconsistent.
        case damaged
        /// There is no file to read.
        case missing
        /// A directory stands where the file should be.
        case isDirectory
        /// It, its folder or its file system can't be written.
        case readOnly
        case diskFull
        /// Another process writes to it.
        case busy
        /// A query can't be run: wrong SQL, a missing parameter, or one that would write.
        case query
        /// Anything else that the system or the database refuses.
        case inputOutput
        /// A call that the order of passes and readings forbids.
        case misuse
    }

    package let code: Code
    /// What happened, to what, and what to do.
    package let message: String
    /// Of a damaged store: what of it, without the rest of the message.
    package let damage: String?

    package init(code: Code, message: String, damage: String? = nil) {
        self.code = code
        self.message = message
        self.damage = damage
    }

    package var description: String { message }
}

extension StorageError {
    /// The error of the store at `path` in the terms of this module.
    init(_ error: any Error, path: String) {
        switch error {
        case let error as StorageError: self = error
        case let error as DatabaseError: self.init(error, path: path)
        default: self.init(code: .inputOutput, message: "\(path): \(error)")
        }
    }

    private init(_ error: DatabaseError, path: String) {
        let said = error.message ?? "SQLite error \(error.extendedResultCode.rawValue)"
        switch error.resultCode {
        case .SQLITE_FULL: self = .diskFull(path)
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            self.init(code: .busy, message: "\(path): another process holds the store; try again when it is done")
        case .SQLITE_READONLY: self = .readOnly(path)
        // A row that another one excludes was never written by this program.
        case .SQLITE_CORRUPT, .SQLITE_CONSTRAINT, .SQLITE_MISMATCH, .SQLITE_TOOBIG: self = .damaged(path, said)
        case .SQLITE_NOTADB: self = .damaged(path, "its header is not that of a database")
        case .SQLITE_IOERR:
            self.init(
                code: .inputOutput,
                message: "\(path): the disk fails (\(said)); check it and the space left on it"
            )
        case .SQLITE_CANTOPEN:
            self.init(
                code: .inputOutput,
                message: "\(path): can't be opened (\(said)); check the permissions of the file and of its folder"
            )
        default: self.init(code: .inputOutput, message: "\(path): the database fails: \(said)")
        }
    }

    static func notAStore(_ path: String, _ why: String) -> StorageError {
        StorageError(code: .notAStore, message: "\(path): not a Tachograph store (\(why)); name another file (--db)")
    }

    static func olderVersion(_ path: String) -> StorageError {
        StorageError(
            code: .olderVersion,
            message:
                "\(path): made by an older version of tacho; tacho rebuild (or the next ingest) brings it up to date"
        )
    }

    static func newerVersion(_ path: String) -> StorageError {
        StorageError(code: .newerVersion, message: "\(path): made by a newer version of tacho; update tacho to use it")
    }

    static func damaged(_ path: String, _ how: String) -> StorageError {
        StorageError(
            code: .damaged,
            message: "\(path): the store is damaged (\(how)); run tacho verify to see where",
            damage: how
        )
    }

    static func missing(_ path: String) -> StorageError {
        StorageError(
            code: .missing,
            message: "\(path): no such store; run tacho ingest first, or name another file (--db)"
        )
    }

    static func isDirectory(_ path: String) -> StorageError {
        StorageError(code: .isDirectory, message: "\(path): is a directory; name a file (--db)")
    }

    static func readOnly(_ path: String) -> StorageError {
        StorageError(
            code: .readOnly,
            message:
                "\(path): can't be written; check the permissions of the file and of its folder, or name another (--db)"
        )
    }

    static func diskFull(_ path: String) -> StorageError {
        StorageError(
            code: .diskFull,
            message: "\(path): the disk is full; free some space and run again, nothing is lost"
        )
    }

    static func misuse(_ what: String) -> StorageError {
        StorageError(code: .misuse, message: what)
    }
}

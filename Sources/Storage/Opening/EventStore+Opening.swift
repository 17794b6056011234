import Files
import GRDB
package import Timelines

extension EventStore {
    /// Opens the store at `path` for writing, and makes it where there is none.
    ///
    /// Where it is opened to be rebuilt, nothing is read of what follows from the observations: `rebuild` has to come next.
    /// A file that is something else, newer or damaged is left as it is, byte for byte. Where another process writes to the
    /// store, this waits for it as long as `patience` says, after telling `onWait` once who that is, and throws `busy` then.
    /// A symbolic link is followed, so that a store has one lock and one journal under all its names; one with several hard
    /// links is refused.
    package static func open(
        at path: String,
        toRebuild: Bool = false,
        waitingAtMost patience: TimeSpan = .zero,
        onWait: (_ holder: String) -> Void = { _ in }
    ) async throws(StorageError) -> EventStore {
        // 1. Before anything is written beside it: is it ours at all, and may we?
        if try StoreFile.state(of: path) != .missing, !isWritable(path) { throw .readOnly(path) }
        let file = try StoreFile.realPath(of: path)
        if let status = FileStatus(at: file), status.names > 1 { throw .hasSeveralNames(path) }

        // 2. The right to write.
        let lock = try await takeLock(for: path, file: file, waitingAtMost: patience, onWait: onWait)

        // 3. Now that nobody else changes it: make it, or look whether it can be used.
        let found = try StoreFile.state(of: path)
        switch found {
        case .missing, .empty: try create(at: path, file: file)
        case .store: try check(path, file: file)
        }

        // 4. Open it.
        return try connect(to: path, file: file, isNew: found == .missing, toRebuild: toRebuild, holding: lock)
    }

    private static func connect(
        to path: String,
        file: String,
        isNew: Bool,
        toRebuild: Bool,
        holding lock: sending WriterLock
    ) throws(StorageError) -> EventStore {
        do {
            let queue = try DatabaseQueue(path: file, configuration: writing)
            try queue.writeWithoutTransaction { database in
                try database.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL")
            }
            try Migrations.run(on: queue)
            let session = try queue.writeWithoutTransaction { database in
                toRebuild ? try StoreSession(rebuilding: database) : try StoreSession(database)
            }
            let checkpointer = try DatabaseQueue(path: file, configuration: writing)
            return EventStore(
                path: path,
                isNew: isNew,
                queue: queue,
                checkpointer: checkpointer,
                files: try OpenStoreFiles(file),
                session: session,
                lock: lock
            )
        } catch let failure as SystemFailure {
            throw StorageError(failure, opening: path)
        } catch {
            throw StorageError(error, path: path)
        }
    }

    private static func takeLock(
        for path: String,
        file: String,
        waitingAtMost patience: TimeSpan,
        onWait: (String) -> Void
    ) async throws(StorageError) -> sending WriterLock {
        let deadline = ContinuousClock.now.advanced(by: .milliseconds(patience.milliseconds))
        var hasTold = false
        while true {
            if let lock = try WriterLock.take(for: file) { return lock }
            let holder = WriterLock.holder(of: file)
            guard ContinuousClock.now < deadline else {
                throw StorageError(
                    code: .busy,
                    message: "\(path): \(holder) is writing to it; wait until that is done, or name another file (--db)"
                )
            }
            if !hasTold { onWait(holder) }
            hasTold = true
            do {
                try await Task.sleep(for: .milliseconds(50))
            } catch {
                throw StorageError(code: .busy, message: "\(path): interrupted while \(holder) was writing to it")
            }
        }
    }

    /// Makes the store beside its place and moves it there whole, so that no half-made file is ever found.
    private static func create(at path: String, file: String) throws(StorageError) {
        try clearPlace(of: file)
        let draft =
            file.prefix(through: file.lastIndex(of: "/") ?? file.startIndex)
            + ".tacho-" + String(UInt64.random(in: .min ... .max), radix: 36)
        do {
            // Looked at first, since SQLite says no more than that it can't open a file.
            let made = try OpenFile.making(draft)
            let queue = try DatabaseQueue(path: draft, configuration: writing)
            try queue.writeWithoutTransaction { database in
                try database.execute(
                    sql:
                        """
                        PRAGMA page_size = 8192; PRAGMA application_id = \(StoreFile.applicationID);
                        PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF
                        """
                )
            }
            try Migrations.run(on: queue)
            try queue.write { try StoreSession($0).flush() }
            // Closing would do it as well, but says nothing where it fails.
            _ = try queue.writeWithoutTransaction { try $0.checkpoint(.truncate) }
            try queue.close()
            try made.synchronize()
            try moveFile(draft, to: file)
        } catch {
            for suffix in ["", "-wal", "-shm", "-journal"] { removeFile(draft + suffix) }
            if let failure = error as? SystemFailure { throw StorageError(failure, opening: path) }
            throw StorageError(error, path: path)
        }
    }

    /// Makes sure that no journal of another store is in the place of a new one: SQLite would take it for the new one's.
    private static func clearPlace(of file: String) throws(StorageError) {
        for journal in ["-wal", "-journal"].map({ file + $0 }) {
            if let status = FileStatus(at: journal), status.size > 0 {
                throw StorageError(
                    code: .inputOutput,
                    message:
                        "\(journal): it is left of a store that is not there any more; put that back, or remove this file"
                )
            }
        }
        for suffix in ["-wal", "-shm", "-journal"] { removeFile(file + suffix) }
    }

    /// Reads what has to hold before the first byte is written.
    private static func check(_ path: String, file: String) throws(StorageError) {
        do {
            var configuration = Configuration()
            configuration.readonly = true
            configuration.busyMode = .timeout(patienceWithReaders)
            configuration.distrustsSchema()
            let queue = try DatabaseQueue(path: file, configuration: configuration)
            try queue.unsafeRead { try StoreSchema($0).checkWritable(at: path) }
            try queue.close()
        } catch {
            throw StorageError(error, path: path)
        }
    }

    private static let patienceWithReaders = 10.0

    private static var writing: Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(patienceWithReaders)
        configuration.foreignKeysEnabled = false
        // A transaction holds the changes of several calls.
        configuration.allowsUnsafeTransactions = true
        configuration.distrustsSchema()
        configuration.prepareDatabase { database in
            // Mostly the journal is moved into the file in the background; this bounds its length.
            try database.execute(
                sql: "PRAGMA wal_autocheckpoint = 8192; PRAGMA cache_size = -16384; PRAGMA secure_delete = OFF"
            )
        }
        return configuration
    }
}

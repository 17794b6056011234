import GRDB

extension EventStoreReader {
    /// Opens the store at `path`, which must be there, as it is now.
    package static func open(at path: String) throws(StorageError) -> EventStoreReader {
        guard try StoreFile.state(of: path) != .missing else { throw .missing(path) }
        guard try StoreFile.state(of: path) == .store else { throw .notAStore(path, "it is empty") }
        do {
            return try connect(to: path, as: databasePath(path))
        } catch let error as DatabaseError where error.isOfUnwritableFolder && canBeReadAlone(path) {
            // Read-only storage, where SQLite can't make the files that it shares with writers: there are no writers.
            do {
                return try connect(to: path, as: immutablePath(path))
            } catch {
                throw StorageError(error, path: path)
            }
        } catch {
            throw StorageError(error, path: path)
        }
    }

    /// Opens `count` readers of one and the same state; fewer, at least one, where a writer is too busy to get them.
    package static func open(at path: String, count: Int) throws(StorageError) -> [EventStoreReader] {
        var readers = [try open(at: path)]
        var attempts = 0
        while readers.count < count, attempts < 100 {
            attempts += 1
            let next = try open(at: path)
            if next.logIdentity == readers[0].logIdentity {
                readers.append(next)
            } else {
                readers = [next]
            }
        }
        return readers
    }

    private static func connect(to path: String, as databasePath: String) throws -> EventStoreReader {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(10)
        configuration.allowsUnsafeTransactions = true
        let queue = try DatabaseQueue(path: databasePath, configuration: configuration)
        guard try queue.unsafeRead({ try !Migrations.all.hasBeenSuperseded($0) }) else {
            throw StorageError.newerVersion(path)
        }
        return try EventStoreReader(path: path, queue: queue)
    }

    /// Whether the file holds everything: nothing is left in a journal beside it.
    private static func canBeReadAlone(_ path: String) -> Bool {
        switch FileKind(at: path + "-wal") {
        case .nothing, .file(size: 0): true
        default: false
        }
    }

    private static func immutablePath(_ path: String) -> String {
        let escaped = databasePath(path).map { character in
            switch character {
            case "%": "%25"
            case "?": "%3f"
            case "#": "%23"
            default: String(character)
            }
        }
        return "file:\(escaped.joined())?immutable=1"
    }
}

extension DatabaseError {
    /// Whether it says that SQLite can't make its files beside the database.
    fileprivate var isOfUnwritableFolder: Bool {
        resultCode == .SQLITE_CANTOPEN || resultCode == .SQLITE_READONLY
    }
}

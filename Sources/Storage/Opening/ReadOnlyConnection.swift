import GRDB

/// Connections that never write, neither to the store nor beside it where they may not.
enum ReadOnlyConnection {
    /// Connects to the store at `path`, which must be there; `body` has to read from the connection, and may be called again
    /// with another one.
    static func open<Value>(
        _ path: String,
        _ body: (DatabaseQueue) throws -> Value
    ) throws(StorageError) -> Value {
        guard try StoreFile.state(of: path) != .missing else { throw .missing(path) }
        guard try StoreFile.state(of: path) == .store else { throw .notAStore(path, "it is empty") }
        // What SQLite has beside a store is beside the file itself.
        let file = try StoreFile.realPath(of: path)
        do {
            return try body(queue(file))
        } catch let error as DatabaseError where error.isOfUnwritableFolder && canBeReadAlone(file) {
            // Read-only storage, where SQLite can't make the files that it shares with writers: there are no writers.
            do {
                return try body(queue(immutablePath(file)))
            } catch {
                throw StorageError(error, path: path)
            }
        } catch {
            throw StorageError(error, path: path)
        }
    }

    private static func queue(_ path: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(10)
        configuration.allowsUnsafeTransactions = true
        configuration.distrustsSchema()
        return try DatabaseQueue(path: path, configuration: configuration)
    }

    /// Whether the file holds everything: nothing is left in a journal beside it.
    private static func canBeReadAlone(_ path: String) -> Bool {
        switch FileKind(at: path + "-wal") {
        case .nothing, .file(size: 0): true
        default: false
        }
    }

    private static func immutablePath(_ path: String) -> String {
        let escaped = path.map { character in
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

extension Configuration {
    /// Lets no text in a file's schema call what could do harm.
    mutating func distrustsSchema() {
        prepareDatabase { try $0.execute(sql: "PRAGMA trusted_schema = OFF") }
    }
}

extension DatabaseError {
    /// Whether it says that SQLite can't make its files beside the database.
    fileprivate var isOfUnwritableFolder: Bool {
        resultCode == .SQLITE_CANTOPEN || resultCode == .SQLITE_READONLY
    }
}

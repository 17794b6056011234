internal import Files
internal import GRDB

/// What the file of a store looks like from outside, without a byte of it or beside it being written.
enum StoreFile {
    /// 'TACH', in the header of every store.
    static let applicationID: UInt32 = 0x5441_4348
    private static let headerSize = 100
    private static let magic = Array("SQLite format 3\0".utf8)

    enum State {
        case missing
        case empty
        case store
    }

    /// An error where something else than a store stands at `path`.
    static func state(of path: String) throws(StorageError) -> State {
        switch FileKind(at: path) {
        case .nothing: return .missing
        case .directory: throw .isDirectory(path)
        case .other: throw .notAStore(path, "it is no regular file")
        case .file(size: 0): return .empty
        case .file(let size): try check(path, size: size)
        }
        return .store
    }

    /// The real path of the store at `path`, or of where one would be made: links are followed, also where they lead to nothing.
    static func realPath(of path: String) throws(StorageError) -> String {
        do {
            return try FilePlace(path).path
        } catch {
            throw StorageError(error, opening: path)
        }
    }

    private static func check(_ path: String, size: Int) throws(StorageError) {
        let header: [UInt8]
        do {
            header = try OpenFile.reading(path).beginning(headerSize)
        } catch {
            guard error.isForbidden else { throw StorageError(error, opening: path) }
            throw StorageError(code: .inputOutput, message: "\(path): can't be read; check its permissions")
        }
        guard header.count == headerSize, header.starts(with: magic) else {
            throw .notAStore(path, "no SQLite database")
        }
        let id = header[68..<72].reduce(0) { $0 << 8 | UInt32($1) }
        guard id == applicationID else { throw .notAStore(path, "a database of another program") }
    }
}

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

internal import Files
internal import GRDB
package import Timelines

/// A store of its own that holds the beginning of another one's log.
///
/// Its file has no name as soon as all connections to it are open: nobody else finds it, and nothing is left of it however the
/// process ends.
struct ReplayedBeginning {
    /// The store whose log it is; every error speaks of this one.
    private let path: String
    /// The folder that its file was made in.
    private let folder: String
    private let writer: DatabaseQueue
    private let readers: [DatabaseQueue]

    /// Makes an empty one, with `count` connections to read from it.
    init(of path: String, readers count: Int) throws(StorageError) {
        self.path = path
        let folder: ReplayFolder
        do {
            folder = try ReplayFolder()
        } catch {
            throw StorageError(
                code: error.isFull ? .diskFull : .inputOutput,
                message:
                    "\(ReplayFolder.parent): no temporary folder can be made (\(error.text)); name one by TMPDIR"
            )
        }
        do {
            let file = databasePath(folder.file("then.sqlite"))
            let writer = try DatabaseQueue(path: file, configuration: Self.configuration(readonly: false))
            try writer.writeWithoutTransaction { database in
                try database.execute(
                    sql: """
                        PRAGMA page_size = 8192; PRAGMA application_id = \(StoreFile.applicationID);
                        PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA cache_size = -16384
                        """
                )
            }
            try Migrations.run(on: writer)
            readers = try (0..<count).map { _ in
                try DatabaseQueue(path: file, configuration: Self.configuration(readonly: true))
            }
            self.writer = writer
            // With this last use of the folder it goes, and with it the name of the file, which stays as long as it is open.
            self.folder = folder.path
        } catch {
            throw StorageError(error, path: folder.path)
        }
    }

    /// Copies the first `size` observations of `source` and makes everything that follows from them.
    func fill(
        from source: Database,
        size: Int64,
        progress: @escaping @Sendable (LogProgress) -> Void
    ) throws {
        let count = ProgressCount(total: size, rounds: 3, report: progress)
        do {
            try writer.writeWithoutTransaction { database in
                try database.inTransaction {
                    // Begun on the empty log: that the hashes are of the observations holds again only when they are made.
                    let session = try StoreSession(database)
                    try copyObservations(from: source, to: database, size: size, count)
                    try session.rebuild(database, progress: count)
                    return .commit
                }
            }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_FULL {
            throw StorageError.diskFull(folder)
        }
    }

    /// Readers of what it holds.
    func opened() throws(StorageError) -> [EventStoreReader] {
        do {
            try writer.close()
            return try readers.map { try EventStoreReader(path: path, queue: $0) }
        } catch {
            throw StorageError(error, path: path)
        }
    }

    private func copyObservations(
        from source: Database,
        to database: Database,
        size: Int64,
        _ progress: ProgressCount
    ) throws {
        let columns = "seq, pass, kind, container, recorded_at, body"
        let select = try PreparedStatement(source, "SELECT \(columns) FROM observations WHERE seq <= ? ORDER BY seq")
        let insertion = try PreparedStatement(
            database,
            "INSERT INTO observations (\(columns)) VALUES (?, ?, ?, ?, ?, ?)"
        )
        select.bind(1, size)
        let row = CheckedRow(select, of: "observations")
        var next: Int64 = 1
        while try select.step() {
            let seq = try row.integer(0, in: next...next)
            next += 1
            insertion.bind(1, seq)
            insertion.bind(2, select.integer(1))
            insertion.bind(3, select.integer(2))
            insertion.bind(4, select.integerOrNil(3))
            insertion.bind(5, select.integer(4))
            insertion.bind(6, utf8: select.bytes(5))
            try insertion.run()
            if seq % ProgressCount.step == 0 { progress.add(ProgressCount.step) }
        }
    }

    private static func configuration(readonly: Bool) -> Configuration {
        var configuration = Configuration()
        configuration.readonly = readonly
        configuration.busyMode = .timeout(10)
        configuration.foreignKeysEnabled = false
        configuration.allowsUnsafeTransactions = true
        return configuration
    }
}

/// `path` such that SQLite can't take it for a URI or a database in memory.
private func databasePath(_ path: String) -> String {
    path.hasPrefix("/") ? path : "./" + path
}

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// A folder that only its owner may look into, removed with all files made through it by the last reference.
final class ReplayFolder {
    let path: String
    private var files: [String] = []

    /// Where it is made: `TMPDIR`, which may be larger than the system's own.
    static var parent: String {
        guard let named = getenv("TMPDIR").map({ String(cString: $0) }), !named.isEmpty else { return "/tmp" }
        return named
    }

    init() throws(SystemFailure) {
        var template = Array("\(ReplayFolder.parent)/tacho-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw SystemFailure() }
        path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// The path of the file with this name, and of what SQLite may put beside it.
    func file(_ name: String) -> String {
        files += ["", "-journal", "-wal", "-shm"].map { "\(path)/\(name)\($0)" }
        return "\(path)/\(name)"
    }

    deinit {
        for file in files { unlink(file) }
        rmdir(path)
    }
}

extension StoreSnapshot {
    /// The store as it was at `instant`, with as many readers as the snapshot has connections.
    ///
    /// What was known then are the observations before the first one that was recorded after `instant`: a beginning of the log,
    /// also where the client's clock has been set back since. They are replayed into a private file that no other process sees
    /// and that is gone with the readers; the store itself is only read.
    package func known(
        at instant: Instant,
        progress: @escaping @Sendable (LogProgress) -> Void = { _ in }
    ) throws(StorageError) -> StoreAsOf {
        let present = try readers()
        let whole = present[0].log
        let known = try present[0].size(asKnownAt: instant)
        guard known < whole.size else { return StoreAsOf(readers: present, whole: whole) }
        let replay = try ReplayedBeginning(of: path, readers: present.count)
        try present[0].access { source in try replay.fill(from: source, size: known, progress: progress) }
        return StoreAsOf(readers: try replay.opened(), whole: whole)
    }
}

extension EventStoreReader {
    /// How many observations come before the first one that was recorded after `instant`.
    func size(asKnownAt instant: Instant) throws(StorageError) -> Int64 {
        try access { database in
            let first = "SELECT seq FROM observations WHERE recorded_at > ? ORDER BY seq LIMIT 1"
            let row = try NamedRow.first(of: "observations", database, first, [instant.milliseconds])
            return try row.map { try $0.integer("seq", in: 1...max(1, log.size)) - 1 } ?? log.size
        }
    }
}

/// A store as it was at an instant, with the log as it is now.
package struct StoreAsOf: Sendable {
    /// Readers of one and the same state, at least one.
    package let readers: [EventStoreReader]
    /// The whole log, of which the readers see the beginning.
    package let whole: LogState
}

import GRDB
package import Observations
package import Timelines
package import Transparency

/// The event store, open for writing by the one process that may.
///
/// What a call records becomes visible to readers, and survives the end of the process however that comes, all at once or
/// not at all: when the listing or the pass ends, with `commit` and `close`, and at the latest a tenth of a second later.
/// After an error of the disk or the database the store takes no more calls; what was committed before stands.
package actor EventStore {
    package nonisolated let path: String
    /// Whether there was no file when it was opened.
    private let isNew: Bool
    private let queue: DatabaseQueue
    /// Moves what was committed from SQLite's journal into the file, on a thread of its own.
    private var checkpointer: DatabaseQueue?
    /// After the connections, which have to be closed before it.
    private var files: OpenStoreFiles?
    private var lock: WriterLock?
    private var session: StoreSession?
    private var failure: StorageError?
    /// Elements recorded in the transaction that is open; nil where none is.
    private var uncommitted: Int?
    private var transactions = 0
    /// Elements committed since the journal was last to be moved into the file.
    private var inJournal = 0

    init(
        path: String,
        isNew: Bool,
        queue: DatabaseQueue,
        checkpointer: DatabaseQueue,
        files: sending OpenStoreFiles,
        session: StoreSession,
        lock: sending WriterLock
    ) {
        self.path = path
        self.isNew = isNew
        self.queue = queue
        self.checkpointer = checkpointer
        self.files = files
        self.session = session
        self.lock = lock
    }

    /// The number of observations and the RFC 6962 root hash over them.
    package func log() throws(StorageError) -> LogState {
        let session = try openSession()
        return LogState(size: session.log.size, root: session.log.frontier.root)
    }

    /// Gives the file free for other processes; nothing can be called afterwards.
    ///
    /// Throws: where what was recorded is not in the file, or its journal, at the store's path.
    package func close() throws(StorageError) {
        try close(removing: false)
    }

    /// Closes it after a run that failed. If `open` made it and nothing was received since, its file is removed: to whoever looks for a
    /// store, one without anything in it says that nothing has ever happened.
    ///
    /// Throws: as `close` does.
    package func abandon() throws(StorageError) {
        guard isNew, failure == nil else { return try close() }
        let isEmpty = try access { database in
            let sql = "SELECT NOT EXISTS (SELECT 1 FROM observations WHERE kind <> ?)"
            return try Bool.fetchOne(database, sql: sql, arguments: [ObservationKind.passBegun.rawValue]) ?? false
        }
        try close(removing: isEmpty)
    }

    private func close(removing: Bool) throws(StorageError) {
        defer {
            session = nil
            failure = failure ?? .misuse("\(path): the store is closed")
        }
        if failure == nil {
            try commit()
            try checkFiles()
            try emptyJournal()
            // What was cut off meanwhile has come into the file as zeros.
            try checkFiles()
        }
        // Statements have to go before their connection.
        session = nil
        do {
            try checkpointer?.close()
            try queue.close()
        } catch {
            throw StorageError(error, path: path)
        }
        defer {
            files = nil
            lock = nil
        }
        if failure == nil, let loss = files?.lossOfMain() { throw StorageError(loss, of: path) }
        if removing { for suffix in ["", "-wal", "-shm"] { removeFile(queue.path + suffix) } }
    }

    /// Moves what is in SQLite's journal into the file, as far as no reader needs it there. Closing would do that as well, but
    /// says nothing where it fails.
    private func emptyJournal() throws(StorageError) {
        do {
            try checkpointer?.writeWithoutTransaction { database in
                let hadHole = files?.hasHole == true
                do {
                    _ = try database.checkpoint(.passive)
                } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
                    // Another process does it.
                }
                // A file that was cut while SQLite wrote behind the cut is as long as before.
                guard hadHole || files?.hasHole == true else { return }
                let complaints = try String.fetchAll(database, sql: "PRAGMA quick_check(1)")
                guard complaints == ["ok"] else { throw StorageError.damaged(path, complaints.joined(separator: "; ")) }
            }
        } catch {
            throw StorageError(error, path: path)
        }
    }

    // MARK: Passes

    /// Begins the next pass; a pass that was not ended is over thereby.
    package func beginPass(_ start: PassStart, recordedAt: Instant) throws(StorageError) -> PassNumber {
        try change { session, _ in try session.beginPass(start, recordedAt: recordedAt) }
    }

    /// Records a page of the pass's container list; `unusable` are elements without an id, kept as received.
    ///
    /// Only where the list is complete with `isLast` does it say who is listed, and who is not.
    package func record(
        listing: [ListedContainer],
        unusable: [[UInt8]] = [],
        isLast: Bool,
        of pass: PassNumber,
        recordedAt: Instant
    ) throws(StorageError) {
        var current = try currentPass(pass)
        try change { session, _ in
            try session.record(listing: listing, unusable: unusable, in: &current, at: recordedAt)
            if isLast { try session.recordRoster(of: current, at: recordedAt) }
            session.pass = current
        }
        if isLast { try commit() }
    }

    /// Every container that was ever met, by id.
    package func knownContainers() throws(StorageError) -> [KnownContainer] {
        let session = try openSession()
        return try access { _ in try session.fleet.known() }.sorted { $0.id < $1.id }
    }

    /// Records how the pass's readings ended that were not recorded yet, and ends it.
    package func endPass(_ pass: PassNumber, recordedAt: Instant) throws(StorageError) {
        _ = try currentPass(pass)
        try change { session, _ in
            try session.recordEnded(pass: pass.value, at: recordedAt)
            try session.dropReadings()
            session.pass = nil
        }
        try commit()
    }

    // MARK: Readings

    /// Begins to read the log of `container`; one that was under way is dropped, without anything having vanished.
    ///
    /// A container that no listing has held enters the store by its id alone. The result is the index in the log from which
    /// entries have to be read again; 0 for a full reading.
    package func beginReading(
        of container: ContainerID,
        in pass: PassNumber,
        mode: ReadingMode,
        recordedAt: Instant
    ) throws(StorageError) -> Int {
        _ = try currentPass(pass)
        return try change { session, _ in
            let key = try session.admit(container, pass: pass.value, at: recordedAt)
            return try session.beginReading(of: key, in: pass.value, mode: mode)
        }
    }

    /// Records what of a page of the reading of `container` is new, amended or back, and says what each element was.
    package nonisolated func record(
        page entries: [ReceivedEntry],
        of container: ContainerID,
        in pass: PassNumber,
        recordedAt: Instant
    ) async throws(StorageError) -> [ElementOutcome] {
        // What an element alone tells is found out on the caller's thread: the store has but one.
        let page = PreparedPage(entries, of: container, in: pass, recordedAt: recordedAt)
        return try await record(page)
    }

    private func record(_ page: PreparedPage) throws(StorageError) -> [ElementOutcome] {
        _ = try currentPass(page.pass)
        let reading = try reading(of: page.container)
        return try change(by: page.entries.count) { session, _ in try session.record(page, in: reading) }
    }

    /// Ends the reading of `container`. Where it is complete, what of its stretch was not met has vanished; coverage is
    /// recorded for several readings at once, at the end of the pass at the latest.
    @discardableResult
    package func endReading(
        of container: ContainerID,
        as end: ReadingEnd,
        recordedAt: Instant
    ) throws(StorageError) -> ReadingChanges {
        let reading = try reading(of: container)
        return try change { session, _ in
            session.readings[container] = nil
            let number = reading.container.number
            var changes = ReadingChanges(vanished: 0, returned: reading.returned)
            switch end {
            case .complete:
                changes.vanished = try session.recordVanished(in: reading, at: recordedAt)
                session.ended.complete.insert(number)
            case .gone: session.ended.gone.insert(number)
            case .incomplete(let reason): session.ended.incomplete[number] = reason
            }
            try session.flushEntries(of: reading)
            if session.ended.count >= Self.readingsRecordedTogether {
                try session.recordEnded(pass: reading.pass, at: recordedAt)
            }
            return changes
        }
    }

    private static let readingsRecordedTogether = 50

    // MARK: Checkpoints

    /// Keeps what is said about the log of `size` observations; `note` is a signed checkpoint as it is given away.
    ///
    /// Throws: `misuse` where `root` is not the log's at that size, or the size is below that of the newest checkpoint;
    /// `damaged` where the log no longer has the root that the newest checkpoint says.
    package func record(
        checkpoint note: String,
        size: Int64,
        root: LogHash,
        recordedAt: Instant
    ) throws(StorageError) {
        try commit()
        let next: SealedCheckpoint
        do {
            // Apart from the change itself: what is refused here leaves the store as usable as it was.
            next = try queue.unsafeRead { database in
                try CheckpointRows(database).next(
                    note: note,
                    size: size,
                    root: root,
                    recordedAt: recordedAt,
                    path: path
                )
            }
        } catch {
            throw StorageError(error, path: path)
        }
        try change { _, database in try CheckpointRows(database).add(next) }
        try commit()
    }

    // MARK: Rebuilding

    /// Drops everything that follows from the observations and makes it again; not while a pass is under way.
    package func rebuild(
        progress: @escaping @Sendable (LogProgress) -> Void = { _ in }
    ) throws(StorageError) {
        guard try openSession().pass == nil else { throw .misuse("\(path): a pass is under way") }
        let count = ProgressCount(total: try log().size, rounds: 2, report: progress)
        try change { session, database in try session.rebuild(database, progress: count) }
        try commit()
    }

    // MARK: Access

    private func openSession() throws(StorageError) -> StoreSession {
        if let failure { throw failure }
        guard let session else { throw .misuse("\(path): the store is closed") }
        return session
    }

    private func currentPass(_ number: PassNumber) throws(StorageError) -> CurrentPass {
        guard let pass = try openSession().pass, pass.number == number.value else {
            throw .misuse("\(path): pass \(number.value) is not under way")
        }
        return pass
    }

    private func reading(of container: ContainerID) throws(StorageError) -> Reading {
        guard let reading = try openSession().readings[container] else {
            throw .misuse("\(path): no reading of container \(container) is under way")
        }
        return reading
    }

    // MARK: Transactions

    /// Makes everything durable that was recorded so far.
    package func commit() throws(StorageError) {
        let session = try openSession()
        guard let count = uncommitted else { return }
        try checkFiles()
        try access { database in
            try session.flush()
            try database.commit()
        }
        uncommitted = nil
        try checkFiles()
        inJournal += count
        if inJournal >= Self.mostInJournal {
            inJournal = 0
            // Where this can't be done now, the next time or the end of the store does it.
            checkpointer?.asyncWriteWithoutTransaction { _ = try? $0.checkpoint(.passive) }
        }
    }

    /// Makes a change in the transaction that is open, or in a new one: to commit each page by itself would write the ends of
    /// all trees anew with every page. `count` elements are recorded by it.
    private func change<Value>(
        by count: Int = 1,
        _ body: (StoreSession, Database) throws -> Value
    ) throws(StorageError) -> Value {
        let session = try openSession()
        try checkFiles()
        let pending = uncommitted
        let value = try access { database in
            if pending == nil { try database.beginTransaction(.immediate) }
            return try body(session, database)
        }
        uncommitted = (pending ?? 0) + count
        if (pending ?? 0) + count >= Self.mostUncommitted {
            try commit()
        } else if pending == nil {
            transactions += 1
            commitSoon(transactions)
        }
        return value
    }

    private static let mostUncommitted = 10_000
    private static let mostInJournal = 20_000
    private static let longestUncommitted = Duration.milliseconds(100)

    /// Commits the transaction with this number if it is still open when its time has come.
    private func commitSoon(_ number: Int) {
        Task { [weak self] in
            try? await Task.sleep(for: Self.longestUncommitted)
            await self?.commit(ifStill: number)
        }
    }

    private func commit(ifStill number: Int) {
        guard number == transactions, failure == nil else { return }
        // A failure is kept, and the next call throws it.
        try? commit()
    }

    /// Makes sure that what is written now, and was written before, is found again at the store's path.
    private func checkFiles() throws(StorageError) {
        guard let loss = files?.loss() else { return }
        let error = StorageError(loss, of: path)
        failure = error
        queue.writeWithoutTransaction { database in
            if database.isInsideTransaction { try? database.rollback() }
            // Into the file where it is now, so that no journal stays beside a file that took its place. The loss is reported anyway.
            if loss.leavesJournal { _ = try? database.checkpoint(.truncate) }
        }
        if !loss.leavesJournal {
            // Closing the last connection would move what is left of the journal into the file.
            if let checkpointer { _ = Unmanaged.passRetained(checkpointer) }
            checkpointer = nil
        }
        throw error
    }

    /// After an error nothing of the open transaction stands, and what the session holds in memory is no more true.
    private func access<Value>(_ body: (Database) throws -> Value) throws(StorageError) -> Value {
        do {
            return try queue.writeWithoutTransaction { database in
                do {
                    return try body(database)
                } catch {
                    if database.isInsideTransaction { try? database.rollback() }
                    throw error
                }
            }
        } catch {
            let error = StorageError(error, path: path)
            failure = error
            throw error
        }
    }
}

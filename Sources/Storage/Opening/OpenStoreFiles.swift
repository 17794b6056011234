import Files

/// The files of a store that a writer has open: whether they are still those at the store's path, and as long as they must be.
///
/// SQLite goes on writing to files that were removed or moved, and to what is left of one that was cut: without an error, and
/// without any of it being found again.
final class OpenStoreFiles {
    /// What has happened to them.
    enum Loss {
        case moved
        case cut
        case hasSeveralNames
        case journalMoved
        case journalCut

        /// Whether SQLite's journal still is what was written, so that it can be moved into the open file.
        var leavesJournal: Bool {
            switch self {
            case .moved, .hasSeveralNames, .journalMoved: true
            case .cut, .journalCut: false
            }
        }
    }

    /// The store's real path.
    private let path: String
    /// Ours; closed after SQLite's, whose locks would go with the first one that is closed.
    private let main: OpenFile
    private let index: OpenFile
    private let journal: FileIdentity?
    private let mainIdentity: FileIdentity?
    private let indexIdentity: FileIdentity?
    private var size = 0

    /// Call while SQLite has the store at the real path `path` open, and has read from it.
    init(_ path: String) throws(SystemFailure) {
        self.path = path
        main = try OpenFile.reading(path)
        index = try OpenFile.reading(path + "-shm")
        mainIdentity = main.status?.identity
        indexIdentity = index.status?.identity
        journal = FileStatus(at: path + "-wal")?.identity
    }

    /// Whether the store or its journal has parts that were never written; the store then may be damaged.
    var hasHole: Bool {
        // SQLite has no locks on the journal that closing it could drop.
        main.hasHole || (try? OpenFile.reading(path + "-wal"))?.hasHole == true
    }

    /// What has happened since the last call; nil where all is as it should be.
    func loss() -> Loss? {
        if let loss = lossOfMain() { return loss }
        guard let journal, FileStatus(at: path + "-wal")?.identity == journal,
            FileStatus(at: path + "-shm")?.identity == indexIdentity
        else { return .journalMoved }
        // Looked at again, since another process may have emptied it in between, which it may do.
        return isJournalShort && isJournalShort ? .journalCut : nil
    }

    /// The same for the store alone, when SQLite has closed it and its journal is gone.
    func lossOfMain() -> Loss? {
        guard let status = FileStatus(at: path), status.identity == mainIdentity else { return .moved }
        guard status.names == 1 else { return .hasSeveralNames }
        // It never becomes shorter.
        guard status.size >= size else { return .cut }
        size = status.size
        return nil
    }

    /// Whether the journal ends before the last frame that the index beside it counts (https://www.sqlite.org/walformat.html).
    private var isJournalShort: Bool {
        let header = index.beginning(2 * Self.indexHeaderSize)
        // Written one after the other: where they differ, it is being written.
        guard header.count == 2 * Self.indexHeaderSize,
            header.prefix(Self.indexHeaderSize) == header.suffix(Self.indexHeaderSize)[...]
        else { return false }
        let (frames, written) = header.withUnsafeBytes { bytes in
            (
                Int(bytes.loadUnaligned(fromByteOffset: 16, as: UInt32.self)),
                Int(bytes.loadUnaligned(fromByteOffset: 14, as: UInt16.self))
            )
        }
        let pageSize = written == 1 ? 65_536 : written
        guard frames > 0 else { return false }
        return (FileStatus(at: path + "-wal")?.size ?? 0) < 32 + frames * (24 + pageSize)
    }

    private static let indexHeaderSize = 48
}

extension StorageError {
    /// What has happened to the files of the store at `path` while it was written.
    init(_ loss: OpenStoreFiles.Loss, of path: String) {
        let what =
            switch loss {
            case .moved:
                "the store was moved, removed or replaced while it was written, and what was recorded may not be in the file "
                    + "that is there now; run again"
            case .cut:
                "the store was cut short while it was written; restore it from a backup, or ingest into a new file (--db)"
            case .hasSeveralNames: Self.severalNames
            case .journalMoved:
                "its journal was moved, removed or replaced while the store was written (\(path)-wal and -shm belong to it); "
                    + "see tacho verify, and run again"
            case .journalCut:
                "its journal was cut short while the store was written (\(path)-wal belongs to it); see tacho verify, and run "
                    + "again"
            }
        self.init(code: .inputOutput, message: "\(path): \(what)")
    }

    /// A store that is also at another path, by a hard link.
    static func hasSeveralNames(_ path: String) -> StorageError {
        StorageError(code: .inputOutput, message: "\(path): \(severalNames)")
    }

    private static let severalNames =
        "the store has several names (hard links), and would be damaged by writing to it under one of them; remove the others, "
        + "or make it a file of its own (cp, then mv)"
}

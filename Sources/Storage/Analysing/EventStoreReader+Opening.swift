import GRDB

extension EventStoreReader {
    /// Opens the store at `path`, which must be there, as it is now.
    package static func open(at path: String) throws(StorageError) -> EventStoreReader {
        try ReadOnlyConnection.open(path) { try EventStoreReader(path: path, queue: $0) }
    }

    /// Opens `count` readers of one and the same state; fewer, at least one, where a writer is too busy to get them.
    package static func open(at path: String, count: Int) throws(StorageError) -> [EventStoreReader] {
        try StoreSnapshot.open(at: path, count: count).readers()
    }
}

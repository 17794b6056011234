import GRDB

extension EventStoreReader {
    /// Opens the store at `path`, which must be there, as it is now.
    package static func open(at path: String) throws(StorageError) -> EventStoreReader {
        try ReadOnlyConnection.open(path) { try EventStoreReader(path: path, queue: $0) }
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
}

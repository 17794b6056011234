#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Contents that no result replaces, wherever they are.
enum KnownContents {
    case database
    case privateKey

    private static let databaseMarks: [[UInt8]] = [
        Array("SQLite format 3\0".utf8),
        // Its write-ahead logs and rollback journals (https://www.sqlite.org/fileformat2.html).
        [0x37, 0x7f, 0x06, 0x82], [0x37, 0x7f, 0x06, 0x83], [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7],
    ]
    private static let keyMarks = ["PRIVATE+KEY+", "PRIVATE KEY-----"].map { Array($0.utf8) }
    /// A key is at the beginning of its file.
    private static let readBytes = 4_096

    var text: String {
        switch self {
        case .database: "a SQLite database"
        case .privateKey: "a private key"
        }
    }

    /// Of the file at `path`; nil where it is something else.
    init?(of path: String) throws(SystemFailure) {
        // What was a file a moment ago may be a pipe now.
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw SystemFailure() }
        defer { close(descriptor) }
        let bytes = [UInt8](unsafeUninitializedCapacity: KnownContents.readBytes) { buffer, filled in
            filled = max(0, read(descriptor, buffer.baseAddress, buffer.count))
        }
        if KnownContents.databaseMarks.contains(where: bytes.starts) {
            self = .database
        } else if KnownContents.keyMarks.contains(where: { bytes.firstRange(of: $0) != nil }) {
            self = .privateKey
        } else {
            return nil
        }
    }

    /// What SQLite or the writer's lock would use a file at `place` for, by its name; nil if no database has the name before the suffix.
    static func companion(of place: FilePlace) -> String? {
        for suffix in ["-wal", "-shm", "-journal", "-lock"] where place.name.hasSuffix(suffix) {
            let database = String(place.path.dropLast(suffix.count))
            if case .database? = try? KnownContents(of: database) { return "part of the database \(database)" }
        }
        return nil
    }
}

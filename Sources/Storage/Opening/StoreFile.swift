import Files

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

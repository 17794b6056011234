import Files

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

#if canImport(Darwin)
private let seekHole = SEEK_HOLE
#else
/// `SEEK_HOLE` of Linux, which its headers keep from Swift.
private let seekHole: Int32 = 4
#endif

/// What stands at a path.
enum FileKind {
    case nothing
    case directory
    case file(size: Int)
    case other

    init(at path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else {
            self = .nothing
            return
        }
        switch status.st_mode & S_IFMT {
        case S_IFDIR: self = .directory
        case S_IFREG: self = .file(size: Int(status.st_size))
        default: self = .other
        }
    }
}

/// An open file of our own; closed, and its lock given up, with the last reference or the process.
final class OpenFile {
    private let descriptor: Int32

    private init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
    }

    static func reading(_ path: String) throws(SystemFailure) -> OpenFile {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw SystemFailure() }
        return OpenFile(descriptor: descriptor)
    }

    /// Makes the file, which must not be there; a link in its place is not followed.
    static func making(_ path: String) throws(SystemFailure) -> OpenFile {
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw SystemFailure() }
        return OpenFile(descriptor: descriptor)
    }

    /// Opens the file, and makes it where it is missing; a link in its place is refused, and nobody is waited for.
    static func makingIfMissing(_ path: String) throws(SystemFailure) -> OpenFile {
        let descriptor = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw SystemFailure() }
        return OpenFile(descriptor: descriptor)
    }

    /// At most `count` bytes from the beginning.
    func beginning(_ count: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            filled = max(0, pread(descriptor, buffer.baseAddress, count, 0))
        }
    }

    /// Writes `bytes` over the beginning; what is behind them stays.
    func writeBeginning(_ bytes: [UInt8]) {
        pwrite(descriptor, bytes, bytes.count, 0)
    }

    var status: FileStatus? { FileStatus(descriptor: descriptor) }

    /// Whether a part of it was never written: on most file systems what was cut off and written behind again.
    var hasHole: Bool {
        guard let size = status?.size, size > 0 else { return false }
        let hole = lseek(descriptor, 0, seekHole)
        return hole >= 0 && hole < off_t(size)
    }

    /// False where another process holds it.
    func tryLock() -> Bool {
        flock(descriptor, LOCK_EX | LOCK_NB) == 0
    }

    /// Whether this file is the one that is at `path` now, itself and not by a link.
    func stands(at path: String) -> Bool {
        guard let here = status, let there = FileStatus(at: path) else { return false }
        return here.identity == there.identity
    }

    func synchronize() throws(SystemFailure) {
        guard fsync(descriptor) == 0 else { throw SystemFailure() }
    }
}

/// What the system says of a file.
struct FileStatus {
    let identity: FileIdentity
    let size: Int
    let isRegular: Bool
    /// How many names it has.
    let names: Int

    /// Of what is at `path` itself, links not followed; nil where there is nothing.
    init?(at path: String) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return nil }
        self.init(status)
    }

    fileprivate init?(descriptor: Int32) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return nil }
        self.init(status)
    }

    private init(_ status: stat) {
        identity = FileIdentity(status)
        size = Int(status.st_size)
        isRegular = status.st_mode & S_IFMT == S_IFREG
        names = Int(status.st_nlink)
    }
}

func removeFile(_ path: String) {
    unlink(path)
}

func moveFile(_ path: String, to destination: String) throws(SystemFailure) {
    guard rename(path, destination) == 0 else { throw SystemFailure() }
}

func isWritable(_ path: String) -> Bool {
    access(path, W_OK) == 0
}

var processNumber: Int32 { getpid() }

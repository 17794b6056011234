#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
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

/// The system's refusal of a call.
struct SystemFailure: Error {
    let number: Int32

    /// Of the call that has just failed.
    init() {
        number = errno
    }

    var isForbidden: Bool { number == EACCES || number == EPERM || number == EROFS }
    var isMissing: Bool { number == ENOENT || number == ENOTDIR }
    var isFull: Bool { number == ENOSPC || number == EDQUOT }
    var text: String { String(cString: strerror(number)) }
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

    /// Made where it is missing.
    static func writing(_ path: String) throws(SystemFailure) -> OpenFile {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw SystemFailure() }
        return OpenFile(descriptor: descriptor)
    }

    /// At most `count` bytes from the beginning.
    func beginning(_ count: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            filled = max(0, pread(descriptor, buffer.baseAddress, count, 0))
        }
    }

    func replaceContent(_ text: String) {
        ftruncate(descriptor, 0)
        _ = text.utf8.withContiguousStorageIfAvailable { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
    }

    /// False where another process holds it.
    func tryLock() -> Bool {
        flock(descriptor, LOCK_EX | LOCK_NB) == 0
    }

    /// Whether this file is the one that stands at `path` now.
    func stands(at path: String) -> Bool {
        var here = stat()
        var there = stat()
        guard fstat(descriptor, &here) == 0, stat(path, &there) == 0 else { return false }
        return here.st_ino == there.st_ino && here.st_dev == there.st_dev
    }

    func synchronize() {
        fsync(descriptor)
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

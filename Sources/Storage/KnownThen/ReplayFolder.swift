import Files

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

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Where a result goes that a person has named a file for.
package struct OutputPlace: Sendable {
    enum Target {
        /// One that is open already, such as standard output.
        case descriptor(Int32)
        /// A device or a pipe, which is written to as it is.
        case stream
        /// A regular file, or none yet: what is there is replaced when all is written.
        case file(FilePlace, replaced: ReplacedFile?)
    }

    /// As it was named.
    package let path: String
    /// What names another place for it, such as `--output`.
    let option: String
    private let protected: ProtectedFiles

    /// Makes sure that something can be written there, and may be; leaves everything as it was.
    ///
    /// Throws: `refused` where it is one of the `protected`, a SQLite database or a private key; `unwritable` where nothing
    /// can be written.
    package init(_ path: String, option: String, protected: ProtectedFiles) throws(FileError) {
        self.path = path
        self.option = option
        self.protected = protected
        guard case .file(let place, _) = try target() else { return }
        let drafts = Drafts()
        do {
            let (draft, descriptor) = try drafts.make(in: place.folder, mode: 0o600)
            close(descriptor)
            drafts.remove(draft)
        } catch {
            throw unwritable(error.text)
        }
    }

    /// Makes sure that a folder at `path` would replace nothing that is `protected`.
    package static func checkFolder(_ path: String, option: String, protected: ProtectedFiles) throws(FileError) {
        let what = protected.what(FileIdentity(at: path), at: try? FilePlace(path))
        // Of a folder, or where nothing is yet, there are no contents.
        guard let what = what ?? (try? KnownContents(of: path))?.text else { return }
        throw refused(path, what, option)
    }

    /// Whether it is standard output, under whatever name.
    package var isStandardOutput: Bool {
        get throws(FileError) {
            if case .descriptor(STDOUT_FILENO) = try target() { true } else { false }
        }
    }

    /// What stands there now.
    func target() throws(FileError) -> Target {
        if let descriptor = try descriptor() {
            if let what = protected.what(FileIdentity(descriptor: descriptor), at: nil) {
                throw OutputPlace.refused(path, what, option)
            }
            return .descriptor(descriptor)
        }
        var status = stat()
        guard stat(path, &status) == 0 else {
            let failure = SystemFailure()
            guard failure.number == ENOENT else { throw unwritable(failure.text) }
            return .file(try checkedPlace(nil), replaced: nil)
        }
        switch status.st_mode & S_IFMT {
        case S_IFREG:
            let place = try checkedPlace(FileIdentity(status))
            guard access(path, W_OK) == 0 else { throw unwritable(SystemFailure().text) }
            return .file(place, replaced: ReplacedFile(status))
        case S_IFCHR, S_IFIFO: return .stream
        case S_IFDIR: throw unwritable("it is a folder")
        default: throw unwritable("it is no file")
        }
    }

    /// The open descriptor that the path names, or whose file it is: written to as a shell's redirection would be.
    private func descriptor() throws(FileError) -> Int32? {
        let number: Int32? =
            switch path {
            case "-", "/dev/stdout": STDOUT_FILENO
            case "/dev/stderr": STDERR_FILENO
            default:
                ["/dev/fd/", "/proc/self/fd/"].lazy.filter(path.hasPrefix).compactMap {
                    Int32(path.dropFirst($0.count))
                }
                .first
            }
        if let number {
            let flags = fcntl(number, F_GETFL)
            guard flags >= 0 else { throw unwritable(SystemFailure().text) }
            guard flags & O_ACCMODE != O_RDONLY else { throw unwritable("it is open for reading only") }
            return number
        }
        guard let identity = FileIdentity(at: path) else { return nil }
        return [STDOUT_FILENO, STDERR_FILENO].first { FileIdentity(descriptor: $0) == identity }
    }

    private func checkedPlace(_ identity: FileIdentity?) throws(FileError) -> FilePlace {
        let place: FilePlace
        do {
            place = try FilePlace(path)
        } catch {
            throw unwritable(error.text)
        }
        let contents: KnownContents?
        do {
            contents = try identity == nil ? nil : KnownContents(of: place.path)
        } catch {
            throw unwritable(error.text)
        }
        // In this order: a database that this process has open must not be opened, and closed, by another descriptor.
        if let what = protected.what(identity, at: place) ?? contents?.text ?? KnownContents.companion(of: place) {
            throw OutputPlace.refused(path, what, option)
        }
        return place
    }

    func unwritable(_ reason: String) -> FileError {
        FileError(
            code: .unwritable,
            message: "\(path): can't be written (\(reason)); choose another place by \(option)"
        )
    }

    private static func refused(_ path: String, _ what: String, _ option: String) -> FileError {
        FileError(
            code: .refused,
            message: "\(path): not written, because it is \(what); choose another place by \(option)"
        )
    }
}

/// What a file keeps of the one whose place it takes.
struct ReplacedFile: Sendable {
    let mode: mode_t
    let owner: uid_t
    let group: gid_t

    init(_ status: stat) {
        mode = status.st_mode & 0o7777
        owner = status.st_uid
        group = status.st_gid
    }
}

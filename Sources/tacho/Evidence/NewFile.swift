internal import Files
internal import Foundation

/// A file that is made, and never written over another.
enum NewFile {
    /// Makes sure that nothing is at `path` yet; `advice` says why not and what to do.
    static func check(_ path: String, advice: String) throws {
        var status = stat()
        guard lstat(path, &status) == 0 else { return }
        throw Failure.usage("\(path): there is a file already, and \(advice)")
    }

    /// Makes the file with `text` for its whole content, or nothing.
    static func create(_ path: String, mode: mode_t, text: String, advice: String) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
        guard descriptor >= 0 else {
            guard errno == EEXIST else { throw failure(path) }
            throw Failure.usage("\(path): there is a file already, and \(advice)")
        }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            // What the umask takes away is given back: the file is of use to its owner.
            guard fchmod(descriptor, mode) == 0 else { throw failure(path) }
            try file.write(contentsOf: Data(text.utf8))
            try file.synchronize()
        } catch {
            unlink(path)
            if error is Failure { throw error }
            throw Failure(status: .inputOutput, message: "\(path): can't be written (\(reason(of: error)))")
        }
    }

    private static func failure(_ path: String) -> Failure {
        let reason = String(cString: strerror(errno))
        return Failure(
            status: .inputOutput,
            message: "\(path): can't be written (\(reason)); choose another place by --output"
        )
    }
}

internal import Foundation

/// A file that is there whole or not at all: written beside its place under another name, then moved there.
struct WrittenFile {
    private let destination: URL
    private let draft: URL
    private let handle: FileHandle
    /// What names another place for it.
    private let option: String

    init(at path: String, option: String = "--output") throws {
        try WrittenFile.checkIsFile(path, option)
        self.option = option
        destination = URL(fileURLWithPath: path)
        draft = destination.deletingLastPathComponent()
            .appendingPathComponent(".\(destination.lastPathComponent).\(ProcessInfo.processInfo.processIdentifier)")
        do {
            try Data().write(to: draft)
            handle = try FileHandle(forWritingTo: draft)
        } catch {
            throw Failure(
                status: .inputOutput,
                message: "\(path): can't be written (\(reason(of: error))); choose another place by \(option)"
            )
        }
    }

    /// Fails where no file can be written; leaves everything as it was.
    static func check(_ path: String, option: String = "--output") throws {
        try WrittenFile(at: path, option: option).discard()
    }

    /// A folder can't be replaced by a file, and a device should not be.
    private static func checkIsFile(_ path: String, _ option: String) throws {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG else { return }
        let isFolder = status.st_mode & S_IFMT == S_IFDIR
        throw Failure(
            status: .inputOutput,
            message: "\(path): it is \(isFolder ? "a folder" : "no file"); choose another place by \(option)"
        )
    }

    func append(_ bytes: [UInt8]) throws {
        do {
            try handle.write(contentsOf: bytes)
        } catch {
            throw failure(error)
        }
    }

    /// Puts the file in its place.
    func finish() throws {
        do {
            try handle.synchronize()
            try handle.close()
        } catch {
            throw failure(error)
        }
        guard rename(draft.path, destination.path) == 0 else {
            let reason = String(cString: strerror(errno))
            throw Failure(
                status: .inputOutput,
                message: "\(destination.path): can't be written (\(reason)); choose another place by \(option)"
            )
        }
    }

    /// Leaves everything as it was.
    func discard() {
        try? handle.close()
        try? FileManager.default.removeItem(at: draft)
    }

    private func failure(_ error: any Error) -> Failure {
        Failure(status: .inputOutput, message: "\(destination.path): can't be written (\(reason(of: error)))")
    }
}

/// Why the file system refuses something, in its own words.
func reason(of error: any Error) -> String {
    let error = error as NSError
    let cause = error.userInfo[NSUnderlyingErrorKey] as? NSError ?? error
    // Foundation leaves the system's error out of these two on some platforms.
    let missing = [CocoaError.fileNoSuchFile, CocoaError.fileReadNoSuchFile].map(\.rawValue)
    if cause.domain == NSCocoaErrorDomain, missing.contains(cause.code) { return String(cString: strerror(ENOENT)) }
    return cause.domain == NSPOSIXErrorDomain
        ? String(cString: strerror(Int32(cause.code))) : cause.localizedDescription
}

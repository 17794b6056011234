#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// A file that a person named, read to its end: a regular one, a pipe or a device, `-` for standard input.
package struct InputFile: Sendable {
    package let bytes: [UInt8]
    /// Whether others than its owner may read or change it; a pipe is read by one alone.
    package let isOpenToOthers: Bool

    /// Reads at most `limit` bytes; `what` is what they are, such as "the configuration", and `advice` says what to do.
    ///
    /// Throws: `refused` where it can't be read, or is longer: a device may have no end.
    package init(_ path: String, what: String, limit: Int, advice: String) throws(FileError) {
        let refuse = { (reason: String) in
            FileError(code: .refused, message: "\(path): \(what) can't be read (\(reason)); \(advice)")
        }
        let isStandardInput = path == "-"
        let descriptor = isStandardInput ? STDIN_FILENO : open(path, O_RDONLY | O_NOCTTY | O_CLOEXEC)
        guard descriptor >= 0 else { throw refuse(SystemFailure().text) }
        defer { if !isStandardInput { close(descriptor) } }
        do throws(SystemFailure) {
            bytes = try InputFile.bytes(of: descriptor, atMost: limit + 1)
        } catch {
            throw refuse(error.text)
        }
        guard bytes.count <= limit else { throw refuse("it is longer than \(InputFile.text(limit))") }
        var status = stat()
        isOpenToOthers =
            fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && status.st_mode & 0o077 != 0
    }

    private static func bytes(of descriptor: Int32, atMost limit: Int) throws(SystemFailure) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < limit {
            let wanted = min(1 << 20, limit - bytes.count)
            var failure: SystemFailure?
            let piece = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, filled in
                let count = read(descriptor, buffer.baseAddress, wanted)
                if count < 0 { failure = SystemFailure() }
                filled = max(0, count)
            }
            switch failure?.number {
            case nil:
                if piece.isEmpty { return bytes }
                bytes += piece
            case EINTR: continue
            case EAGAIN:
                // A pipe that does not block has nothing yet.
                var asked = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
                poll(&asked, 1, -1)
            default:
                if let failure { throw failure }
            }
        }
        return bytes
    }

    private static func text(_ limit: Int) -> String {
        limit >= 1 << 20 ? "\(limit >> 20) MiB" : "\(limit >> 10) KiB"
    }
}

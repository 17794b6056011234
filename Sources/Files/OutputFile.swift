#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// An output while it is written. A regular file is replaced atomically; a device or pipe is written to directly.
package final class OutputFile {
    private let place: OutputPlace
    private let drafts: Drafts
    private var descriptor: Int32
    private let isOurs: Bool
    private var draft: (path: String, target: FilePlace, replaced: ReplacedFile?)?

    fileprivate init(_ place: OutputPlace, _ drafts: Drafts) throws(FileError) {
        self.place = place
        self.drafts = drafts
        switch try place.target() {
        case .descriptor(let number):
            descriptor = number
            isOurs = false
        case .stream:
            descriptor = open(place.path, O_WRONLY | O_NOCTTY | O_CLOEXEC)
            isOurs = true
            guard descriptor >= 0 else { throw place.unwritable(SystemFailure().text) }
        case .file(let target, let replaced):
            do {
                // One that replaces another is its owner's alone until it has that one's mode.
                let made = try drafts.make(in: target.folder, mode: replaced == nil ? 0o666 : 0o600)
                descriptor = made.descriptor
                draft = (made.path, target, replaced)
            } catch {
                throw place.unwritable(error.text)
            }
            isOurs = true
        }
    }

    deinit {
        if let draft { drafts.remove(draft.path) }
        if isOurs, descriptor >= 0 { close(descriptor) }
    }

    package func append(_ bytes: [UInt8]) throws(FileError) {
        do {
            try writeAll(bytes, to: descriptor)
        } catch {
            guard error.isClosedPipe else { throw place.unwritable(error.text) }
            throw FileError(code: .closedPipe, message: "\(place.path): nobody reads it any more")
        }
    }

    /// Puts a regular file in its place.
    fileprivate func finish() throws(FileError) {
        guard let draft else { return }
        // What has come to its place meanwhile is not replaced unseen.
        guard case .file(draft.target, _) = try place.target() else {
            throw place.unwritable("it has changed meanwhile")
        }
        do throws(SystemFailure) {
            if let replaced = draft.replaced { try take(replaced) }
            guard fsync(descriptor) == 0 else { throw SystemFailure() }
            let open = descriptor
            descriptor = -1
            guard close(open) == 0 else { throw SystemFailure() }
            try drafts.move(draft.path, to: draft.target.path)
        } catch {
            throw place.unwritable(error.text)
        }
        self.draft = nil
    }

    private func take(_ replaced: ReplacedFile) throws(SystemFailure) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw SystemFailure() }
        if status.st_uid != replaced.owner || status.st_gid != replaced.group {
            guard fchown(descriptor, replaced.owner, replaced.group) == 0 else { throw SystemFailure() }
        }
        guard fchmod(descriptor, replaced.mode) == 0 else { throw SystemFailure() }
    }
}

extension OutputPlace {
    /// Lets `produce` write piece by piece; a regular file stays as it was where that throws.
    package func write(_ produce: (_ receive: ([UInt8]) throws -> Void) throws -> Void) throws {
        let drafts = Drafts()
        let file = try OutputFile(self, drafts)
        try produce { try file.append($0) }
        try file.finish()
    }

    /// Writes every file beside its place, then moves them all.
    package static func write(
        _ files: [(place: OutputPlace, content: (_ receive: ([UInt8]) throws -> Void) throws -> Void)]
    ) throws {
        let drafts = Drafts()
        var written: [OutputFile] = []
        for (place, content) in files {
            let file = try OutputFile(place, drafts)
            written.append(file)
            try content { try file.append($0) }
        }
        for file in written { try file.finish() }
    }
}

/// Files that a run reads or needs: nothing may be written over them.
package struct ProtectedFiles: Sendable {
    private struct File: Sendable {
        let path: String
        let what: String
    }

    private var files: [File] = []

    package init() {}

    /// The file at `path`, such as "the configuration"; none where `path` is nil or `-`, standard input.
    package init(_ path: String?, _ what: String) {
        if let path, path != "-" { files = [File(path: path, what: what)] }
    }

    /// The event store at `path`, with what SQLite and Tachograph have or make beside it.
    package init(store path: String) {
        // SQLite's files are beside the store itself, not beside a link to it.
        var names = [path]
        if let place = try? FilePlace(path), place.path != path { names.append(place.path) }
        for name in names {
            files.append(File(path: name, what: "the event store"))
            files += ["-wal", "-shm", "-journal", "-lock"].map {
                File(path: name + $0, what: "part of the event store \(path)")
            }
        }
    }

    package static func + (left: ProtectedFiles, right: ProtectedFiles) -> ProtectedFiles {
        var both = left
        both.files += right.files
        return both
    }

    /// What of these the file of this identity or at this place is; nil where it is none.
    func what(_ identity: FileIdentity?, at place: FilePlace?) -> String? {
        files.first { file in
            if let identity, identity == FileIdentity(at: file.path) { return true }
            guard let place else { return false }
            return place == (try? FilePlace(file.path))
        }?.what
    }
}

internal import Answers
internal import Files
internal import Foundation
internal import Timelines

/// The folder of an archive on the disk, with the list of what was written into it.
struct SiteFolder {
    let path: String
    private var manifest: SiteManifest
    private let protected: ProtectedFiles
    private(set) var written = 0
    private(set) var removed = 0

    /// Pages are shorter, and so is a list of a thousand years of them.
    private static let mostBytes = 64 << 20
    private static let option = "another folder"

    /// Reads the list of an archive that is there.
    ///
    /// Throws: where something else than an archive is there (64), and where its list can't be understood (65).
    init(at path: String, protected: ProtectedFiles) throws {
        self.path = path
        self.protected = protected
        manifest = SiteManifest()
        try OutputPlace.checkFolder(path, option: Self.option, protected: protected)
        let list = "\(path)/\(SiteManifest.fileName)"
        if FileManager.default.fileExists(atPath: list) {
            let file = try InputFile(
                list,
                what: "the list of the archive's pages",
                limit: Self.mostBytes,
                advice: "choose another folder"
            )
            do {
                manifest = try SiteManifest(contents: file.bytes)
            } catch {
                throw Failure(
                    status: .badData,
                    message:
                        "\(list): the list of the archive's pages can't be used; \(error.message); write the archive into a new folder"
                )
            }
            return
        }
        do {
            var isFolder: ObjCBool = false
            if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) {
                guard isFolder.boolValue else {
                    throw Failure.usage("\(path): it is a file, and an archive needs a folder; name one")
                }
                guard try FileManager.default.contentsOfDirectory(atPath: path).isEmpty else {
                    throw Failure.usage(
                        "\(path): the folder is not empty and holds no archive; name an empty or a new one"
                    )
                }
            }
        } catch let failure as Failure {
            throw failure
        } catch {
            throw Failure(
                status: .inputOutput,
                message: "\(path): the folder can't be read (\(reason(of: error))); choose another folder"
            )
        }
    }

    /// Makes the folder. From now on it is known as an archive, also after a run that is ended in the middle.
    func make() throws {
        try makeFolder(path)
        try save()
    }

    /// The final pages that are there as they were written, and the paths of those that somebody has changed or removed since.
    func finalPages() -> (kept: [SiteManifest.Page], altered: [String]) {
        var (kept, altered): ([SiteManifest.Page], [String]) = ([], [])
        for page in manifest.pages.values where page.isFinal {
            if bytes(of: page.path).map(SiteManifest.hash) == page.hash {
                kept.append(page)
            } else {
                altered.append(page.path)
            }
        }
        return (kept, altered.sorted())
    }

    /// Nil where no such file is there, or one that no run has written: no page is so long.
    private func bytes(of page: String) -> [UInt8]? {
        let file = "\(path)/\(page)"
        var status = stat()
        guard stat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size <= Self.mostBytes else {
            return nil
        }
        return FileManager.default.contents(atPath: file).map { [UInt8]($0) }
    }

    /// Writes a page unless its bytes are there already.
    mutating func write(_ page: SitePage, _ content: [UInt8], from site: Site) throws {
        let entry = SiteManifest.Page(page, content, of: site)
        if bytes(of: page.path) != content {
            if let end = page.path.lastIndex(of: "/") { try makeFolder("\(path)/\(page.path[..<end])") }
            try place(page.path).write { try $0(content) }
            written += 1
        }
        manifest.pages[page.path] = entry
    }

    /// Removes the pages that an earlier run wrote and that are not among `pages` any more; final ones stay, and so does what
    /// somebody has changed.
    mutating func removeOthers(than pages: Set<String>) throws {
        for page in manifest.pages.values where !pages.contains(page.path) && !page.isFinal {
            if bytes(of: page.path).map(SiteManifest.hash) == page.hash {
                do {
                    try FileManager.default.removeItem(atPath: "\(path)/\(page.path)")
                } catch {
                    throw Failure(
                        status: .inputOutput,
                        message: "\(path)/\(page.path): can't be removed (\(reason(of: error)))"
                    )
                }
                removed += 1
            }
            manifest.pages[page.path] = nil
        }
    }

    /// Writes the list of the pages.
    func save() throws {
        let list = manifest.json()
        guard bytes(of: SiteManifest.fileName) != list else { return }
        try place(SiteManifest.fileName).write { try $0(list) }
    }

    private func makeFolder(_ folder: String) throws {
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw Failure(
                status: .inputOutput,
                message: "\(folder): the folder can't be made (\(reason(of: error))); choose another folder"
            )
        }
    }

    private func place(_ name: String) throws -> OutputPlace {
        try OutputPlace("\(path)/\(name)", option: Self.option, protected: protected)
    }
}

internal import Files
internal import Foundation

/// A folder of files that are all replaced, or none of them.
struct WrittenFolder {
    /// Writes a file's content piece by piece.
    typealias Content = (_ receive: ([UInt8]) throws -> Void) throws -> Void
    typealias File = (name: String, content: Content)

    private let path: String
    private let protected: ProtectedFiles
    private static let option = "--output"
    private static let probe = "tachograph"

    /// Makes the folder, for files that have these names; fails where that fails, a file can't be written into it, or what is
    /// there is `protected`, before any work is done for it.
    init(at path: String, names: [String], protected: ProtectedFiles) throws {
        guard path != "-" else {
            throw Failure.usage("--output -: these are several files, and need a folder; name one, or choose --table")
        }
        self.path = path
        self.protected = protected
        try OutputPlace.checkFolder(path, option: WrittenFolder.option, protected: protected)
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw Failure(
                status: .inputOutput,
                message: "\(path): the folder can't be made (\(reason(of: error))); choose another place by --output"
            )
        }
        for name in names + [WrittenFolder.probe] { _ = try place(name) }
    }

    func write(_ contents: [File]) throws {
        try OutputPlace.write(contents.map { (try place($0.name), $0.content) })
    }

    private func place(_ name: String) throws -> OutputPlace {
        try OutputPlace("\(path)/\(name)", option: WrittenFolder.option, protected: protected)
    }
}

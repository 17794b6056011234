internal import Foundation

/// A folder of files that are all replaced, or none of them.
struct WrittenFolder {
    /// Writes a file's content piece by piece.
    typealias Content = (_ receive: ([UInt8]) throws -> Void) throws -> Void
    typealias File = (name: String, content: Content)

    private let path: String
    private static let probe = "tachograph"

    /// Makes the folder; fails where that or writing a file into it fails, before any work is done for it.
    init(at path: String) throws {
        self.path = path
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw Failure(
                status: .inputOutput,
                message: "\(path): the folder can't be made (\(reason(of: error))); choose another place by --output"
            )
        }
        try WrittenFile.check(path + "/" + WrittenFolder.probe)
    }

    /// Writes every file beside its place, then moves them all.
    func write(_ contents: [File]) throws {
        var files: [WrittenFile] = []
        do {
            for (name, content) in contents {
                let file = try WrittenFile(at: path + "/" + name)
                files.append(file)
                try content { try file.append($0) }
            }
            for file in files { try file.finish() }
        } catch {
            for file in files { file.discard() }
            throw error
        }
    }
}

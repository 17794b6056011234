internal import Files
internal import Foundation

/// Where a result goes: to standard output, or to a file that is written whole or not at all.
enum Destination {
    case standardOutput
    case place(OutputPlace)

    /// Fails where nothing can be written, or what is there is `protected`, before any work is done for it.
    init(_ path: String?, protected: ProtectedFiles) throws {
        let place = try OutputPlace(path ?? "-", option: "--output", protected: protected)
        self = try place.isStandardOutput ? .standardOutput : .place(place)
    }

    /// Lets `produce` write the result piece by piece. A reader that goes away ends the run, unless that is outlasted.
    func write(
        outlastingReader: Bool = false,
        _ produce: (_ receive: ([UInt8]) throws -> Void) throws -> Void
    ) throws {
        do {
            try write(produce)
        } catch let early as EarlyExit where outlastingReader && early.status == .done {
            return
        }
    }

    private func write(_ produce: (_ receive: ([UInt8]) throws -> Void) throws -> Void) throws {
        switch self {
        case .standardOutput: try produce { try StandardStream.output.write($0) }
        case .place(let place): try place.write(produce)
        }
    }
}

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

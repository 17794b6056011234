/// Where a result goes: to standard output, or to a file that is written whole or not at all.
enum Destination {
    case standardOutput
    case file(String)

    /// Fails where nothing can be written, before any work is done for it.
    init(_ path: String?) throws {
        if let path { try WrittenFile.check(path) }
        self = path.map(Destination.file) ?? .standardOutput
    }

    /// Lets `produce` write the result piece by piece.
    func write(_ produce: (_ receive: ([UInt8]) throws -> Void) throws -> Void) throws {
        switch self {
        case .standardOutput:
            try produce { try Standard.output.write($0) }
        case .file(let path):
            let file = try WrittenFile(at: path)
            do {
                try produce { try file.append($0) }
                try file.finish()
            } catch {
                file.discard()
                throw error
            }
        }
    }
}

internal import Files

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

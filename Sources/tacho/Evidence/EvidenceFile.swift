internal import Files
internal import Transparency

/// Reads the files that evidence comes in.
enum EvidenceFile {
    /// Larger than any proof: an entry is at most as large as a page of the API.
    private static let mostBytes = 256 << 20

    /// The content of a file, `-` being standard input.
    static func bytes(of path: String, what: String, option: String) throws -> [UInt8] {
        try InputFile(path, what: what, limit: mostBytes, advice: "name it by \(option)").bytes
    }

    /// A signed note that is to be a checkpoint.
    static func note(in path: String, option: String) throws -> SignedNote {
        let bytes = try bytes(of: path, what: "the checkpoint", option: option)
        return try EvidenceError.naming(path) { try SignedNote(parsing: bytes) }
    }

    /// Runs `body`; a file that can't be read ends the command, and a verdict is thrown as it is.
    static func verdict<Value>(of path: String, _ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as EvidenceError where !error.code.isVerdict {
            throw EvidenceError(error.code, "\(path): \(error.message)")
        }
    }
}

extension ExitStatus {
    init(_ code: EvidenceError.Code) {
        self =
            switch code {
            case .malformedKey, .badName, .outOfRange: .usage
            case .malformedNote, .malformedCheckpoint, .malformedProof, .malformedLeaf: .badData
            case .unsigned, .forged, .otherLog, .notIncluded, .inconsistent: .broken
            }
    }
}

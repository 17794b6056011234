/// Why a key, a note, a checkpoint or a proof can't be used, or proves nothing: a code to decide on, and one line for a person.
package struct EvidenceError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Code: Hashable, Sendable, CaseIterable {
        /// A key that can't be read, or whose id is not that of its bytes.
        case malformedKey
        /// A name that a key can't have.
        case badName
        case malformedNote
        case malformedCheckpoint
        case malformedProof
        case malformedLeaf
        /// No signature of the note is by the key in question.
        case unsigned
        /// A signature claims to be by the key, and is not.
        case forged
        /// The checkpoint is of another log than the key signs for.
        case otherLog
        /// The proof does not lead from the entry to the checkpoint's root.
        case notIncluded
        /// The proof does not lead from the older checkpoint to the newer one.
        case inconsistent
        /// An index or a size that the tree does not have.
        case outOfRange

        /// Whether it means that something was read and does not hold, rather than that it can't be read or asked.
        package var isVerdict: Bool {
            switch self {
            case .unsigned, .forged, .otherLog, .notIncluded, .inconsistent: true
            case .malformedKey, .badName, .malformedNote, .malformedCheckpoint, .malformedProof, .malformedLeaf,
                .outOfRange:
                false
            }
        }
    }

    package let code: Code
    /// What is wrong with what.
    package let message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    package var description: String { message }
}

extension EvidenceError {
    /// Runs `body`; an error that it throws is given the name of what it is about: a file, or a part of a store.
    package static func naming<Value>(_ name: String, _ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as EvidenceError {
            throw EvidenceError(error.code, "\(name): \(error.message)")
        }
    }
}

/// What went wrong with an event store: a code to decide on, and one line for a person.
package struct StorageError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Code: Hashable, Sendable, CaseIterable {
        /// The file is something else.
        case notAStore
        /// A newer Tachograph made it.
        case newerVersion
        case olderVersion
        /// It is a store, but truncated, overwritten or inconsistent.
        case damaged
        /// There is no file to read.
        case missing
        /// A directory stands where the file should be.
        case isDirectory
        /// It, its folder or its file system can't be written.
        case readOnly
        case diskFull
        /// Another process writes to it.
        case busy
        /// A query can't be run: wrong SQL, a missing parameter, or one that would write.
        case query
        /// Anything else that the system or the database refuses.
        case inputOutput
        /// A call that the order of passes and readings forbids.
        case misuse
    }

    package let code: Code
    /// What happened, to what, and what to do.
    package let message: String
    /// Of a damaged store: what of it, without the rest of the message.
    package let damage: String?

    package init(code: Code, message: String, damage: String? = nil) {
        self.code = code
        self.message = message
        self.damage = damage
    }

    package var description: String { message }
}

/// Why a file that a person named is not read or not written.
package struct FileError: Error, Hashable, Sendable {
    package enum Code: Hashable, Sendable {
        /// It must not be written over, or can't be read: another file has to be named.
        case refused
        /// The system or the disk refuses to write it.
        case unwritable
        /// Nobody reads what is written to it any more.
        case closedPipe
    }

    package let code: Code
    /// What happened, to what, and what to do.
    package let message: String
}

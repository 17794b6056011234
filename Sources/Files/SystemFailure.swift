#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The system's refusal of a call.
package struct SystemFailure: Error, Hashable, Sendable {
    package let number: Int32

    /// Of the call that has just failed.
    package init() {
        number = errno
    }

    init(_ number: Int32) {
        self.number = number
    }

    package var isForbidden: Bool { number == EACCES || number == EPERM || number == EROFS }
    package var isMissing: Bool { number == ENOENT || number == ENOTDIR }
    package var isFull: Bool { number == ENOSPC || number == EDQUOT }
    /// Whether nobody reads at the other end of a pipe any more.
    package var isClosedPipe: Bool { number == EPIPE }
    /// The reason in the system's words.
    package var text: String { String(cString: strerror(number)) }
}

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Writes all of `bytes`, also to a descriptor that does not block: then it waits until there is room again.
package func writeAll(_ bytes: [UInt8], to descriptor: Int32) throws(SystemFailure) {
    var done = 0
    while done < bytes.count {
        let written = bytes.withUnsafeBytes { bytes in
            write(descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done)
        }
        if written >= 0 {
            done += written
            continue
        }
        let failure = SystemFailure()
        switch failure.number {
        case EINTR: continue
        case EAGAIN, EWOULDBLOCK: try waitForRoom(in: descriptor)
        default: throw failure
        }
    }
}

/// Returns when something can be written, or the next write says why not.
private func waitForRoom(in descriptor: Int32) throws(SystemFailure) {
    var asked = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    while poll(&asked, 1, -1) < 0 {
        let failure = SystemFailure()
        guard failure.number == EINTR || failure.number == EAGAIN else { throw failure }
    }
}

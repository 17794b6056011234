#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// The system calls behind the server, on file descriptors.
enum POSIX {
    /// A socket that listens on loopback, not blocking, and the port it got.
    ///
    /// - Throws: `SimulationError` with code `socket`.
    static func listen(port: UInt16) throws(SimulationError) -> (descriptor: Int32, port: UInt16) {
        let descriptor = socket(AF_INET, streamType, 0)
        guard descriptor >= 0 else { throw failure("no socket is available") }
        set(descriptor, SOL_SOCKET, SO_REUSEADDR)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                bind(descriptor, pointer, length) == 0 && backlog(descriptor)
                    && getsockname(descriptor, pointer, &length) == 0
            }
        }
        guard bound else {
            let error = failure("can't listen on 127.0.0.1:\(port)")
            close(descriptor)
            throw error
        }
        unblock(descriptor)
        return (descriptor, UInt16(bigEndian: address.sin_port))
    }

    /// The next waiting connection, set up for short responses; nil where none waits.
    static func accept(_ listener: Int32) -> Int32? {
        let descriptor = systemAccept(listener)
        guard descriptor >= 0 else { return nil }
        unblock(descriptor)
        set(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY)
        #if canImport(Darwin)
        set(descriptor, SOL_SOCKET, SO_NOSIGPIPE)
        #endif
        return descriptor
    }

    /// A pipe whose ends do not block.
    static func makePipe() throws(SimulationError) -> (read: Int32, write: Int32) {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw failure("no pipe is available") }
        unblock(ends[0])
        unblock(ends[1])
        return (ends[0], ends[1])
    }

    /// The result of an attempt to move bytes.
    enum Transfer {
        case moved(Int)
        case wouldBlock
        case ended
    }

    static func receive(_ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer) -> Transfer {
        let count = recv(descriptor, buffer.baseAddress, buffer.count, 0)
        return count > 0 ? .moved(count) : count < 0 && mayRetry ? .wouldBlock : .ended
    }

    static func send(_ descriptor: Int32, _ buffer: UnsafeRawBufferPointer) -> Transfer {
        #if canImport(Darwin)
        let flags: Int32 = 0
        #else
        let flags = Int32(MSG_NOSIGNAL)
        #endif
        let count = systemSend(descriptor, buffer.baseAddress, buffer.count, flags)
        return count >= 0 ? .moved(count) : mayRetry ? .wouldBlock : .ended
    }

    /// Writes a byte into a pipe, to wake the thread that waits at its other end.
    static func signal(_ descriptor: Int32) {
        var byte: UInt8 = 1
        _ = write(descriptor, &byte, 1)
    }

    static func close(_ descriptor: Int32) {
        _ = systemClose(descriptor)
    }

    /// Closes so that the other side sees a reset.
    static func reset(_ descriptor: Int32) {
        var abort = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &abort, socklen_t(MemoryLayout<linger>.size))
        close(descriptor)
    }

    /// Tells the other side that nothing more comes.
    static func endOutput(_ descriptor: Int32) {
        _ = shutdown(descriptor, Int32(SHUT_WR))
    }

    private static var mayRetry: Bool {
        errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR
    }

    private static func set(_ descriptor: Int32, _ level: Int32, _ option: Int32) {
        var on: Int32 = 1
        setsockopt(descriptor, level, option, &on, socklen_t(MemoryLayout<Int32>.size))
    }

    private static func unblock(_ descriptor: Int32) {
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    }

    private static func failure(_ what: String) -> SimulationError {
        SimulationError(code: .socket, message: "\(what): \(String(cString: strerror(errno)))")
    }
}

#if canImport(Darwin)
private let streamType = SOCK_STREAM
#else
private let streamType = Int32(SOCK_STREAM.rawValue)
#endif

// The names of the system's functions, which the ones above hide inside `POSIX`.
private func backlog(_ descriptor: Int32) -> Bool { listen(descriptor, 128) == 0 }
private func systemAccept(_ descriptor: Int32) -> Int32 { accept(descriptor, nil, nil) }
private func systemClose(_ descriptor: Int32) -> Int32 { close(descriptor) }
private func systemSend(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int, _ flags: Int32) -> Int {
    send(descriptor, bytes, count, flags)
}

import Foundation

/// A port of loopback that is taken but where nobody listens: as long as this lives it refuses connections.
final class SilentPort: Sendable {
    let port: UInt16
    private let descriptor: Int32

    var baseURL: String { "http://127.0.0.1:\(port)" }

    init() throws {
        descriptor = try boundSocket()
        port = try boundPort(of: descriptor)
    }

    deinit {
        close(descriptor)
    }
}

/// A socket on a free port of loopback.
func boundSocket() throws -> Int32 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let isBound = withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
        }
    }
    guard descriptor >= 0, isBound else { throw POSIXError(.EADDRNOTAVAIL) }
    return descriptor
}

func boundPort(of descriptor: Int32) throws -> UInt16 {
    var address = sockaddr_in()
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isKnown = withUnsafeMutablePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &size) == 0 }
    }
    guard isKnown else { throw POSIXError(.ENOTSOCK) }
    return UInt16(bigEndian: address.sin_port)
}

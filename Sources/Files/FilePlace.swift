#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The place that a path leads to when every symbolic link is followed, whether or not a file is there.
package struct FilePlace: Hashable, Sendable {
    /// The real path of its folder.
    package let folder: String
    package let name: String

    package var path: String { folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)" }

    /// As many links as the system itself follows.
    private static let mostLinks = 40

    /// Throws: where a folder on the way is missing or can't be searched, and where links go in a circle.
    package init(_ path: String) throws(SystemFailure) {
        var path = path
        for _ in 0..<FilePlace.mostLinks {
            let end = path.lastIndex(of: "/")
            let name = String(end.map { path[path.index(after: $0)...] } ?? path[...])
            guard !["", ".", ".."].contains(name) else {
                // A folder: its real path has no such parts.
                let real = try FilePlace.realPath(path.isEmpty ? "." : path)
                let end = real.lastIndex(of: "/") ?? real.startIndex
                folder = end == real.startIndex ? "/" : String(real[..<end])
                self.name = String(real[end...].dropFirst())
                return
            }
            let folder = try FilePlace.realPath(end.map { String(path[...$0]) } ?? ".")
            let place = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
            guard let target = FilePlace.linkTarget(place) else {
                self.folder = folder
                self.name = name
                return
            }
            path = target.hasPrefix("/") ? target : "\(folder)/\(target)"
        }
        throw SystemFailure(ELOOP)
    }

    private static func realPath(_ path: String) throws(SystemFailure) -> String {
        guard let real = realpath(path, nil) else { throw SystemFailure() }
        defer { free(real) }
        return String(cString: real)
    }

    private static func linkTarget(_ path: String) -> String? {
        let bytes = [UInt8](unsafeUninitializedCapacity: Int(PATH_MAX)) { buffer, filled in
            filled = buffer.withMemoryRebound(to: CChar.self) { chars in
                chars.baseAddress.map { max(0, readlink(path, $0, chars.count)) } ?? 0
            }
        }
        return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
    }
}

internal import Foundation

/// A shell in a folder that holds the demo's store and its configuration, just after the demo's last ingest.
struct DemoShell {
    private let folder: URL

    /// Makes the folder anew, with the `tacho` that lies beside this program.
    init() throws {
        let programs = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        folder = FileManager.default.temporaryDirectory.appending(path: "tacho-docs-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        guard FileManager.default.changeCurrentDirectoryPath(folder.path) else {
            throw CocoaError(.fileNoSuchFile, userInfo: [NSFilePathErrorKey: folder.path])
        }
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        // Three minutes after the last ingest, in UTC, as in a pipe.
        for (name, value) in [
            ("PATH", programs.path + ":" + path), ("TACHO_NOW", "2026-11-16T00:03:00Z"), ("TZ", "UTC"),
        ] { setenv(name, value, 1) }
        for name in ["TACHO_DB", "TACHO_CONFIG", "TACHO_TIMEZONE", "NO_COLOR", "COLUMNS"] { unsetenv(name) }
        let made = try output(
            of: "tacho demo --db tachograph.sqlite --output reports --quiet && cp reports/tacho.yml ."
        )
        guard made.isEmpty else { throw ShellError(message: made) }
    }

    /// What `command` prints on both of its outputs, without the line break at its end.
    func output(of command: String) throws -> String {
        guard let pipe = popen("(" + command + ") 2>&1", "r") else { throw ShellError(message: command) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = fread(&buffer, 1, buffer.count, pipe)
            guard count > 0 else { break }
            bytes += buffer[..<count]
        }
        pclose(pipe)
        // CSV ends its lines with two characters.
        let text = String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "\n")
        return text.hasSuffix("\n") ? String(text.dropLast()) : text
    }

    func remove() throws {
        try FileManager.default.removeItem(at: folder)
    }
}

/// Why a command could not be run, or that it said something where it should not.
struct ShellError: Error, CustomStringConvertible {
    let message: String

    var description: String { message }
}

import Foundation

/// Where the built `tacho` is: beside the test bundle that runs, whatever the scratch path.
enum BuiltProgram {
    static let url = find()

    private static func find() -> URL {
        var folders: [URL] = []
        // On Linux the test bundle is the process itself.
        if let own = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") {
            folders.append(URL(fileURLWithPath: own).deletingLastPathComponent())
        }
        // Elsewhere a tool of the toolchain has loaded it, and was told of it.
        for argument in CommandLine.arguments {
            guard let range = argument.range(of: ".xctest") else { continue }
            folders.append(URL(fileURLWithPath: String(argument[..<range.upperBound])).deletingLastPathComponent())
        }
        folders += Bundle.allBundles.map { $0.bundleURL.deletingLastPathComponent() }
        let programs = folders.map { $0.appending(path: "tacho") }
        return programs.first { FileManager.default.isExecutableFile(atPath: $0.path) }
            ?? sourceFolder.appending(path: ".build/debug/tacho")
    }

    /// The root of the repository.
    static let sourceFolder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
}

import Foundation
import TestSupport

/// An event store in a file of its own, filled by hand and asked through the `sqlite3` shell.
final class StoreFile {
    /// Midnight of Monday, 9 November 2026, UTC: the instants of the tests are seconds after it.
    static let midnight: Int64 = 1_794_182_400_000

    private let folder: URL
    private var names = [
        "", "creating", "claiming", "copying", "running", "paused", "stopped", "failed", "deleting", "deleted",
    ]
    private var statements: [String] = [StoreSchema.tables]
    private var entryCount = 0

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "queries-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        names += ["start", "stop", "force-stop", "restart", "pause", "resume"]
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }

    /// Adds a container with its log; instants are seconds after midnight.
    func add(
        _ number: Int,
        _ name: String,
        created: Int? = nil,
        covered: Int?,
        gone: Int? = nil,
        _ entries: [LogLine] = []
    ) {
        let columns = [
            "\(number)", "'\(Self.id(of: number))'", "'\(name)'", "'p1'", "4", instant(created), instant(covered),
            instant(gone), "1", "NULL", "\(entries.count)", "0", "0", instant(entries.map(\.at).max()), "NULL", "NULL",
            "NULL", instant(covered),
        ]
        statements.append("INSERT INTO container_projection VALUES (\(columns.joined(separator: ", ")));")
        var previous: LogLine?
        var ordinal = 0
        for entry in entries {
            ordinal = previous?.at == entry.at ? ordinal + 1 : 0
            previous = entry
            entryCount += 1
            let flags = (entry.isMissingFrom ? 4 : 0) + entry.marks
            let values = [
                "\(number)", instant(entry.at), "\(ordinal)", "\(entryCount)",
                entry.hasID ? "x'\(String(format: "%024x", entryCount))'" : "NULL", symbol(entry.from),
                symbol(entry.to),
                entry.ms.map { "\($0)" } ?? "NULL", symbol(entry.actor), symbol(entry.operation), "\(flags)", "NULL",
                "NULL",
            ]
            statements.append("INSERT INTO transition_projection VALUES (\(values.joined(separator: ", ")));")
        }
    }

    /// Adds a pass and what its listing said: statuses by container number.
    func addPass(_ number: Int, at: Int, listing: [Int: String]) {
        statements.append("INSERT INTO pass_projection VALUES (\(number), \(instant(at)), 1, '{\"all\":true}');")
        for (container, status) in listing.sorted(by: { $0.key < $1.key }) {
            statements.append(
                "INSERT INTO listing_projection VALUES (\(container), \(number), \(number), \(symbol(status)));"
            )
        }
    }

    /// Adds anything else.
    func add(sql: String) {
        statements.append(sql)
    }

    /// Its time says that the container was created an hour before midnight.
    static func id(of number: Int) -> String {
        String(format: "6af0fef0%016x", number)
    }

    /// What the `sqlite3` shell prints for a script, a line a row, columns parted by `|`; parameters are SQL expressions.
    func rows(of script: String, _ parameters: [String: String] = [:]) throws -> [String] {
        var text = ".bail on\n.nullvalue null\n.parameter init\n"
        for (name, value) in parameters { text += ".parameter set \(name) \"\(value)\"\n" }
        return try run(text + script + "\n")
    }

    /// Writes what was added, then the open views.
    func write() throws {
        for (number, name) in names.enumerated() {
            statements.append("INSERT INTO name_projection VALUES (\(number), '\(name)');")
        }
        for view in try SourceFolder.files(in: "views") { statements.append(try SourceFolder.text(of: view)) }
        let output = try run(".bail on\n" + statements.joined(separator: "\n") + "\n")
        statements = []
        guard output.isEmpty else { throw ShellFailure(output: output.joined(separator: "\n")) }
    }

    private func run(_ script: String) throws -> [String] {
        let scriptFile = folder.appending(path: "script.sql")
        let outputFile = folder.appending(path: "output.txt")
        try Data(script.utf8).write(to: scriptFile)
        try Data().write(to: outputFile)
        let shell = Process()
        shell.executableURL = URL(filePath: "/usr/bin/env")
        shell.arguments = ["sqlite3", "-batch", folder.appending(path: "store.sqlite").path]
        shell.standardInput = try FileHandle(forReadingFrom: scriptFile)
        let output = try FileHandle(forWritingTo: outputFile)
        shell.standardOutput = output
        shell.standardError = output
        try shell.start().wait()
        try output.close()
        let text = String(decoding: try Data(contentsOf: outputFile), as: UTF8.self)
        guard shell.terminationStatus == 0 else { throw ShellFailure(output: text) }
        return text.split(separator: "\n").map(String.init)
    }

    private func instant(_ seconds: Int?) -> String {
        seconds.map { "\(Self.midnight + Int64($0) * 1_000)" } ?? "NULL"
    }

    private func symbol(_ text: String?) -> String {
        guard let text else { return "NULL" }
        if let number = names.firstIndex(of: text) { return "\(number)" }
        names.append(text)
        return "\(names.count - 1)"
    }
}

/// The shell refused a script, or said something unasked.
struct ShellFailure: Error {
    let output: String
}

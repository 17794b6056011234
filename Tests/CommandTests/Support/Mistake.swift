import Foundation
import Simulation
import TestSupport
import Testing

/// A mistake: the arguments, the code that it ends with, and what the line has to name.
struct Mistake: Sendable, CustomTestStringConvertible {
    let arguments: [String]
    let code: Int32
    let culprit: String
    var environment: [String: String] = [:]

    init(_ command: String, _ code: Int32, naming culprit: String, _ environment: [String: String] = [:]) {
        arguments = command.split(separator: " ").map { String($0).replacing("⏎", with: "\n") }
        self.code = code
        self.culprit = culprit
        self.environment = environment
    }

    var testDescription: String { arguments.joined(separator: " ") }

    /// A store of the fleet beside files that are none, made once.
    static let folder = Task {
        let folder = try TemporaryFolder()
        let server = try Fixture.server()
        defer { server.stop() }
        _ = try await Fixture.ingest(from: server, into: folder.file("store.sqlite"))
        // A store that opens, and whose entries are gone.
        try FileManager.default.copyItem(atPath: folder.file("store.sqlite"), toPath: folder.file("hollow.sqlite"))
        try StoreContent(folder.file("hollow.sqlite")).dropEntries()
        _ = try folder.write("This is a text, and by no means a store.\n", to: "text.txt")
        _ = try folder.write("maintenance:\n  - name: nightly\n    colour: red\n", to: "bad.yml")
        _ = try folder.write("  \n", to: "empty-token")
        _ = try folder.write("", to: "empty.json")
        try FileManager.default.createDirectory(atPath: folder.file("folder"), withIntermediateDirectories: false)
        return folder
    }

    /// Runs it beside these files and holds that it is refused in one line, without the token in it.
    func check() async throws {
        let folder = try await Self.folder.value
        let settings = ["TACHO_DB": "store.sqlite", "HOODY_TOKEN": Fixture.token].merging(environment) { $1 }
        let outcome = try await tacho(arguments, environment: settings, directory: folder.path)
        #expect(outcome.code == code, "\(outcome.complaint)")
        #expect(outcome.saysOneLine, "\(outcome.complaint)")
        #expect(outcome.complaint.contains(culprit), "\(outcome.complaint)")
        #expect(outcome.output.isEmpty)
        #expect(!outcome.complaint.contains(Fixture.token))
    }
}

import Foundation
import SchemaValidation
import Simulation
import TestSupport
import Testing

/// The store of the fleet, with the demo's configuration beside it.
struct CompanyStore {
    let folder: TemporaryFolder

    static let shared = Task {
        let folder = try TemporaryFolder()
        let server = try Fixture.server()
        defer { server.stop() }
        #expect(try await Fixture.ingest(from: server, into: folder.file("store.sqlite")).code == 0)
        let configuration = BuiltProgram.sourceFolder.appending(path: "reports/tacho.yml")
        try FileManager.default.copyItem(atPath: configuration.path, toPath: folder.file("tacho.yml"))
        return CompanyStore(folder: folder)
    }

    /// Read six minutes ago.
    func run(_ arguments: String..., ends code: Int32 = 0) async throws -> Outcome {
        try await run(arguments, ends: code)
    }

    func run(_ arguments: [String], ends code: Int32 = 0) async throws -> Outcome {
        let outcome = try await tacho(
            arguments,
            environment: ["TACHO_DB": folder.file("store.sqlite"), "TACHO_NOW": "2026-11-16T00:06:00Z"]
        )
        #expect(outcome.code == code, "\(arguments): \(outcome.complaint)")
        return outcome
    }

    func document(_ arguments: String...) async throws -> JSONValue {
        let outcome = try await tacho(
            arguments + ["--format", "json"],
            environment: ["TACHO_DB": folder.file("store.sqlite"), "TACHO_NOW": "2026-11-16T00:06:00Z"]
        )
        #expect(outcome.code == 0, "\(arguments): \(outcome.complaint)")
        #expect(try PrintedDocument(Array(outcome.output)).complaints() == [], "\(arguments)")
        return try JSONValue(parsing: outcome.output)
    }
}

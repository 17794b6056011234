import Foundation
import Simulation
import TestSupport
import Testing

@Suite("The README")
struct ReadmeTests {
    private let readme: [String]

    init() throws {
        let text = try String(contentsOf: BuiltProgram.sourceFolder.appending(path: "README.md"), encoding: .utf8)
        readme = text.components(separatedBy: "\n")
    }

    /// The blocks of code in `language`, line by line.
    private func blocks(_ language: String) -> [[String]] {
        readme.indices.filter { readme[$0] == "```\(language)" }
            .map { Array(readme[($0 + 1)...].prefix { $0 != "```" }) }
    }

    @Test("every command that it shows ends 0, one after the other, with the configuration that it shows")
    func commands() async throws {
        let folder = try TemporaryFolder()
        let server = try Fixture.server()
        defer { server.stop() }
        _ = try folder.write(try #require(blocks("yaml").first).joined(separator: "\n"), to: "tacho.yml")
        let commands = blocks("sh").joined().filter { $0.hasPrefix("tacho ") }
        try #require(commands.count > 5)
        for command in commands {
            let outcome = try await tacho(
                command.split(separator: " ").dropFirst().map(String.init),
                environment: ["HOODY_BASE_URL": server.baseURL, "HOODY_TOKEN": Fixture.token],
                directory: folder.path
            )
            #expect(outcome.code == 0, "\(command): \(outcome.complaint)")
        }
    }
}

import Foundation
import Simulation
import TestSupport
import Testing

@Suite("docs/ci.md and its workflow")
struct ContinuousIntegrationTests {
    private static let docs = BuiltProgram.sourceFolder.appending(path: "docs")

    private func lines(_ name: String) throws -> [String] {
        try String(contentsOf: Self.docs.appending(path: name), encoding: .utf8).components(separatedBy: "\n")
    }

    @Test("every command of the page ends 0, one after the other")
    func page() async throws {
        let text = try lines("ci.md")
        let blocks = text.indices.filter { text[$0] == "```sh" }.map { text[($0 + 1)...].prefix { $0 != "```" } }
        let commands = blocks.joined().filter { $0.hasPrefix("tacho ") }
        try #require(commands.count >= 7)
        let folder = try TemporaryFolder()
        let server = try Fixture.server()
        defer { server.stop() }
        for command in commands {
            let code = try await runScript(command, in: folder, server)
            let log = try String(contentsOfFile: folder.file("log"), encoding: .utf8)
            #expect(code == 0, "\(command): \(log)")
        }
    }

    @Test("the files that it links to exist")
    func links() throws {
        let text = try lines("ci.md").joined(separator: "\n")
        let links = text.matches(of: /\]\(([^)#]+)(?:#[^)]*)?\)/).map { String($0.1) }
        #expect(links.count > 10)
        for link in Set(links) {
            #expect(FileManager.default.fileExists(atPath: Self.docs.appending(path: link).path), "\(link)")
        }
    }

    /// The commands of the workflow's steps, by the step's name.
    private func steps() throws -> [(name: String, script: String)] {
        var steps: [(name: String, script: String)] = []
        var isScript = false
        for line in try lines("examples/stability-gate.yml") {
            if let name = line.wholeMatch(of: /\ +- name: (.+)/) { steps.append((String(name.1), "")) }
            if isScript, !line.isEmpty, !line.hasPrefix("          ") { isScript = false }
            if isScript { steps[steps.count - 1].script += line.dropFirst(10) + "\n" }
            if line == "        run: |" { isScript = true }
        }
        return steps.filter { !$0.script.isEmpty }
    }

    @Test("the workflow's steps run as they stand: the store is filled, the gate passes and leaves its results")
    func workflow() async throws {
        let steps = try steps()
        #expect(steps.map(\.name) == ["Ingest", "Gate"])
        let folder = try TemporaryFolder()
        let server = try Fixture.server()
        defer { server.stop() }
        for step in steps {
            let code = try await runScript(step.script, in: folder, server)
            let log = try String(contentsOfFile: folder.file("log"), encoding: .utf8)
            #expect(code == 0, "\(step.name): \(log)")
        }
        #expect(try names(in: folder.path).contains("tachograph.sqlite"))
        #expect(try String(contentsOfFile: folder.file("gate.xml"), encoding: .utf8).contains("<testsuites "))
        #expect(
            try String(contentsOfFile: folder.file("summary.md"), encoding: .utf8).hasPrefix(
                "### ✅ tacho check: pass\n"
            )
        )
        let log = try String(contentsOfFile: folder.file("log"), encoding: .utf8)
        #expect(log.contains("::notice title=tacho check%3A pass::"))
        #expect(log.contains("Pass: "))
    }

    @Test("the gate step fails where the gate does, though every format before it was written")
    func failingWorkflow() async throws {
        let folder = try TemporaryFolder()
        let server = try Fixture.server()
        defer { server.stop() }
        let scripts = try steps().map(\.script)
        #expect(try await runScript(scripts[0], in: folder, server) == 0)
        let strict = scripts[1].replacing("--max-p95 30s", with: "--max-p95 1s")
        #expect(strict != scripts[1])
        #expect(try await runScript(strict, in: folder, server) == 1)
        #expect(try String(contentsOfFile: folder.file("gate.xml"), encoding: .utf8).contains("<failure "))
    }

    @Test("the script for every other runner does the same, and the job of GitLab calls it")
    func script() async throws {
        let folder = try TemporaryFolder()
        let server = try Fixture.server()
        defer { server.stop() }
        let script = try lines("examples/stability-gate.sh").joined(separator: "\n")
        #expect(try await runScript(script, in: folder, server) == 0)
        #expect(try String(contentsOfFile: folder.file("gate.xml"), encoding: .utf8).contains("<testsuites "))
        #expect(try String(contentsOfFile: folder.file("log"), encoding: .utf8).contains("Pass: "))
        #expect(try await runScript(script.replacing("--max-p95 30s", with: "--max-p95 1s"), in: folder, server) == 1)
        #expect(try lines("examples/stability-gate.gitlab-ci.yml").contains("    - sh stability-gate.sh"))
    }
}

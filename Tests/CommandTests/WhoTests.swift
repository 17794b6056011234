import Foundation
import SchemaValidation
import Simulation
import TestSupport
import Testing

@Suite("Who did it")
struct WhoTests {
    /// A store of the fleet, made once.
    private static let folder = Task {
        let folder = try TemporaryFolder()
        let server = try Fixture.server()
        defer { server.stop() }
        #expect(try await Fixture.ingest(from: server, into: folder.file("store.sqlite")).code == 0)
        return folder
    }

    private func run(_ command: String) async throws -> Outcome {
        let outcome = try await tacho(
            command.split(separator: " ").map(String.init),
            environment: ["TACHO_DB": Self.folder.value.file("store.sqlite")]
        )
        #expect(outcome.code == 0, "\(command): \(outcome.complaint)")
        #expect(outcome.complaint.isEmpty, "\(command): \(outcome.complaint)")
        return outcome
    }

    private func document(_ command: String) async throws -> JSONValue {
        try JSONValue(parsing: Array(await run(command + " --format json").output))
    }

    private func texts(_ member: String, _ document: JSONValue) -> [String] {
        (document["entries"]?.elements ?? []).compactMap { $0[member]?.text }
    }

    @Test("an operation is answered with the person in the first line")
    func operation() async throws {
        // By the fleet's cast: a graceful stop hung, so ines forced it, and started it again a minute later.
        let text = try await run("who force-stop").text
        #expect(text.hasPrefix("user_ines (user) stopped prod-db on 2026-10-27 23:14:40 UTC; down for 1 min 34 s.\n"))
        #expect(text.contains("\n  how        forced stop, 199 ms; event "))
        #expect(text.contains("\n  back       23:16:14, started by user_ines (user)\n"))
        let document = try await document("who force-stop")
        #expect(document["status"] == .null && document["operation"] == .text("force-stop"))
        #expect(document["found"] == .number(1))
        let around = try #require(document["entries"]?[0]?["around"])
        #expect(around["count"] == .number(1) && around["entries"]?[0]?["operation"] == .text("start"))
    }

    @Test("an operation that no entry names is found by its statuses, and one that is written is what it is")
    func derived() async throws {
        let fails = try await document("who fail")
        let failed = try await document("who failed")
        let derived = (fails["entries"]?.elements ?? []).filter { $0["operation_derived"] == .flag(true) }
        #expect(!derived.isEmpty)
        #expect(Set(texts("operation", fails)) == ["fail"])
        // All of them led to failed; a failed resume names its operation, and is no fail.
        #expect(Set(texts("event_id", fails)).isSubset(of: texts("event_id", failed)))
        #expect(Set(texts("operation", failed)).isSuperset(of: ["fail", "resume"]))
    }

    @Test("several containers, by name and by glob, are searched; what actors did near is looked for in all")
    func containers() async throws {
        let found = try await document("who stopped prod-api-? prod")
        #expect(found["coverage"]?["containers"] == .number(3))
        #expect(Set(texts("container_name", found)).isSubset(of: ["prod", "prod-api-1", "prod-api-2"]))
        #expect(Set(texts("container_name", found)).count > 1)
        for chosen in ["--container prod,prod-api-*", "--container prod --container prod-api-*"] {
            let same = try await document("who stopped \(chosen)")
            #expect(texts("event_id", same) == texts("event_id", found))
        }
        // The reboot of node-us on 30 October stopped more than these.
        let near = (found["entries"]?.elements ?? []).flatMap { $0["around"]?["entries"]?.elements ?? [] }
        #expect(near.contains { $0["container_name"]?.text == "dev-tom" })
    }

    @Test("actors, kinds and automation narrow it, and what is left out is counted")
    func actors() async throws {
        let all = try await document("who stopped")
        let users = try await document("who stopped --actor USER_*")
        #expect(texts("actor", users).allSatisfy { $0.hasPrefix("user_") })
        #expect(
            users["found"]?.number.flatMap { found in users["left_out"]?.number.map { $0 + found } }
                == all["found"]?.number
        )
        // An option takes one value: what follows is a container.
        let one = try await document("who stopped --actor USER_* prod")
        #expect(!texts("container_name", one).isEmpty && texts("container_name", one).allSatisfy { $0 == "prod" })
        let kinds = try await document("who stopped --kind user,system")
        #expect(Set(texts("kind", kinds)) == ["user", "system"])
        let people = try await document("who stopped --no-automation")
        #expect(!texts("kind", people).contains("automation") && texts("kind", all).contains("automation"))
        #expect(people["filters"]?["no_automation"] == .flag(true))
    }

    @Test("text lists twenty, the other formats all, unless a limit is given; all are counted")
    func limit() async throws {
        let all = try await document("who running")
        let count = texts("event_id", all).count
        #expect(all["found"] == .number(Double(count)) && all["options"]?["listed"] == .null)
        #expect(
            try await run("who running --all").text.contains(
                "Not listed: \(count - 20) more; --limit \(count) lists all."
            )
        )
        let short = try await document("who running --limit 3")
        #expect(texts("event_id", short) == Array(texts("event_id", all).prefix(3)))
        #expect(short["found"] == .number(Double(count)) && short["options"]?["listed"] == .number(3))
        let rows = try await run("who running --limit 3 --format csv").text.split(separator: "\r\n")
        #expect(rows.count == 4)
    }

    @Test("a chain break next to an answer is said, with the neighbour that does not fit")
    func chainBreak() async throws {
        let doubted = try await document("who stopped data-warehouse")
        let broken = try #require(
            (doubted["entries"]?.elements ?? []).first {
                $0["doubts"]?.elements.contains(.text("chain-break-before")) ?? false
            }
        )
        #expect(broken["complete"] == .flag(false))
        #expect(broken["before"]?["to_status"]?.text != broken["from_status"]?.text)
        let text = try await run("who stopped data-warehouse --limit 100").text
        #expect(text.contains("an entry is missing before it"))
    }

    @Test("where nothing is found the period that was searched is told, and whether the store covers it")
    func nothing() async throws {
        let text = try await run("who stopped prod --actor user_mara --period 2026-W45").text
        #expect(
            text.hasPrefix(
                """
                No entry brought “prod” into stopped, by an actor like “user_mara”.
                Searched: from 2026-11-02 00:00:00 UTC to 2026-11-09 00:00:00 UTC, 
                """
            )
        )
        #expect(text.contains("The store covers all of that period.\n"))
        #expect(text.contains("leave out --actor"))
        let later = try await run("who stopped prod --from 2026-11-14 --to 2026-11-20T00:00Z --allow-stale").text
            .replacing(
                "\n",
                with: " "
            )
        #expect(
            later.contains(
                "1 of 1 container is stale, that is not covered to the end: prod (until 2026-11-16 00:00:00)."
            )
        )
        #expect(later.contains("tacho ingest fetches what is newer."))
    }

    @Test("maintenance that is declared makes a window planned")
    func planned() async throws {
        let folder = try TemporaryFolder()
        let rule = #"{name: friday, containers: ["prod"], from: 2026-11-13T16:00:00Z, to: 2026-11-13T18:00:00Z}"#
        let file = try folder.write("maintenance:\n  - \(rule)\n", to: "tacho.yml")
        let text = try await run("who stopped prod --config \(file)").text
        #expect(text.contains("\n  planned    yes: in declared maintenance\n"))
    }

    @Test("a glob names containers in the other commands as well")
    func globsElsewhere() async throws {
        let report = try JSONValue(
            parsing: Array(await run("report --period 2026-W46 --container prod-api-* --format json").output)
        )
        #expect(
            report["containers"]?.elements.compactMap { $0["name"]?.text }.sorted() == ["prod-api-1", "prod-api-2"]
        )
        #expect(try await run("audit --container prod-api-*").text.contains("everything recorded, 2 containers"))
        #expect(try await run("timeline pro?").text.hasPrefix("prod from "))
    }
}

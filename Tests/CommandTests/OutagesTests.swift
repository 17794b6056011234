import Foundation
import SchemaValidation
import Simulation
import TestSupport
import Testing

@Suite("The outages of a range, and one whole")
struct OutageCommandTests {
    @Test("Those of a range are those of its report")
    func range() async throws {
        let store = try await CompanyStore.shared.value
        let report = try await store.document("report", "--period", "2026-W46", "--compare", "none")
        let outages = try await store.document("outages", "--period", "2026-W46")
        #expect(outages["outages"] == report["outages"] && !(report["outages"]?.elements ?? []).isEmpty)
        #expect(outages["windows"]?.elements == [] && outages["entries"]?.elements == [])
        let rows = try await store.run("outages", "--period", "2026-W46", "--format", "csv", "--table", "outages")
        let same = try await store.run("report", "--period", "2026-W46", "--format", "csv", "--table", "outages")
        #expect(rows.output == same.output)
    }

    @Test("Without a range they are those of seven days, and the first line counts them")
    func sevenDays() async throws {
        let store = try await CompanyStore.shared.value
        let text = try await store.run("outages").text
        let count = try await store.document("report", "--period", "7d", "--compare", "none")["outages"]?.elements.count
        #expect(text.hasPrefix("\(count ?? 0) outages, 2026-11-09 00:00:00 to 2026-11-16 00:00:00, UTC\n"))
        // By the fleet's cast: mara stopped prod on Friday, and jonas brought it back 37 minutes later.
        #expect(
            text.contains(
                "\n  Fri 13 Nov 16:42  prod 37 min 25 s, prod-web 25 min 27 s, prod-api-1 50.8 s\n                    "
                    + "stopped by user_mara, brought back by user_jonas and\n                    user_mara\n"
            )
        )
    }

    @Test("A time gives the outage that holds it, whole, wherever it lies")
    func time() async throws {
        let store = try await CompanyStore.shared.value
        let text = try await store.run("outages", "2026-11-13 16:50").text
        let answer =
            "3 of 9 in prod were down within 37 min 25 s from Fri 13 Nov 16:42, stopped by user_mara, brought back by "
            + "user_jonas and user_mara."
        #expect(text.replacing("\n", with: " ").hasPrefix(answer))
        #expect(text.contains("\n  by        user_mara (user) 3 windows, 1 h 3 min\n"))
        #expect(text.contains("\n  prod        ████████████████████████████████████  37 min 25 s\n"))
        // Weeks before the default range; with a range of its own it is searched in that alone.
        let older = try await store.document("outages", "2026-10-20 15:15")
        let holding = (older["outages"]?.elements ?? []).filter { outage in
            outage["start"]?.text ?? "x" <= "2026-10-20T15:15:00.000Z"
                && "2026-10-20T15:15:00.000Z" < outage["end"]?.text ?? "x"
        }
        #expect(holding.contains { $0["group"]?.text == "prod" })
        #expect(older["time"]?.text == "2026-10-20T15:15:00.000Z" && older["event_id"] == .null)
        let nothing = try await store.run("outages", "2026-10-20 15:15", "--period", "2026-W46")
        #expect(nothing.text.hasPrefix("No outage lies within a day of 2026-10-20 15:15:00\n"))
    }

    @Test("An entry gives the outage that it belongs to, with everything around it")
    func event() async throws {
        let store = try await CompanyStore.shared.value
        let who = try await store.document("who", "stopped", "prod", "--actor", "user_mara")
        let event = try #require(who["answer"]?["event_id"]?.text)
        let found = try await store.document("outages", event)
        #expect(found["event_id"]?.text == event && found["outages"]?.elements.count == 1)
        let entries = found["entries"]?.elements ?? []
        let opened = entries.filter { $0["part"]?.text == "opened" }
        #expect(opened.map { $0["container_name"]?.text } == ["prod", "prod-web", "prod-api-1"])
        #expect(opened[0]["event_id"]?.text == event)
        #expect(opened[0]["metadata"]?["operation"]?.text == "stop")
        #expect(
            entries.filter { $0["part"]?.text == "closed" }.map { $0["actor"]?.text } == [
                "user_mara", "user_jonas", "user_jonas",
            ]
        )
        #expect(found["windows"]?[0]?["opened_by"]?["event_id"]?.text == event)
    }

    @Test("As Markdown it is a draft for a post-mortem")
    func markdown() async throws {
        let store = try await CompanyStore.shared.value
        let text = try await store.run("outages", "2026-11-13 16:50", "--format", "markdown").text
        #expect(text.hasPrefix("**Post-mortem: prod, 2026-11-13 16:42:14 UTC**\n\n### Summary\n"))
        for heading in ["### Impact", "### What is known", "### Still to be written"] {
            #expect(text.contains(heading))
        }
    }

    @Test("What is no time and no entry is refused, and so is a day")
    func mistakes() async throws {
        let store = try await CompanyStore.shared.value
        let unknown = try await store.run("outages", "6aff58910e69f2c54abb09ca", ends: 64)
        #expect(unknown.saysOneLine && unknown.complaint.contains("neither a time nor the id of an entry"))
        let who = try await store.document("who", "stopped", "prod")
        let event = try #require(who["answer"]?["event_id"]?.text)
        let other = try await store.run("outages", event, "--container", "prod-db", ends: 64)
        #expect(other.complaint.contains("is of a container that is not chosen"))
        let day = try await store.run("outages", "yesterday", ends: 64)
        #expect(day.complaint == "tacho: yesterday: a day, not a time; its outages: tacho outages --period yesterday\n")
        let stale = try await store.run("outages", "--from", "2026-11-15", "--to", "2026-11-17T00:00Z", ends: 3)
        #expect(stale.text.replacing("\n", with: " ").contains("not covered to its end"))
    }
}

@Suite("Every entry of a range, by the command")
struct EventsCommandTests {
    @Test("They are all entries of all containers, with the metadata as received")
    func all() async throws {
        let store = try await CompanyStore.shared.value
        let found = try await store.document("events", "--period", "2026-W46")
        let entries = found["entries"]?.elements ?? []
        let report = try await store.document("report", "--period", "2026-W46", "--compare", "none")
        #expect(found["found"] == report["quality"]?["entries"] && found["found"] == .number(Double(entries.count)))
        let times = entries.compactMap { $0["at"]?.text }
        #expect(times == times.sorted())
        for entry in entries where entry["operation_derived"] == .flag(false) {
            let metadata = entry["metadata"]
            #expect((metadata?["operation"] ?? metadata?["command"]) == entry["operation"])
        }
        #expect(entries.contains { $0["reason"]?.text != nil && $0["reason"] == $0["metadata"]?["error"] })
    }

    @Test("NDJSON has the same entries, a line each")
    func lines() async throws {
        let store = try await CompanyStore.shared.value
        let found = try await store.document("events", "--period", "2026-W46")
        let lines = try await store.run("events", "--period", "2026-W46", "--format", "ndjson").text.split(
            separator: "\n"
        )
        #expect(try lines.map { try JSONValue(parsing: $0.utf8) } == found["entries"]?.elements)
        let cells = try await store.run("events", "prod-worker", "--period", "2026-11-12", "--format", "csv").text
        #expect(cells.contains(#","{""#) && cells.contains(#"""error"":""process exited with status 137"""#))
    }

    @Test("A limit takes the oldest, filters leave out and say so, and a range must be covered")
    func choice() async throws {
        let store = try await CompanyStore.shared.value
        let text = try await store.run("events", "--period", "2026-11-10", "--limit", "3").text
        #expect(text.hasPrefix("28 entries of 23 containers from 2026-11-10 00:00:00 to 2026-11-11 00:00:00, UTC\n"))
        #expect(text.hasSuffix("\nNot listed: 25 later entries; --limit 28 lists all.\n"))
        let none = try await store.run("events", "prod", "--period", "2026-11-10", "--kind", "user").text
        #expect(none.contains("without --kind you see them"))
        #expect(try await store.run("events", "--limit", "0", ends: 64).complaint.contains("no entry would be listed"))
        #expect(try await store.run("events", "--actor", "user_kia", ends: 64).complaint.contains("--actor user_kia"))
        _ = try await store.run("events", "--from", "2026-11-15", "--to", "2026-11-17T00:00Z", ends: 3)
    }
}

import Answers
import Ingestion
import Observations
import TestSupport
import Testing
import Timelines

@Suite("Selections")
struct SelectionTests {
    private let fleet = FakeFleet { state in
        for id in ["a", "b", "c", "d"] { state.add(id, hourly(0..<2)) }
        state.names = ["a": "prod", "b": "prod", "c": "staging", "d": "c"]
        state.projects = ["a": "p", "b": "q", "c": "q"]
    }

    private func scope(of options: IngestionOptions, in store: FakeStore = FakeStore()) async throws -> PassScope? {
        try await fleet.ingest(into: store, options)
        return store.current.passes.last?.scope
    }

    @Test("Containers are chosen by id or by name; a name that several bear means all of them, and none is read twice")
    func chooses() async throws {
        #expect(try await scope(of: IngestionOptions(containers: ["a"])) == .containers(["a"]))
        #expect(try await scope(of: IngestionOptions(containers: ["prod"])) == .containers(["a", "b"]))
        #expect(
            try await scope(of: IngestionOptions(containers: ["c", "prod", "a"])) == .containers(["c", "d", "a", "b"])
        )
    }

    @Test("A glob means all whose id or name is of its form, as in every command; an exact name goes before a form")
    func globs() async throws {
        #expect(try await scope(of: IngestionOptions(containers: ["pro*"])) == .containers(["a", "b"]))
        #expect(try await scope(of: IngestionOptions(containers: ["?"])) == .containers(["a", "b", "c", "d"]))
        #expect(try await scope(of: IngestionOptions(containers: ["st*g", "a"])) == .containers(["c", "a"]))
        fleet.change { $0.names["d"] = "pro*" }
        #expect(try await scope(of: IngestionOptions(containers: ["pro*"])) == .containers(["d"]))
        do {
            try await fleet.ingest(into: FakeStore(), IngestionOptions(containers: ["web-*"]))
            Issue.record("web-* was found")
        } catch {
            #expect(error.code == .noSuchContainer)
            #expect(error.message == "no container matches \"web-*\"")
        }
    }

    @Test(
        "A glob takes in what has left the listing, but what is known to be gone only where nothing else is of its form"
    )
    func globsOfLeft() async throws {
        let store = FakeStore()
        try await fleet.ingest(into: store)
        fleet.change { state in
            state.listed = ["a", "b"]
            state.logs["c"] = nil
        }
        let first = try await fleet.ingest(into: store, IngestionOptions(containers: ["*"]))
        #expect(first.gone == ["c"])
        #expect(try await scope(of: IngestionOptions(containers: ["*"]), in: store) == .containers(["a", "b", "d"]))
        #expect(try await scope(of: IngestionOptions(containers: ["stag*"]), in: store) == .containers(["c"]))
    }

    /// Names of few letters, so that patterns match often.
    private func text(_ letters: [String], _ generator: inout SeededGenerator) -> String {
        (0..<Int.random(in: 1...3, using: &generator)).map { _ in letters.randomElement(using: &generator) ?? "" }
            .joined()
    }

    @Test("The same patterns select the same containers as in a report", arguments: 1...30)
    func sameAsReport(seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        let fleet = FakeFleet { state in
            for number in 0..<8 {
                let id = "\(text(["a", "b"], &generator))\(number)"
                state.add(id, [])
                state.names[ContainerID(id)] = text(["a", "b", "*", "é"], &generator)
            }
        }
        let state = fleet.current
        let known = state.listed.map { Container(id: $0, name: state.names[$0]) }
        for _ in 0..<10 {
            let patterns = (0..<Int.random(in: 1...2, using: &generator)).map { _ in
                text(["a", "b", "é", "*", "?"], &generator)
            }
            let expected: Set<ContainerID>?
            do {
                expected = try ContainerSelection(containers: patterns).ids(among: known)
            } catch {
                expected = nil
            }
            let store = FakeStore()
            do {
                try await fleet.ingest(into: store, IngestionOptions(containers: patterns))
                guard case .containers(let chosen)? = store.current.passes.last?.scope else {
                    Issue.record("seed \(seed): \(patterns) were not resolved")
                    continue
                }
                #expect(Set(chosen) == expected, "seed \(seed): \(patterns)")
            } catch {
                #expect(error.code == .noSuchContainer && expected == nil, "seed \(seed): \(patterns), \(error)")
            }
        }
    }

    @Test("Projects are listed one by one, and names are looked for among theirs")
    func choosesProjects() async throws {
        #expect(try await scope(of: IngestionOptions(projects: ["p", "q"])) == .projects(["p", "q"]))
        #expect(fleet.current.requests.prefix(2) == [.list(project: "p", page: 1), .list(project: "q", page: 1)])
        let both = IngestionOptions(projects: ["q"], containers: ["prod"])
        #expect(try await scope(of: both) == .containers(["b"]))
    }

    @Test("Known containers of other projects are not asked for, and are not gone")
    func leavesOtherProjects() async throws {
        let store = FakeStore()
        try await fleet.ingest(into: store)
        let result = try await fleet.ingest(into: store, IngestionOptions(projects: ["p"]))
        #expect(result.complete == 1)
        #expect(result.gone.isEmpty)
    }

    @Test("A name that none bears is an error with the nearest one")
    func suggests() async throws {
        for (text, message) in [
            ("stagin", "no container matches \"stagin\"; did you mean staging?"),
            ("PROD", "no container matches \"PROD\"; did you mean prod?"),
            ("something-else", "no container matches \"something-else\""),
        ] {
            do {
                try await fleet.ingest(into: FakeStore(), IngestionOptions(containers: [text]))
                Issue.record("\(text) was found")
            } catch {
                #expect(error.code == .noSuchContainer)
                #expect(error.message == message)
            }
        }
    }

    @Test("A container that has left the listing is found by the name it had, and can be gone")
    func findsLeft() async throws {
        let store = FakeStore()
        try await fleet.ingest(into: store)
        fleet.change { state in
            state.listed = ["a", "b"]
            state.logs["c"] = nil
        }
        let result = try await fleet.ingest(into: store, IngestionOptions(containers: ["staging"]))
        #expect(result.gone == ["c"])
    }

    @Test("An id that nobody has heard of is asked for as it is, and kept only if the API answers")
    func asksForUnheardOf() async throws {
        let id = ContainerID("890a1b2c3d4e5f6071829304")
        let store = FakeStore()
        let refused = try await fleet.ingest(into: store, IngestionOptions(containers: [id.text]))
        #expect(refused.reasons == [id.text: "404 Not Found"])
        #expect(store.current.modes.isEmpty)
        fleet.change { $0.logs[id] = hourly(0..<150) }
        let result = try await fleet.ingest(into: store, IngestionOptions(containers: [id.text]))
        #expect(result.isWhole)
        #expect(store.numbers(of: id.text) == Array(0..<150))
    }
}

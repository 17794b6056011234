import Simulation
import TestSupport
import Testing

@Suite("What an ingest can't use is refused in one line")
struct BadIngestTests {
    @Test(
        "what an ingest can't work with",
        arguments: [
            Mistake("ingest", 64, naming: "--base-url"),
            Mistake("ingest --base-url http://127.0.0.1:1", 64, naming: "HOODY_TOKEN", ["HOODY_TOKEN": ""]),
            Mistake("ingest --base-url http://127.0.0.1:1 --token-file none", 64, naming: "none"),
            Mistake("ingest --base-url http://127.0.0.1:1 --token-file empty-token", 64, naming: "token"),
            Mistake("ingest --base-url ftp://127.0.0.1", 64, naming: "base URL"),
            Mistake("ingest --base-url http://me:secret@127.0.0.1", 64, naming: "base URL"),
            Mistake("ingest --base-url http://127.0.0.1:1 --concurrency 0", 64, naming: "--concurrency 0"),
            Mistake("ingest --base-url http://127.0.0.1:1 --timeout never", 64, naming: "never"),
            Mistake("ingest --base-url http://127.0.0.1:1 --timeout 30", 64, naming: "write a span with its unit"),
            Mistake("ingest --base-url http://127.0.0.1:1 --overlap 24", 64, naming: "--overlap 24: no span of time"),
            Mistake("ingest --base-url http://127.0.0.1:1", 64, naming: "TACHO_NOW", ["TACHO_NOW": "soon"]),
            Mistake("ingest --base-url http://127.0.0.1:1 --db text.txt", 65, naming: "text.txt"),
            Mistake("ingest --base-url http://127.0.0.1:1 --db folder", 74, naming: "folder"),
            Mistake("ingest --base-url http://127.0.0.1:1 --db /proc/store.sqlite", 74, naming: "/proc/store.sqlite"),
            Mistake(
                "ingest --base-url http://127.0.0.1:1",
                69,
                naming: "127.0.0.1",
                ["TACHO_DB": "unreachable.sqlite"]
            ),
        ]
    )
    func ingestMistakes(mistake: Mistake) async throws {
        try await mistake.check()
    }

    @Test("a token that the API refuses ends 77, and is not repeated")
    func wrongToken() async throws {
        let server = try Fixture.server(token: .exactly("another"))
        defer { server.stop() }
        let refused = Mistake("ingest --base-url \(server.baseURL)", 77, naming: "401", ["TACHO_DB": "refused.sqlite"])
        try await refused.check()
    }

    #if os(Linux)
    @Test("only what sends requests loads libcurl, and says so where that can't be done")
    func withoutLibcurl() async throws {
        let folder = try TemporaryFolder()
        // The dynamic linker finds this first.
        _ = try folder.write("This is a text, and by no means a library.\n", to: "libcurl.so.4")
        let path = ["LD_LIBRARY_PATH": folder.path]
        let settings = path.merging(["TACHO_DB": "new.sqlite"]) { $1 }
        try await Mistake("ingest --base-url http://127.0.0.1:1", 74, naming: "libcurl can't be loaded", settings)
            .check()
        let store = try await Mistake.folder.value.file("store.sqlite")
        #expect(try await tacho(["report", "--period", "2026-W46", "--db", store], environment: path).code == 0)
    }
    #endif

    @Test("a container that the API does not know ends 64 with the nearest name")
    func unknownAtTheAPI() async throws {
        let server = try Fixture.server()
        defer { server.stop() }
        let command = "ingest --base-url \(server.baseURL) --container prdo"
        try await Mistake(command, 64, naming: "prod", ["TACHO_DB": "new.sqlite"]).check()
    }

    @Test("the token comes from a file or from standard input as well")
    func tokenFile() async throws {
        let folder = try TemporaryFolder()
        let server = try Fixture.server(token: .exactly(Fixture.token))
        defer { server.stop() }
        let command = Fixture.ingestion(from: server.baseURL, into: folder.file("store.sqlite"))
        let file = try folder.write(Fixture.token + "\n", to: "token")
        #expect(try await tacho(command + ["--token-file", file]).code == 0)
        #expect(try await tacho(command + ["--token-file", "-"], input: Fixture.token + "\n").code == 0)
    }
}

import Foundation
import SchemaValidation
import Simulation
import TestSupport
import Testing
import Timelines

@Suite("An archive of pages")
struct SiteTests {
    /// The files of an archive by path.
    fileprivate struct Archive: Equatable {
        let files: [String: Data]

        init(_ path: String) throws {
            let names = try FileManager.default.subpathsOfDirectory(atPath: path)
            files = try names.reduce(into: [:]) { files, name in
                var isFolder: ObjCBool = false
                let file = path + "/" + name
                if FileManager.default.fileExists(atPath: file, isDirectory: &isFolder), !isFolder.boolValue {
                    files[name] = try Data(contentsOf: URL(fileURLWithPath: file))
                }
            }
        }

        func text(_ name: String) -> String { String(decoding: files[name] ?? Data(), as: UTF8.self) }

        func names(in folder: String) -> [String] { files.keys.filter { $0.hasPrefix(folder + "/") }.sorted() }

        /// What pages lead to that is not there.
        var deadLinks: [String] {
            files.keys.filter { $0.hasSuffix(".html") }.flatMap { name -> [String] in
                // Without a regular expression, which takes minutes on pages of this size where every access is watched.
                text(name).components(separatedBy: "href=\"").dropFirst().compactMap { rest in
                    let link = String(rest.prefix { $0 != "\"" })
                    let folder = URL(fileURLWithPath: "/" + name).deletingLastPathComponent()
                    let target = folder.appending(path: link).standardizedFileURL.path
                    return files[String(target.dropFirst())] == nil ? "\(name): \(link)" : nil
                }
            }
        }
    }

    /// A store of the company, read once on Sunday and once on Monday.
    fileprivate struct TwoReadings {
        let folder: TemporaryFolder
        static let sunday = "2026-11-15T00:06:00Z"
        static let monday = "2026-11-16T00:06:00Z"

        init() throws {
            folder = try TemporaryFolder()
            let configuration = BuiltProgram.sourceFolder.appending(path: "reports/tacho.yml")
            try FileManager.default.copyItem(atPath: configuration.path, toPath: folder.file("tacho.yml"))
        }

        func ingest(at time: Instant) async throws {
            let server = try Fixture.server(at: time)
            defer { server.stop() }
            let outcome = try await tacho(
                Fixture.ingestion(from: server.baseURL, into: folder.file("store.sqlite")),
                environment: ["HOODY_TOKEN": Fixture.token, "TACHO_NOW": time.iso8601]
            )
            #expect(outcome.code == 0, "\(outcome.complaint)")
        }

        func site(_ more: String..., now: String, ends code: Int32 = 0) async throws -> Outcome {
            let outcome = try await tacho(
                ["site", folder.file("site"), "--db", folder.file("store.sqlite")] + more,
                environment: ["TACHO_NOW": now]
            )
            #expect(outcome.code == code, "\(more): \(outcome.complaint)")
            return outcome
        }

        var archive: Archive { get throws { try Archive(folder.file("site")) } }
    }

    @Test("has a page for every week, month, container and outage, an index that leads to them, badges and a feed")
    func whole() async throws {
        let store = try await CompanyStore.shared.value
        let folder = try TemporaryFolder()
        let outcome = try await store.run("site", folder.file("site"))
        let archive = try Archive(folder.file("site"))
        #expect(
            outcome.text.hasSuffix(
                "/index.html: \(archive.files.count - 1) pages, \(archive.files.count - 1) written\n"
            )
        )
        // Eight weeks of history from Monday, 21 September, on.
        #expect(archive.names(in: "weeks") == (39...46).map { "weeks/2026-W\($0).html" })
        #expect(archive.names(in: "months") == ["09", "10", "11"].map { "months/2026-\($0).html" })
        let report = try await store.document("report", "--from", "2026-09-21", "--compare", "none")
        let containers = report["containers"]?.elements.compactMap { $0["id"]?.text } ?? []
        #expect(archive.names(in: "containers") == containers.sorted().map { "containers/\($0).html" })
        let outages = report["outages"]?.elements.compactMap { outage in
            outage["start"]?.text.map { "outages/\($0.replacing(":", with: ""))-\(outage["group"]?.text ?? "").html" }
        }
        #expect(archive.names(in: "outages") == outages?.sorted() && outages?.isEmpty == false)
        #expect(["prod.svg", "staging.svg", "feed.xml", "site.json"].allSatisfy { archive.files[$0] != nil })
        #expect(archive.deadLinks == [])
        let index = archive.text("index.html")
        let leads = archive.files.keys.filter {
            $0.hasSuffix(".html") && $0 != "index.html" && !index.contains("href=\"\($0)\"")
        }
        #expect(leads.isEmpty, "the index leads to all pages")
        #expect(index.contains("prod met its objective: 99.96% (objective 99.9%)"))
        #expect(try PrintedDocument(Array(archive.files["site.json"] ?? Data())).complaints() == [])
        #expect(
            archive.text("feed.xml").contains(
                "<title>prod: prod 37 min 25 s, prod-web 25 min 27 s, prod-api-1 50.8 s</title>"
            )
        )
        // The page of a week is that of its report, but for the way to the others.
        let week = try await store.run("report", "--period", "2026-W46", "--format", "html").text
        let sentence = "prod met its objective: 99.91% (objective 99.9%)."
        #expect(week.contains(sentence) && archive.text("weeks/2026-W46.html").contains(sentence))
    }

    @Test("Nothing is written that is there already, byte for byte; without the folder everything is, the same")
    func unchanged() async throws {
        let store = try await CompanyStore.shared.value
        let folder = try TemporaryFolder()
        let path = folder.file("site")
        _ = try await store.run("site", path)
        let first = try Archive(path)
        let dates = try first.files.keys.map {
            try FileManager.default.attributesOfItem(atPath: path + "/" + $0)[.modificationDate] as? Date
        }
        let again = try await store.run("site", path)
        #expect(again.text.hasSuffix("pages, 0 written\n"))
        #expect(try Archive(path) == first)
        #expect(
            try first.files.keys.map {
                try FileManager.default.attributesOfItem(atPath: path + "/" + $0)[.modificationDate] as? Date
            } == dates
        )
        try FileManager.default.removeItem(atPath: path)
        _ = try await store.run("site", path)
        #expect(try Archive(path) == first)
    }

    @Test("A week that is over never changes, whatever is read later, and says the root of its log; the present does")
    func frozen() async throws {
        let readings = try TwoReadings()
        try await readings.ingest(at: Fixture.fleet.clock(revision: 1))
        _ = try await readings.site(now: TwoReadings.sunday)
        let before = try readings.archive
        try await readings.ingest(at: Fixture.now)
        let outcome = try await readings.site(now: TwoReadings.monday)
        let after = try readings.archive
        // The second reading amends entries of these weeks.
        let over = (39...45).map { "weeks/2026-W\($0).html" } + ["months/2026-09.html", "months/2026-10.html"]
        #expect(over.allSatisfy { before.files[$0] != nil && before.files[$0] == after.files[$0] })
        let changed = ["index.html", "weeks/2026-W46.html", "months/2026-11.html"]
        #expect(changed.allSatisfy { before.files[$0] != after.files[$0] })
        #expect(before.text("weeks/2026-W46.html").contains("so far"))
        #expect(!after.text("weeks/2026-W46.html").contains("so far"))
        #expect(after.text("weeks/2026-W46.html").contains("Week 46 was over and known when this page was made"))
        // Each of them says the log that it is of, as the list does.
        let list = try JSONValue(parsing: Array(after.files["site.json"] ?? Data()))
        for page in list["pages"]?.elements ?? [] {
            guard let path = page["path"]?.text, path.hasSuffix(".html"), let root = page["log"]?["root"]?.text else {
                continue
            }
            #expect(
                after.text(path).contains(root.replacing("=", with: "&#x3D;")) || after.text(path).contains(root),
                "\(path)"
            )
        }
        #expect(after.deadLinks == [])
        #expect(!outcome.text.contains(" 0 written"))

        // From one log alone, everything is of that log.
        _ = try await readings.site("--rebuild", now: TwoReadings.monday)
        let rebuilt = try readings.archive
        #expect(rebuilt.files["weeks/2026-W45.html"] != before.files["weeks/2026-W45.html"])
        #expect(rebuilt.files["weeks/2026-W46.html"] == after.files["weeks/2026-W46.html"])
    }

    @Test("A page that somebody changed or removed is named and made again")
    func altered() async throws {
        let readings = try TwoReadings()
        try await readings.ingest(at: Fixture.now)
        _ = try await readings.site(now: TwoReadings.monday)
        let first = try readings.archive
        let page = readings.folder.file("site/weeks/2026-W44.html")
        try "nothing happened".write(toFile: page, atomically: true, encoding: .utf8)
        let outcome = try await readings.site(now: TwoReadings.monday)
        #expect(outcome.complaint.contains("weeks/2026-W44.html: changed or removed since written; made again"))
        #expect(try readings.archive == first)
        try FileManager.default.removeItem(atPath: page)
        #expect(try await readings.site("--quiet", now: TwoReadings.monday).complaint == "")
        #expect(try readings.archive == first)
    }

    @Test(
        "Pages that are over keep the configuration that they were made with, and a line says so; pages of what is gone are removed"
    )
    func configuration() async throws {
        let readings = try TwoReadings()
        try await readings.ingest(at: Fixture.now)
        _ = try await readings.site(now: TwoReadings.monday)
        let first = try readings.archive
        try "groups:\n  web:\n    containers: [prod-web]\n".write(
            toFile: readings.folder.file("tacho.yml"),
            atomically: true,
            encoding: .utf8
        )
        let outcome = try await readings.site(now: TwoReadings.monday)
        let second = try readings.archive
        #expect(
            outcome.complaint.contains(
                "made with another configuration, and stay so; --rebuild makes all of them again"
            )
        )
        #expect(second.files["weeks/2026-W44.html"] == first.files["weeks/2026-W44.html"])
        #expect(second.files["prod.svg"] == nil && second.files["web.svg"] != nil)
        #expect(outcome.text.contains(" removed"))
        #expect(second.deadLinks == [])
    }

    @Test("Pages that are over keep the time zone that they were made for, and a line says so")
    func timezone() async throws {
        let readings = try TwoReadings()
        try await readings.ingest(at: Fixture.now)
        #expect(try await !readings.site(now: TwoReadings.monday).complaint.contains("time zone"))
        let first = try readings.archive
        let outcome = try await readings.site("--timezone", "Asia/Tokyo", now: TwoReadings.monday)
        #expect(outcome.complaint.contains("made for another time zone, and stay so"), "\(outcome.complaint)")
        let second = try readings.archive
        #expect(second.files["weeks/2026-W44.html"] == first.files["weeks/2026-W44.html"])
        let rebuilt = try await readings.site("--timezone", "Asia/Tokyo", "--rebuild", now: TwoReadings.monday)
        #expect(!rebuilt.complaint.contains("time zone"), "\(rebuilt.complaint)")
        #expect(try readings.archive.files["weeks/2026-W44.html"] != first.files["weeks/2026-W44.html"])
    }

    @Test("A run that is killed in the middle leaves whole pages, and the next one finishes")
    func killed() async throws {
        let readings = try TwoReadings()
        try await readings.ingest(at: Fixture.now)
        let site = readings.folder.file("site")
        let running = try Running(
            ["site", site, "--db", readings.folder.file("store.sqlite")],
            environment: ["TACHO_NOW": TwoReadings.monday]
        )
        #expect(
            try await eventually { try FileManager.default.fileExists(atPath: site) && Archive(site).files.count > 5 }
        )
        running.send(SIGKILL)
        _ = try await running.outcome()
        let partial = try readings.archive
        #expect(partial.files["site.json"] != nil)
        #expect(partial.files.allSatisfy { !$0.key.hasSuffix(".html") || partial.text($0.key).hasSuffix("</html>\n") })
        _ = try await readings.site(now: TwoReadings.monday)
        let finished = try readings.archive
        let leftovers = finished.files.keys.filter { $0.contains(".tacho-") }
        let whole = try TwoReadings.fresh(beside: readings)
        _ = try await whole.site(now: TwoReadings.monday)
        #expect(finished.files.filter { !leftovers.contains($0.key) } == (try whole.archive.files))
    }

    @Test("Nothing is written into a folder that is no archive, over a file, or without a store")
    func refusals() async throws {
        let store = try await CompanyStore.shared.value
        let folder = try TemporaryFolder()
        let own = try folder.write("mine", to: "letters.txt")
        let inFolder = try await store.run("site", folder.path, ends: 64)
        #expect(
            inFolder.complaint.hasSuffix("the folder is not empty and holds no archive; name an empty or a new one\n")
        )
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["letters.txt"])
        let overFile = try await store.run("site", own, ends: 64)
        #expect(overFile.complaint.hasSuffix("it is a file, and an archive needs a folder; name one\n"))
        let withoutStore = try await tacho("site", folder.file("new"), "--db", folder.file("none.sqlite"))
        #expect(withoutStore.code == 65 || withoutStore.code == 74 || withoutStore.code == 64)
        #expect(!FileManager.default.fileExists(atPath: folder.file("new")))
        try FileManager.default.createDirectory(atPath: folder.file("old"), withIntermediateDirectories: false)
        try "{".write(toFile: folder.file("old/site.json"), atomically: true, encoding: .utf8)
        let damaged = try await store.run("site", folder.file("old"), ends: 65)
        #expect(
            damaged.complaint.contains("old/site.json: the list of the archive's pages can't be used; it is no list")
        )
        let address = try await store.run("site", folder.file("new"), "--url", "status page", ends: 64)
        #expect(address.complaint.contains("--url status page: write an address such as https://status.example.org/"))
    }

    @Test("With an address, the links of the feed are whole")
    func address() async throws {
        let store = try await CompanyStore.shared.value
        let folder = try TemporaryFolder()
        _ = try await store.run(
            "site",
            folder.file("site"),
            "--url",
            "https://status.example.org/a",
            "--title",
            "Example <Ltd>"
        )
        let feed = try Archive(folder.file("site")).text("feed.xml")
        #expect(feed.contains(#"href="https://status.example.org/a/outages/2026-11-13T164214.507Z-prod.html""#))
        #expect(feed.contains("<title>Example &lt;Ltd&gt;</title>"))
    }
}

extension SiteTests.TwoReadings {
    /// The same store, without an archive.
    fileprivate static func fresh(beside other: Self) throws -> Self {
        let copy = try Self()
        for name in try FileManager.default.contentsOfDirectory(atPath: other.folder.path)
        where name.hasPrefix("store.sqlite") {
            try FileManager.default.copyItem(atPath: other.folder.file(name), toPath: copy.folder.file(name))
        }
        return copy
    }
}

import Foundation
import ServiceLevels
import Study
import Testing
import Timelines

@testable import Answers
@testable import Rendering

@Suite("The small files of an archive")
struct SiteFileTests {
    // MARK: Names

    @Test("A file is called as what it is of, where that can be a file's name everywhere; else by a hash")
    func names() {
        #expect(SitePath.name(of: "prod") == "prod")
        #expect(SitePath.name(of: "6a016b798f1e4c65ad566c55") == "6a016b798f1e4c65ad566c55")
        let hostile = [
            "", "Prod", "../prod", "a/b", "..", "con\u{0}", "größe", "x-1", "prod.", String(repeating: "a", count: 65),
        ]
        let names = hostile.map(SitePath.name)
        #expect(names.allSatisfy { $0.wholeMatch(of: /x-[0-9a-f]{24}/) != nil })
        #expect(Set(names).count == hostile.count)
        // The SHA-256 of the empty text begins so (FIPS 180-4).
        #expect(names[0] == "x-e3b0c44298fc1c149afbf4c8")
    }

    @Test("An entry of the feed has a name of RFC 9562, version 8, that follows from what it tells of")
    func urns() {
        // Sixteen bytes of the same hash, with the version in the seventh and the variant in the ninth.
        #expect(SitePath.urn(of: "") == "urn:uuid:e3b0c442-98fc-8c14-9afb-f4c8996fb924")
        #expect(SitePath.urn(of: "a") != SitePath.urn(of: "b"))
    }

    // MARK: Badges

    private func group(_ name: String, objective: String?, up: TimeSpan, counted: TimeSpan) throws -> GroupFigures {
        var group = try ServiceLevelTests.group(hours: [], objective: objective ?? "99%", containers: "*")
        if objective == nil { group.objective = nil }
        group.name = name
        var time = ServiceTime()
        (time.up, time.counted) = (up, counted)
        return GroupFigures(
            group: group,
            containers: 1,
            service: ServiceFigures(time: time, objective: group.objective),
            restarts: GroupRestarts(),
            outages: OutageTotals(),
            worst: []
        )
    }

    @Test("A badge says the level, and whether the objective was met by a sign as well as by its colour")
    func badge() throws {
        let met = Badge(try group("prod", objective: "99%", up: .hours(999), counted: .hours(1))).document
        // Four letters and eight of 6.8 px, with 6 px on both sides of each.
        #expect(met.contains(#"width="105.6" height="20""#) && met.contains(#"class="met" x="39.2""#))
        #expect(met.contains(">99.90% ✓</text>"))
        #expect(met.contains("<title>prod: 99.90% available in the last 28 days, objective 99% met</title>"))
        let missed = Badge(try group("prod", objective: "99%", up: .hours(98), counted: .hours(2))).document
        #expect(missed.contains(#"class="missed""#) && missed.contains(">98.00% ✗</text>"))
        let plain = Badge(try group("dev", objective: nil, up: .hours(1), counted: .zero)).document
        #expect(plain.contains(#"class="plain""#) && plain.contains("<title>dev: 100% available in the last 28 days<"))
        let unknown = Badge(try group("dev", objective: "99%", up: .zero, counted: .zero)).document
        #expect(unknown.contains(">unknown</text>") && !unknown.contains("✓"))
    }

    @Test("A name in a badge is text")
    func hostileBadge() throws {
        let document = Badge(
            try group("</svg><script>\u{202E}\u{0}", objective: "99%", up: .hours(1), counted: .zero)
        ).document
        #expect(!document.contains("<script") && !document.contains("\u{202E}") && !document.contains("\u{0}"))
        #expect(document.ranges(of: "</svg>").count == 1)
    }

    // MARK: The feed

    @Test("A feed is Atom: each entry with its name, time and link, and no text that is markup")
    func feed() {
        let entry = AtomFeed.Entry(
            id: "urn:uuid:2",
            title: "prod & <web>",
            updated: Instant(milliseconds: 1_000),
            summary: "down \u{1}",
            path: "outages/1.html"
        )
        let feed = AtomFeed(
            id: "urn:uuid:1",
            title: "Stability",
            author: "Tachograph",
            updated: Instant(milliseconds: 1_000),
            path: "feed.xml",
            pagePath: "index.html",
            entries: [entry]
        )
        #expect(
            feed.xml == """
                <?xml version="1.0" encoding="UTF-8"?>
                <feed xmlns="http://www.w3.org/2005/Atom">
                  <id>urn:uuid:1</id>
                  <title>Stability</title>
                  <updated>1970-01-01T00:00:01.000Z</updated>
                  <author>
                    <name>Tachograph</name>
                  </author>
                  <link rel="self" type="application/atom+xml" href="feed.xml"/>
                  <link rel="alternate" type="text/html" href="index.html"/>
                  <entry>
                    <id>urn:uuid:2</id>
                    <title>prod &amp; &lt;web&gt;</title>
                    <updated>1970-01-01T00:00:01.000Z</updated>
                    <link rel="alternate" type="text/html" href="outages/1.html"/>
                    <summary>down \u{2401}</summary>
                  </entry>
                </feed>

                """
        )
    }

    // MARK: The list of pages

    private static let page =
        #"{"path":"weeks/2026-W46.html","sha256":"00","final":true,"log":{"size":7,"root":"\#(root)"},"config_sha256":null}"#
    private static let root = Data(repeating: 1, count: 32).base64EncodedString()

    private func list(_ pages: String, schema: String = SiteManifest.schema) -> [UInt8] {
        Array(#"{"schema":"\#(schema)","pages":[\#(pages)]}"#.utf8)
    }

    @Test("The list of the pages is read as it was written")
    func list() throws {
        let read = try SiteManifest(contents: list(Self.page))
        #expect(read.pages.count == 1)
        let page = try #require(read.pages["weeks/2026-W46.html"])
        #expect(page.isFinal && page.log == LogState(size: 7, root: Array(repeating: 1, count: 32)))
        #expect(try SiteManifest(contents: read.json()) == read)
        #expect(try SiteManifest(contents: SiteManifest().json()).pages.isEmpty)
    }

    @Test(
        "A list that leads out of the folder, or is no list, is refused with what is wrong in it",
        arguments: [
            ("../index.html", "is no page of an archive"), ("/etc/passwd.html", "is no page"),
            ("weeks/../../x.html", "is no page"), ("site.json", "is no page"), ("weeks/.x.html", "is no page"),
            ("weeks/a/b.html", "is no page"), ("tachograph.sqlite", "is no page"), ("", "is no page"),
        ]
    )
    func hostilePath(path: String, complaint: String) {
        let page = Self.page.replacing("weeks/2026-W46.html", with: path)
        let error = #expect(throws: SiteManifest.Mistake.self) { try SiteManifest(contents: list(page)) }
        #expect(error?.message.contains(complaint) == true)
    }

    @Test("So is one of another version, cut off, with a page twice or with no root hash")
    func damage() {
        func complaint(_ bytes: [UInt8]) -> String {
            do {
                _ = try SiteManifest(contents: bytes)
                return ""
            } catch {
                return error.message
            }
        }
        #expect(complaint(list("", schema: "tachograph.site/2")).contains("this tacho reads tachograph.site/1"))
        #expect(complaint(list(Self.page + "," + Self.page)).contains("is in it twice"))
        #expect(complaint(list(Self.page.replacing(Self.root, with: "AAAA"))).contains("no size and root hash"))
        #expect(complaint(list(Self.page.replacing(":7,", with: ":-7,"))).contains("no size and root hash"))
        #expect(complaint(Array(list(Self.page).dropLast(3))).contains("cut off"))
        #expect(complaint([]).contains("cut off"))
    }
}

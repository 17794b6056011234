import Foundation
import SchemaValidation
import Study
import Testing
import Timelines
import Transparency

@testable import Answers
@testable import Rendering

@Suite struct JSONTests {
    @Test("Every report that chance makes is valid by its schema, and Foundation can parse it")
    func schema() throws {
        let validator = try SchemaValidator(schemaNamed: "report")
        for seed: UInt64 in 1...10 {
            var random = RandomReports(seed: seed)
            let bytes = try random.report().json()
            #expect(try validator.complaints(about: JSONValue(parsing: bytes)) == [], "seed \(seed)")
            #expect(throws: Never.self, "seed \(seed)") { try JSONSerialization.jsonObject(with: Data(bytes)) }
        }
    }

    @Test("Answers and timelines that chance makes are valid by their schemas")
    func otherSchemas() throws {
        let who = try SchemaValidator(schemaNamed: "who")
        let timeline = try SchemaValidator(schemaNamed: "timeline")
        for seed: UInt64 in 1...10 {
            var random = RandomReports(seed: seed)
            #expect(try who.complaints(about: JSONValue(parsing: random.who(most: 5).json())) == [], "seed \(seed)")
            let states = Fixture.timeline((0..<5).map { _ in random.stretch() })
            #expect(try timeline.complaints(about: JSONValue(parsing: states.json())) == [], "seed \(seed)")
        }
    }

    @Test("The schema refuses a report with a member too few, too many, or of another type")
    func strictness() throws {
        let validator = try SchemaValidator(schemaNamed: "report")
        let good = String(decoding: try Fixture.report(Fixture.smallFigures).json(), as: UTF8.self)
        #expect(try validator.complaints(about: JSONValue(parsing: Array(good.utf8))) == [])
        let changes = [
            ("\"ratio\":", "\"quota\":"), ("\"quality\": {", "\"quality\": {\"more\": 1,"),
            ("\"flapping\": false", "\"flapping\": 0"), ("\"up_ms\": 1119600000", "\"up_ms\": 0.5"),
            ("\"open\": false", "\"open\": null"), ("00:00:00.000Z\"", "00:00:00Z\""),
            ("\"kind\": \"recovery\"", "\"kind\": \"slow\""), ("tachograph.report/1", "tachograph.report/2"),
            ("\"p50_ms\": [7000, 9990]", "\"p50_ms\": [7000]"), ("\"ratio\": 0.9", "\"ratio\": 1.9"),
        ]
        for (part, replacement) in changes {
            let bad = good.replacingOccurrences(of: part, with: replacement)
            #expect(bad != good, "\(part) is not in the report")
            #expect(try !validator.complaints(about: JSONValue(parsing: Array(bad.utf8))).isEmpty, "\(replacement)")
        }
    }

    @Test("Keys stand in the order of the contract")
    func order() throws {
        let lines = String(decoding: try Fixture.report(Fixture.smallFigures).json(), as: UTF8.self).split(
            separator: "\n"
        )
        let keys = lines.filter { $0.hasPrefix("  \"") }.compactMap { $0.split(separator: "\"").dropFirst().first }
        #expect(
            keys == [
                "schema", "range", "options", "log", "coverage", "fleet", "groups", "outages", "containers", "windows",
                "restarts", "failures", "slow", "stuck", "actors", "quality",
            ]
        )
    }

    @Test("A window is written as the contract shows it")
    func window() throws {
        var figures = Fixture.emptyFigures
        var window = Fixture.window
        window.closedBy = nil
        figures.windows = [Fixture.listed(window)]
        let text = String(decoding: try Fixture.report(figures).json(), as: UTF8.self)
        let expected = """
              "windows": [
                {
                  "container_id": "690b0a400000000000000001",
                  "container_name": "prod-api",
                  "start": "2026-11-09T10:00:00.000Z",
                  "end": "2026-11-09T11:00:00.000Z",
                  "duration_ms": 3600000,
                  "in_range_ms": 3600000,
                  "open": false,
                  "cut": false,
                  "planned": false,
                  "assumed": false,
                  "statuses": {
                    "stopped_ms": 3600000,
                    "failed_ms": 0,
                    "paused_ms": 0
                  },
                  "opened_by": {
                    "actor": "user_ana",
                    "kind": "user",
                    "operation": "force-stop",
                    "event_id": "e1",
                    "at": "2026-11-09T10:00:00.000Z",
                    "reason": null
                  },
                  "closed_by": null,
                  "reason": null,
                  "group": "all",
                  "cause": "user",
                  "counted_ms": 3600000,
                  "excused": false
                }
              ],
              "restarts": [],
            """
        #expect(text.contains(expected))
        #expect(text.hasSuffix("}\n"))
    }

    @Test("A latency has every percentile, null where it is withheld, and its interval with open ends")
    func latency() throws {
        let report = try JSONValue(parsing: Fixture.report(Fixture.smallFigures).json())
        let start = try #require(report["fleet"]?["latency"]?["start"])
        #expect(start["p50_ms"] == .number(8_250))
        #expect(start["p95_ms"] == .null)
        #expect(start["ci95"]?["p75_ms"] == .array([.number(8_250), .null]))
        #expect(start["ci95"]?["p95_ms"] == .null)
        #expect(report["fleet"]?["restarts"]?["flapping"] == .number(0))
        #expect(report["containers"]?[0]?["restarts"]?["flapping"] == .flag(false))
    }

    @Test("The log's root is base64, 32 bytes in 44 characters")
    func root() throws {
        // RFC 4648, section 10: the test vectors.
        #expect(
            ["", "f", "fo", "foo", "foob", "fooba", "foobar"].map { Base64.text(of: Array($0.utf8)) }
                == ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy"]
        )
        let report = try JSONValue(parsing: Fixture.report(Fixture.emptyFigures).json())
        let expected = Data(0..<32).base64EncodedString()
        #expect(report["log"]?["root"] == .text(expected))
    }

    @Test("A search over everything has a range without ends")
    func openRange() throws {
        let report = try JSONValue(parsing: Fixture.who([Fixture.answer()]).json())
        #expect(report["range"]?["from"] == .null)
        #expect(report["range"]?["to"] == .null)
        #expect(report["entries"]?[0]?["window"]?["opened_by"]?["actor"] == .text("user_ana"))
        #expect(report["entries"]?[0]?["duration_ms"] == .number(800))
        // What was searched is told all the same: from a day before Monday on, as far as all containers are covered.
        #expect(report["searched"]?["from"] == .text("2026-11-08T00:00:00.000Z"))
        #expect(report["searched"]?["to"] == .text("2026-11-16T00:00:00.000Z"))
        #expect(report["searched"]?["covered"] == .flag(true))
        #expect(report["searched"]?["entries"] == .number(40))
    }

    @Test("An answer says what it answers, whose entries counted, and what the log has next to each")
    func who() throws {
        var answer = Fixture.answer()
        answer.doubts = [.chainBreakBefore, .amended]
        answer.after = nil
        answer.nearby = NearbyEntries(count: 12, entries: [Fixture.nearby(2, nil, "restart", after: -5)])
        var report = Fixture.who([answer], range: Fixture.week, found: 3)
        report.question = WhoQuestion(
            .operation("force-stop"),
            by: ActorSelection(["user_*"], kinds: [.user, .system], isWithoutAutomation: true)
        )
        report.figures.leftOut = 4
        let document = try JSONValue(parsing: report.json())
        #expect(document["status"] == .null && document["operation"] == .text("force-stop"))
        #expect(document["filters"]?["actors"] == .array([.text("user_*")]))
        #expect(document["filters"]?["kinds"] == .array([.text("user"), .text("system")]))
        #expect(document["filters"]?["no_automation"] == .flag(true))
        #expect(document["found"] == .number(3) && document["left_out"] == .number(4))
        #expect(document["searched"]?["from"] == .text("2026-11-09T00:00:00.000Z"))
        let entry = try #require(document["entries"]?[0])
        #expect(entry["complete"] == .flag(false))
        #expect(entry["doubts"] == .array([.text("chain-break-before"), .text("amended")]))
        #expect(entry["before"]?["to_status"] == .text("running") && entry["before"]?["event_id"] == .text("e0"))
        #expect(entry["after"] == .null)
        #expect(entry["around"]?["count"] == .number(12))
        let near = try #require(entry["around"]?["entries"]?[0])
        #expect(near["offset_ms"] == .number(-5_000) && near["operation"] == .text("restart"))
        #expect(near["at"] == .text("2026-11-09T09:59:55.000Z") && near["container_name"] == .null)
        answer.nearby = nil
        #expect(try JSONValue(parsing: Fixture.who([answer]).json())["entries"]?[0]?["around"] == .null)
    }

    @Test("A long list comes in pieces that together are the whole")
    func pieces() throws {
        var figures = Fixture.emptyFigures
        figures.windows = Array(repeating: Fixture.listed(Fixture.window), count: 500)
        let report = Fixture.report(figures)
        var pieces: [[UInt8]] = []
        try report.writeJSON { pieces.append($0) }
        #expect(pieces.count > 3)
        #expect(try Array(pieces.joined()) == report.json())
        #expect(pieces.allSatisfy { $0.count < 70_000 })
    }

    @Test("A reader that fails ends the writing at once")
    func failingReader() {
        struct Full: Error {}
        var figures = Fixture.emptyFigures
        figures.windows = Array(repeating: Fixture.listed(Fixture.window), count: 500)
        let report = Fixture.report(figures)
        var calls = 0
        #expect(throws: Full.self) {
            try report.writeJSON { _ throws(Full) in
                calls += 1
                throw Full()
            }
        }
        #expect(calls == 1)
    }
}

@Suite struct JSONTextTests {
    private func text(_ value: Scalar) -> String {
        var text = JSONText()
        text.scalar(value)
        return String(decoding: text.bytes, as: UTF8.self)
    }

    @Test(
        "Numbers are the shortest that read back the same, whole ones without a fraction",
        arguments: [
            (0, "0"), (1, "1"), (-0.0, "0"), (0.1, "0.1"), (5_000, "5000"), (8_912.5, "8912.5"),
            (0.9967948717948718, "0.9967948717948718"), (1e300, "1e+300"), (-2.5, "-2.5"),
            (9_007_199_254_740_991, "9007199254740991"), (.nan, "null"), (.infinity, "null"),
        ] as [(Double, String)]
    )
    func numbers(number: Double, expected: String) {
        #expect(text(.number(number)) == expected)
        if number.isFinite { #expect(Double(expected) == number) }
    }

    @Test("Quotes, backslashes and control characters are escaped; all else is UTF-8 as it is")
    func strings() {
        #expect(text(.text("a\"b\\c/")) == #""a\"b\\c/""#)
        #expect(text(.text("\u{0}\u{8}\t\n\u{C}\r\u{1B}\u{1F}")) == #""\u0000\b\t\n\f\r\u001b\u001f""#)
        #expect(text(.text("界🚀é\u{7F}")) == "\"界🚀é\u{7F}\"")
    }

    @Test("Any text comes back from a parser as it went in")
    func roundTrip() throws {
        for seed: UInt64 in 1...60 {
            var random = RandomReports(seed: seed)
            let original = random.text()
            let parsed = try JSONValue(parsing: Array("[\(text(.text(original)))]".utf8))
            #expect(parsed[0]?.text.map { Array($0.utf8) } == Array(original.utf8), "seed \(seed)")
        }
    }

    @Test("Empty objects and arrays stay on one line, others are indented by two spaces a level")
    func layout() {
        var text = JSONText()
        text.object { text in
            text.key("none")
            text.array([Int]()) { _, _ in }
            text.key("empty")
            text.object { _ in }
            text.key("some")
            text.array([1, 2]) { number, text in text.scalar(.integer(Int64(number))) }
        }
        #expect(
            String(decoding: text.bytes, as: UTF8.self) == """
                {
                  "none": [],
                  "empty": {},
                  "some": [
                    1,
                    2
                  ]
                }
                """
        )
    }
}

import Configuration
import Periods
import Testing

struct ConfigurationMistakeTests {
    struct Mistake: Sendable, CustomTestStringConvertible {
        var text: String
        var code: ConfigurationError.Code
        var line: Int?
        var description: String

        init(_ text: String, _ code: ConfigurationError.Code, line: Int?, _ description: String) {
            self.text = text
            self.code = code
            self.line = line
            self.description = description
        }

        var testDescription: String { description }
    }

    private static let keys =
        "unknown key \"actor\"; the keys here are timezone, groups, typical, maintenance, actors, accept"

    private static let mistakes: [Mistake] = [
        // The file as such.
        Mistake("actors: [", .badSyntax, line: 2, "not valid YAML"),
        Mistake("actors:\n\t- match: a", .badSyntax, line: 2, "not valid YAML"),
        Mistake(
            "actors:\n- {match: *bot, kind: user}",
            .badSyntax,
            line: 2,
            "put texts that begin with * or & in quotes"
        ),
        Mistake("actors: []\n---\nactors: []", .badSyntax, line: 2, "only one document in the file"),
        Mistake("actors: []\nmaintenance: []\nactors: []", .badSyntax, line: 1, "the key \"actors\" is there twice"),
        Mistake("actors: []\n# \u{7}", .badSyntax, line: 2, "control characters are not allowed"),
        // Keys.
        Mistake("actors: []\nactor: []", .unknownKey, line: 2, keys),
        Mistake("? [a]\n: b", .badType, line: 1, "a list where a text belongs"),
        Mistake(
            "- actors",
            .badType,
            line: 1,
            "a list where keys belong; the keys here are timezone, groups, typical, maintenance, actors, accept"
        ),
        Mistake("actors", .badType, line: 1, "a text where keys belong"),
        Mistake("actors: yes", .badType, line: 1, "a text where a list belongs; begin each element with \"- \""),
        Mistake("actors: {match: a, kind: user}", .badType, line: 1, "keys where a list belongs"),
        Mistake("actors:\n  -\n", .badType, line: 2, "nothing where keys belong; the keys here are match, kind"),
        // Actors.
        Mistake("actors:\n  - match: a", .missingKey, line: 2, "\"kind\" is missing; add kind"),
        Mistake("actors:\n  - kind: user", .missingKey, line: 2, "\"match\" is missing; add match"),
        Mistake(
            "actors:\n  - match: a\n    kind: robot",
            .badValue,
            line: 3,
            "no kind of actor: \"robot\"; write user, automation, system or other"
        ),
        Mistake(
            "actors:\n  - match: a\n    kind: unattributed",
            .badValue,
            line: 3,
            "no kind of actor: \"unattributed\""
        ),
        Mistake("actors:\n  - match: a\n    kind: User", .badValue, line: 3, "no kind of actor: \"User\""),
        Mistake("actors:\n  - match:\n    kind: user", .badType, line: 2, "nothing where a text belongs"),
        Mistake("actors:\n  - match: ''\n    kind: user", .badType, line: 2, "an empty text where a text belongs"),
        Mistake(
            "actors:\n  - match: a\n    kind: user\n    sort: b",
            .unknownKey,
            line: 4,
            "unknown key \"sort\"; the keys here are match, kind"
        ),
        Mistake("actors:\n  - match: [a]\n    kind: user", .badType, line: 2, "a list where a text belongs"),
        Mistake("actors:\n  - match: a\n    kind: \"a\\nb\"", .badValue, line: 3, "no kind of actor: \"a\\nb\""),
        // Maintenance once.
        Mistake(once(name: ""), .badType, line: 2, "nothing where a text belongs"),
        Mistake("maintenance:\n  - containers: [a]\n", .missingKey, line: 2, "\"name\" is missing"),
        Mistake("maintenance:\n  - name: a\n", .missingKey, line: 2, "\"containers\" is missing"),
        Mistake("maintenance:\n  - name: a\n    containers: [a]", .missingKey, line: 2, "\"from\" is missing"),
        Mistake(
            "maintenance:\n  - name: a\n    containers: [a]\n    from: 2026-11-09T22:00:00Z",
            .missingKey,
            line: 2,
            "\"to\" is missing"
        ),
        Mistake(once(containers: "prod-*"), .badType, line: 3, "a text where a list belongs"),
        Mistake(once(containers: "[]"), .badValue, line: 3, "no container is named; write [\"*\"] for all of them"),
        Mistake(once(containers: ""), .badValue, line: 3, "no container is named"),
        Mistake(once(containers: "[a, ~]"), .badType, line: 3, "nothing where a text belongs"),
        Mistake(once(containers: "[a, [b]]"), .badType, line: 3, "a list where a text belongs"),
        Mistake(once(from: "2026-11-09"), .badValue, line: 4, "not an instant: \"2026-11-09\"; write it with its zone"),
        Mistake(once(from: "2026-11-09T22:00:00"), .badValue, line: 4, "not an instant: \"2026-11-09T22:00:00\""),
        Mistake(once(from: "2026-02-30T22:00:00Z"), .badValue, line: 4, "not an instant: \"2026-02-30T22:00:00Z\""),
        Mistake(once(to: "-7d"), .badValue, line: 5, "not an instant: \"-7d\""),
        Mistake(once(to: "2026-11-09T22:00:00Z"), .badValue, line: 5, "it ends no later than it begins"),
        Mistake(once(to: "{}"), .badType, line: 5, "keys where a text belongs"),
        // Maintenance every week.
        Mistake(weekly(days: "[sonday]"), .badValue, line: 5, "not a day: \"sonday\"; write monday, tuesday, "),
        Mistake(weekly(days: "[sun]"), .badValue, line: 5, "not a day: \"sun\""),
        Mistake(weekly(days: "[]"), .badValue, line: 5, "no day is named"),
        Mistake(weekly(days: "sunday"), .badType, line: 5, "a text where a list belongs"),
        Mistake(weekly(from: "2:00"), .badValue, line: 6, "not a time of day: \"2:00\"; write it like \"02:00\""),
        Mistake(weekly(from: "24:00"), .badValue, line: 6, "24:00 is no beginning"),
        Mistake(weekly(to: "25:00"), .badValue, line: 7, "not a time of day: \"25:00\""),
        Mistake(weekly(to: ""), .badType, line: 7, "nothing where a text belongs"),
        Mistake(
            weekly(zone: "Berlin"),
            .badValue,
            line: 8,
            "no such time zone: \"Berlin\"; did you mean Europe/Berlin?"
        ),
        Mistake(weekly(zone: "+01:00"), .badValue, line: 8, "no such time zone: \"+01:00\""),
        Mistake(
            weekly(zone: "UTC\n      every: 2"),
            .unknownKey,
            line: 9,
            "unknown key \"every\"; the keys here are days, from, to, timezone"
        ),
        Mistake(
            weekly(zone: "UTC\n    to: 2026-11-09T22:00:00Z"),
            .badValue,
            line: 5,
            "both \"weekly\" and \"from\", \"to\" beside it"
        ),
        Mistake(
            "timezone: UTC\nmaintenance:\n  - name: a\n    containers: [a]\n    weekly:",
            .badType,
            line: 5,
            "nothing where a text belongs"
        ),
        Mistake(
            "maintenance:\n  - name: a\n    containers: [a]\n    weekly: sun 02:00-04:00",
            .missingKey,
            line: 4,
            "no time zone for these times; add a line \"timezone: Europe/Berlin\" to the file"
        ),
        Mistake(
            "maintenance:\n  - name: a\n    containers: [a]\n    weekly: {days: [monday], from: '01:00', to: '02:00'}",
            .missingKey,
            line: 4,
            "no time zone for these times; add a line \"timezone: Europe/Berlin\" to the file"
        ),
        Mistake(
            "timezone: Europe/Berln\nmaintenance: []",
            .badValue,
            line: 1,
            "no such time zone: \"Europe/Berln\"; write a name such as"
        ),
        Mistake(once() + "    timezone: UTC\n", .badValue, line: 6, "\"from\" and \"to\" have their own zone"),
        Mistake(short("sun"), .badValue, line: 5, "not days with times: "),
        Mistake(short("sun 2:00-04:00"), .badValue, line: 5, "not days with times: "),
        Mistake(short("sun 02:00-04"), .badValue, line: 5, "not days with times: "),
        Mistake(short("sun 24:00-02:00"), .badValue, line: 5, "not days with times: "),
        Mistake(short("sol 02:00-04:00"), .badValue, line: 5, "not days with times: "),
        Mistake(short("always"), .badValue, line: 5, "not days with times: "),
        Mistake(short("sun  02:00-04:00"), .badValue, line: 5, "not days with times: "),
        Mistake(short("mon-wed-fri 02:00-04:00"), .badValue, line: 5, "not days with times: "),
        Mistake(short("mon, 02:00-04:00"), .badValue, line: 5, "not days with times: "),
        Mistake(short("sun 02:00 - 04:00"), .badValue, line: 5, "not days with times: "),
        Mistake(
            "timezone: UTC\nmaintenance:\n  - name: a\n    containers: [a]\n    weekly: []",
            .badValue,
            line: 5,
            "no time is named"
        ),
        Mistake(
            "maintenance:\n  - name: a\n    containers: [a]\n    weekly: {days: [monday], to: '02:00'}",
            .missingKey,
            line: 4,
            "\"from\" is missing"
        ),
        // Groups.
        Mistake("groups: {}", .badValue, line: 1, "no group is named"),
        Mistake("groups:", .badValue, line: 1, "no group is named"),
        Mistake("groups: [prod]", .badType, line: 1, "a list where keys belong"),
        Mistake("groups:\n  all: {containers: [a]}", .badValue, line: 2, "\"all\" is the name of all containers"),
        Mistake(
            "groups:\n  a: {containers: [a]}\n  other: {containers: [b]}",
            .badValue,
            line: 3,
            "choose another name"
        ),
        Mistake(
            "groups:\n  a: {containers: [a]}\n  a: {containers: [b]}",
            .badSyntax,
            line: 2,
            "the key \"a\" is there twice"
        ),
        Mistake("groups:\n  a: {objective: 99%}", .missingKey, line: 2, "names no containers and no projects"),
        Mistake("groups:\n  a: {containers: []}", .badValue, line: 2, "no container is named"),
        Mistake("groups:\n  a: {projects: []}", .badValue, line: 2, "no project is named"),
        Mistake("groups:\n  a:\n    container: [a]", .unknownKey, line: 3, "unknown key \"container\""),
        Mistake(
            group("objective: 99.9"),
            .badValue,
            line: 4,
            "not an objective: \"99.9\"; write it like 99.9% or 0.999"
        ),
        Mistake("typical: {start: 20}", .badValue, line: 1, "not a span of time: \"20\""),
        Mistake("typical:\n  boot: 20s", .unknownKey, line: 2, "the keys here are start, recover, provision, resume"),
        Mistake(group("typical: {restart: -1s}"), .badValue, line: 4, "not a span of time: \"-1s\""),
        Mistake(group("limits: {p95: 20}"), .badValue, line: 4, "not a span of time: \"20\""),
        Mistake(group("limits: {availability: 99.5}"), .badValue, line: 4, "not an objective: \"99.5\""),
        Mistake(group("limits: {restarts_per_day: -1}"), .badValue, line: 4, "not a number: \"-1\""),
        Mistake(group("limits: {failed_starts: 0.5}"), .badValue, line: 4, "not a count: \"0.5\""),
        Mistake(group("limits: {p90: 20s}"), .unknownKey, line: 4, "the keys here are p50, p95, p99, availability"),
        Mistake(group("limits: {}"), .badValue, line: 4, "no limit is named"),
        Mistake(group("objective: 1.0"), .badValue, line: 4, "not an objective"),
        Mistake(group("objective: 101%"), .badValue, line: 4, "not an objective"),
        Mistake(group("grace: 15"), .badValue, line: 4, "not a span of time: \"15\""),
        Mistake(group("window: 0d"), .badValue, line: 4, "no time at all"),
        Mistake(group("window: month"), .badValue, line: 4, "not a span of time"),
        Mistake(group("hours: mon-fri 8:00-18:00"), .badValue, line: 4, "not days with times"),
        Mistake(
            group("hours: [always, mon 08:00-18:00]\n    timezone: UTC"),
            .badValue,
            line: 4,
            "not days with times"
        ),
        Mistake(group("hours: []\n    timezone: UTC"), .badValue, line: 4, "no time is named"),
        Mistake(
            group("hours: mon-fri 08:00-18:00", zone: nil),
            .missingKey,
            line: 3,
            "add a line \"timezone: Europe/Berlin\""
        ),
        Mistake(
            "groups: {a: {containers: [a]}}\nmaintenance:\n  - {name: m, groups: [b], from: x, to: y}",
            .badValue,
            line: 3,
            "no group is called \"b\"; the groups here are a, other"
        ),
        Mistake(
            "maintenance:\n  - {name: m, groups: [], from: x, to: y}",
            .badValue,
            line: 2,
            "no group is named; the groups here are all"
        ),
    ]

    private static func group(_ line: String, zone: String? = "UTC") -> String {
        (zone.map { "timezone: \($0)\n" } ?? "") + "groups:\n  a:\n    \(line)\n    containers: [a]\n"
    }

    private static func once(
        name: String = "a",
        containers: String = "[a]",
        from: String = "2026-11-09T22:00:00Z",
        to: String = "2026-11-10T22:00:00Z"
    ) -> String {
        "maintenance:\n  - name: \(name)\n    containers: \(containers)\n    from: \(from)\n    to: \(to)\n"
    }

    private static func short(_ weekly: String) -> String {
        "timezone: UTC\nmaintenance:\n  - name: a\n    containers: [a]\n    weekly: \"\(weekly)\"\n"
    }

    private static func weekly(
        days: String = "[sunday]",
        from: String = "02:00",
        to: String = "04:00",
        zone: String = "UTC"
    ) -> String {
        "maintenance:\n  - name: a\n    containers: [a]\n    weekly:\n      days: \(days)\n      from: \(from)\n      to: \(to)\n"
            + "      timezone: \(zone)\n"
    }

    @Test("a mistake is an error that names file and line and says what to write", arguments: mistakes)
    func mistake(mistake: Mistake) throws {
        let error = try #require(throws: ConfigurationError.self) { try configuration(mistake.text) }
        #expect(error.code == mistake.code, "\(error)")
        #expect(error.line == mistake.line, "\(error)")
        #expect(error.file == "tacho.yml")
        #expect(error.description.contains(mistake.description), "\(error)")
        #expect(error.description.hasPrefix("tacho.yml:"))
        #expect(!error.description.contains { $0.isNewline }, "\(error)")
    }

    @Test("what these mistakes are made of is right without them")
    func noMistake() throws {
        #expect(try !configuration(Self.once()).maintenance.names.isEmpty)
        #expect(try !configuration(Self.weekly()).maintenance.names.isEmpty)
    }

    @Test("bytes that are no UTF-8 are an error without a line")
    func encoding() throws {
        let error = try #require(throws: ConfigurationError.self) {
            try Configuration(contents: [0x61, 0xE4, 0x3A], file: "other.yml")
        }
        #expect(error.description == "other.yml: not a text in UTF-8; save it in that encoding")
        #expect(error.code == .badSyntax)
    }
}

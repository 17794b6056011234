import Configuration
import Foundation
import SchemaValidation
import Testing

/// The schema that editors use: it has to know what the program reads.
@Suite("The schema of the configuration")
struct ConfigurationSchemaTests {
    private func complaints(_ json: String) throws -> [String] {
        try SchemaValidator(schemaNamed: "configuration").complaints(about: JSONValue(parsing: json.utf8))
    }

    private func schema() throws -> JSONValue {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../docs/schemas/tachograph.configuration.schema.json")
        return try JSONValue(parsing: Data(contentsOf: file))
    }

    @Test("It has the keys that the program reads, in each place, and no others")
    func keys() throws {
        let schema = try schema()
        func names(_ value: JSONValue?) throws -> Set<String> {
            guard case .object(let properties)? = value?["properties"] else { return [] }
            return Set(properties.keys)
        }
        let definitions = schema["$defs"]
        // An unknown key is refused with the list of the known ones.
        for (text, part) in [
            ("{\"x\": 1}", schema), ("{\"groups\": {\"a\": {\"x\": 1}}}", definitions?["group"]),
            ("{\"groups\": {\"a\": {\"containers\": [\"a\"], \"limits\": {\"x\": 1}}}}", definitions?["limits"]),
            ("{\"typical\": {\"x\": 1}}", definitions?["typical"]),
            ("{\"maintenance\": [{\"x\": 1}]}", definitions?["maintenance"]),
            (
                "{\"maintenance\": [{\"name\": \"m\", \"containers\": [\"a\"], \"weekly\": {\"x\": 1}}]}",
                definitions?["maintenance"]?["properties"]?["weekly"]?["anyOf"]?[1]
            ),
            ("{\"actors\": [{\"x\": 1}]}", schema["properties"]?["actors"]?["items"]),
            ("{\"accept\": [{\"x\": 1}]}", schema["properties"]?["accept"]?["items"]),
        ] {
            let error = #expect(throws: ConfigurationError.self) {
                try Configuration(contents: Array(text.utf8), file: "tacho.yml")
            }
            let message = try #require(error?.description)
            let listed = try #require(message.split(separator: "the keys here are ").last)
            let keys = Set(listed.split(separator: ", ").map { $0.trimmingCharacters(in: .whitespaces) })
            #expect(try names(part) == keys, "\(text)")
            #expect(try !complaints(text).isEmpty, "\(text)")
        }
    }

    /// YAML reads JSON, so that one text is held against both.
    @Test(
        "What the program reads it finds valid",
        arguments: [
            "{}",
            """
            {"timezone": "Europe/Berlin", "typical": {"start": "20s", "pause": "none"}, "groups": {
             "prod": {"containers": ["prod", "prod-*"], "objective": "99.9%", "window": "28d", "hours": "always",
              "limits": {"p50": "1.5s", "p95": "20s", "p99": "1m", "availability": 0.995, "restarts_per_day": 0.5,
              "downtime": "2h", "failed_starts": 0}},
             "dev": {"projects": ["dev"], "hours": ["mon-fri 08:00-18:00", "sat 10:00-12:00"], "grace": "30m",
              "timezone": "UTC", "typical": {"restart": "90s"}, "objective": 0.9}},
             "maintenance": [{"name": "a", "groups": ["prod"], "weekly": "sun 02:00-04:00"},
              {"name": "b", "containers": ["db-*"], "from": "2026-11-09T22:00:00+01:00", "to": "2026-11-10T01:30:00+01:00"},
              {"name": "c", "containers": ["*"], "weekly": {"days": ["sunday"], "from": "02:00", "to": "24:00", "timezone": "UTC"}}],
             "actors": [{"match": "deploy-*", "kind": "automation"}],
             "accept": [{"what": "svc-04", "why": "new base image", "by": "kai", "until": "2026-12-01"},
              {"what": "max-p95 of *", "why": "moving", "by": "lena", "until": "2026-12-01T12:00:00Z"}]}
            """,
        ]
    )
    func valid(text: String) throws {
        #expect(throws: Never.self) { try Configuration(contents: Array(text.utf8), file: "tacho.yml") }
        #expect(try complaints(text) == [])
    }

    @Test(
        "What both refuse",
        arguments: [
            #"{"timezone": ""}"#, #"{"groups": {"a": {"containers": []}}}"#,
            #"{"groups": {"a": {"containers": ["a"], "objective": "101"}}}"#,
            #"{"groups": {"a": {"containers": ["a"], "grace": "30"}}}"#,
            #"{"groups": {"a": {"containers": ["a"], "limits": {"p95": "20"}}}}"#,
            #"{"typical": {"start": 20}}"#, #"{"actors": [{"match": "a", "kind": "robot"}]}"#,
            #"{"accept": [{"what": "a", "why": "", "by": "c", "until": "2026-12-01"}]}"#,
            #"{"accept": [{"what": "a", "why": "b", "by": "c", "until": "soon"}]}"#,
            #"{"accept": [{"what": "a", "why": "b", "until": "2026-12-01"}]}"#,
            #"{"actors": [{"match": "a"}]}"#, #"{"maintenance": [{"containers": ["a"], "weekly": "sun 02:00-04:00"}]}"#,
            #"{"maintenance": [{"name": "a", "containers": ["a"], "weekly": {"days": ["sunday"], "from": "2", "to": "3"}}]}"#,
        ]
    )
    func invalid(text: String) throws {
        #expect(throws: ConfigurationError.self) { try Configuration(contents: Array(text.utf8), file: "tacho.yml") }
        #expect(try !complaints(text).isEmpty)
    }
}

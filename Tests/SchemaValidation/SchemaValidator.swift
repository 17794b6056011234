internal import Foundation

/// Checks a JSON value against the part of JSON Schema (draft 2020-12) that the project's schemas use; a keyword outside
/// of that part is itself a complaint, so that nothing is passed over.
package struct SchemaValidator {
    private let schema: JSONValue

    /// The schema of that name in the folder `docs/schemas`.
    package init(schemaNamed name: String) throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../docs/schemas/tachograph.\(name).schema.json")
        schema = try JSONValue(parsing: Array(Data(contentsOf: file)))
    }

    /// What is wrong with `value`, by its place; empty where nothing is.
    package func complaints(about value: JSONValue) -> [String] {
        complaints(about: value, at: "$", under: schema)
    }

    private func complaints(about value: JSONValue, at place: String, under schema: JSONValue) -> [String] {
        guard case .object(let rules) = schema else { return ["\(place): the schema is no object"] }
        return rules.keys.sorted().flatMap { keyword -> [String] in
            guard let rule = rules[keyword] else { return [] }
            switch keyword {
            case "$schema", "$id", "$defs", "title", "description": return []
            case "$ref": return complaints(about: value, at: place, under: definition(rule.text ?? ""))
            case "properties", "additionalProperties", "required": return []
            case "anyOf":
                return rule.elements.contains { complaints(about: value, at: place, under: $0).isEmpty }
                    ? [] : ["\(place): is none of what it can be"]
            case "items":
                return value.elements.enumerated().flatMap { number, element in
                    complaints(about: element, at: "\(place)[\(number)]", under: rule)
                }
            default:
                return isMet(keyword, rule, by: value) ? [] : ["\(place): \(keyword) is not met"]
            }
        } + memberComplaints(about: value, at: place, rules)
    }

    private func definition(_ reference: String) -> JSONValue {
        reference.split(separator: "/").dropFirst().reduce(schema) { $0[String($1)] ?? .null }
    }

    private func memberComplaints(
        about value: JSONValue,
        at place: String,
        _ rules: [String: JSONValue]
    ) -> [String] {
        guard case .object(let members) = value else { return [] }
        var complaints: [String] = []
        for name in (rules["required"]?.elements ?? []).compactMap(\.text) where members[name] == nil {
            complaints.append("\(place): lacks \(name)")
        }
        for (name, member) in members {
            if let rule = rules["properties"]?[name] {
                complaints += self.complaints(about: member, at: "\(place).\(name)", under: rule)
            } else if rules["additionalProperties"] == .flag(false) {
                complaints.append("\(place): has \(name), which the schema does not know")
            } else if let rule = rules["additionalProperties"] {
                complaints += self.complaints(about: member, at: "\(place).\(name)", under: rule)
            }
        }
        return complaints
    }

    private func isMet(_ keyword: String, _ rule: JSONValue, by value: JSONValue) -> Bool {
        switch keyword {
        case "const": value == rule
        case "enum": rule.elements.contains(value)
        case "type": (rule.text.map { [$0] } ?? rule.elements.compactMap(\.text)).contains { isOfType($0, value) }
        case "pattern":
            value.text.map { $0.range(of: rule.text ?? "", options: .regularExpression) != nil } ?? true
        case "minimum": value.number.map { $0 >= rule.number ?? .nan } ?? true
        case "maximum": value.number.map { $0 <= rule.number ?? .nan } ?? true
        case "minLength": value.text.map { Double($0.count) >= rule.number ?? .nan } ?? true
        case "minItems": Double(value.elements.count) >= rule.number ?? .nan
        case "maxItems": Double(value.elements.count) <= rule.number ?? .nan
        default: false
        }
    }

    private func isOfType(_ type: String, _ value: JSONValue) -> Bool {
        switch (type, value) {
        case ("null", .null), ("boolean", .flag), ("string", .text), ("array", .array), ("object", .object): true
        case ("number", .number): true
        case ("integer", .number(let number)): number == number.rounded()
        default: false
        }
    }
}

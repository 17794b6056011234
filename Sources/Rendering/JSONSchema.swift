/// What a JSON value can be, as the keywords of JSON Schema (draft 2020-12) say it.
package indirect enum JSONSchema: Hashable, Sendable {
    /// This text.
    case constant(String)
    /// One of these texts.
    case choice([String])
    /// Any text; one that matches the regular expression `pattern`, or that is not empty.
    case text(pattern: String?, isFilled: Bool)
    case flag
    case integer(from: Int?, to: Int? = nil)
    case number(from: Double?, to: Double?)
    /// An object with these members and no others.
    case object([Member])
    /// An object whose members have any names and values of this kind.
    case map(JSONSchema)
    case list(JSONSchema, from: Int? = nil, to: Int? = nil)
    /// Any of these.
    case any([JSONSchema])
    case null
    /// Whatever JSON can write.
    case anything
    /// What other places refer to by this name.
    case named(String, JSONSchema)
    /// The sentence says what the value means.
    case described(String, JSONSchema)

    package struct Member: Hashable, Sendable {
        let name: String
        let schema: JSONSchema
        let isRequired: Bool

        package init(name: String, schema: JSONSchema, isRequired: Bool) {
            self.name = name
            self.schema = schema
            self.isRequired = isRequired
        }
    }

    /// Or null.
    package var orNull: JSONSchema {
        switch self {
        case .described(let sentence, let schema): .described(sentence, schema.orNull)
        default: .any([self, .null])
        }
    }

    /// What the value means, where that is said.
    package var sentence: String? {
        if case .described(let sentence, _) = self { sentence } else { nil }
    }

    package func described(_ sentence: String?) -> JSONSchema {
        sentence.map { .described($0, self) } ?? self
    }

    package static let text = JSONSchema.text(pattern: nil, isFilled: false)

    /// A text that is not empty.
    package static let filledText = JSONSchema.text(pattern: nil, isFilled: true)

    package static let containerID = JSONSchema.named(
        "container_id",
        .described(
            "The container's id as the platform writes it, usually 24 hex digits.",
            .filledText
        )
    )

    /// A hash of the log, 32 bytes in base64.
    package static let root = JSONSchema.text(pattern: "^[A-Za-z0-9+/]{43}=$", isFilled: false)

    package static let instant = JSONSchema.named(
        "instant",
        .described(
            "UTC, milliseconds.",
            .text(
                pattern: #"^([0-9]{4}|[+-][0-9]{4,})-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z$"#,
                isFilled: false
            )
        )
    )
}

// MARK: Writing

extension JSONSchema {
    /// The document of an answer whose `schema` member is `name`, such as `tachograph.report/1`.
    package func document(of name: String, title: String) -> [UInt8] {
        var text = JSONText()
        text.object { text in
            text.key("$schema")
            text.scalar(.text("https://json-schema.org/draft/2020-12/schema"))
            text.key("$id")
            text.scalar(.text("urn:" + name.replacing("/", with: ":").replacing(".", with: ":")))
            text.key("title")
            text.scalar(.text(title))
            writeKeywords(to: &text)
            let definitions = definitions
            guard !definitions.isEmpty else { return }
            text.key("$defs")
            text.object { text in
                for (name, schemas) in definitions.sorted(by: { $0.key < $1.key }) {
                    text.key(name)
                    schemas.first?.write(to: &text)
                }
            }
        }
        text.endLine()
        return text.bytes
    }

    /// The names that stand for more than one thing: a document can't have them.
    package var ambiguousNames: [String] {
        definitions.filter { $0.value.count > 1 }.keys.sorted()
    }

    private var definitions: [String: Set<JSONSchema>] {
        var definitions: [String: Set<JSONSchema>] = [:]
        collect(into: &definitions)
        return definitions
    }

    private func write(to text: inout JSONText) {
        text.object { writeKeywords(to: &$0) }
    }

    private func writeKeywords(to text: inout JSONText) {
        switch self {
        case .constant(let value):
            text.key("const")
            text.scalar(.text(value))
        case .choice(let values):
            text.key("enum")
            text.array(values) { $1.scalar(.text($0)) }
        case .text(let pattern, let isFilled):
            write(type: "string", to: &text)
            if let pattern {
                text.key("pattern")
                text.scalar(.text(pattern))
            }
            if isFilled {
                text.key("minLength")
                text.scalar(.integer(1))
            }
        case .flag: write(type: "boolean", to: &text)
        case .null: write(type: "null", to: &text)
        case .anything: break
        case .integer(let minimum, let maximum):
            write(type: "integer", to: &text)
            write("minimum", minimum.map(Double.init), to: &text)
            write("maximum", maximum.map(Double.init), to: &text)
        case .number(let minimum, let maximum):
            write(type: "number", to: &text)
            write("minimum", minimum, to: &text)
            write("maximum", maximum, to: &text)
        case .object(let members): write(members, to: &text)
        case .map(let schema):
            write(type: "object", to: &text)
            text.key("additionalProperties")
            schema.write(to: &text)
        case .list(let schema, let least, let most):
            write(type: "array", to: &text)
            text.key("items")
            schema.write(to: &text)
            write("minItems", least.map(Double.init), to: &text)
            write("maxItems", most.map(Double.init), to: &text)
        case .any(let schemas):
            text.key("anyOf")
            text.array(schemas) { $0.write(to: &$1) }
        case .named(let name, _):
            text.key("$ref")
            text.scalar(.text("#/$defs/" + name))
        case .described(let sentence, let schema):
            text.key("description")
            text.scalar(.text(sentence))
            schema.writeKeywords(to: &text)
        }
    }

    private func write(_ members: [Member], to text: inout JSONText) {
        write(type: "object", to: &text)
        text.key("properties")
        text.object { text in
            for member in members {
                text.key(member.name)
                member.schema.write(to: &text)
            }
        }
        text.key("required")
        text.array(members.filter(\.isRequired)) { $1.scalar(.text($0.name)) }
        text.key("additionalProperties")
        text.scalar(.flag(false))
    }

    private func write(type: String, to text: inout JSONText) {
        text.key("type")
        text.scalar(.text(type))
    }

    private func write(_ keyword: String, _ number: Double?, to text: inout JSONText) {
        guard let number else { return }
        text.key(keyword)
        text.scalar(.number(number))
    }

    private func collect(into definitions: inout [String: Set<JSONSchema>]) {
        switch self {
        case .named(let name, let schema):
            guard definitions[name, default: []].insert(schema).inserted else { return }
            schema.collect(into: &definitions)
        case .described(_, let schema), .map(let schema), .list(let schema, _, _): schema.collect(into: &definitions)
        case .any(let schemas): for schema in schemas { schema.collect(into: &definitions) }
        case .object(let members): for member in members { member.schema.collect(into: &definitions) }
        case .constant, .choice, .text, .flag, .null, .anything, .integer, .number: return
        }
    }
}

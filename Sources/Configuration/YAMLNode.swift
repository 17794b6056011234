internal import Yams

/// A place in the configuration file, with what stands there.
struct YAMLNode {
    let file: String
    private let node: Node

    private init(file: String, node: Node) {
        self.file = file
        self.node = node
    }

    /// The root of the only document of a file; nil where the file holds nothing but comments.
    init?(contents: some Collection<UInt8>, file: String) throws(ConfigurationError) {
        guard let text = String(validating: contents, as: UTF8.self) else {
            throw ConfigurationError(
                code: .badSyntax,
                file: file,
                message: "not a text in UTF-8",
                hint: "save it in that encoding"
            )
        }
        do {
            guard let root = try Parser(yaml: text, encoding: .utf8).singleRoot() else { return nil }
            self.init(file: file, node: root)
        } catch {
            throw ConfigurationError(error, file: file)
        }
    }

    /// From 1.
    var line: Int? { node.mark?.line }

    /// Whether nothing stands there: `key:` alone, `~` or `null`.
    var isNull: Bool {
        guard case .scalar(let scalar) = node, scalar.style == .plain || scalar.style == .any else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
    }

    var isMapping: Bool {
        if case .mapping = node { true } else { false }
    }

    var isSequence: Bool {
        if case .sequence = node { true } else { false }
    }

    /// A text as written, quoted or not, that is not empty.
    func text() throws(ConfigurationError) -> String {
        guard case .scalar(let scalar) = node, !isNull, !scalar.string.isEmpty else {
            throw error(.badType, "\(shape) where a text belongs", hint: "write a text")
        }
        return scalar.string
    }

    /// The elements of a list; none where nothing stands there.
    func sequence() throws(ConfigurationError) -> [YAMLNode] {
        if isNull { return [] }
        guard case .sequence(let sequence) = node else {
            throw error(.badType, "\(shape) where a list belongs", hint: "begin each element with \"- \"")
        }
        return sequence.map { YAMLNode(file: file, node: $0) }
    }

    /// A text, or the elements of a list of texts.
    func texts() throws(ConfigurationError) -> [String] {
        var texts: [String] = []
        for element in isSequence ? try sequence() : [self] { texts.append(try element.text()) }
        return texts
    }

    /// The keys of a mapping with their values, in the order of the file; none where nothing stands there.
    func entries() throws(ConfigurationError) -> [(key: YAMLNode, value: YAMLNode)] {
        if isNull { return [] }
        guard case .mapping(let mapping) = node else {
            throw error(.badType, "\(shape) where keys belong", hint: "write a name and a colon before each element")
        }
        return mapping.map { (YAMLNode(file: file, node: $0.key), YAMLNode(file: file, node: $0.value)) }
    }

    /// The values of a mapping that may have these keys and no others.
    func mapping(of keys: [String]) throws(ConfigurationError) -> YAMLFields {
        guard case .mapping(let mapping) = node else {
            throw error(
                .badType,
                "\(shape) where keys belong",
                hint: "the keys here are \(keys.joined(separator: ", "))"
            )
        }
        var values: [String: YAMLNode] = [:]
        for (key, value) in mapping {
            let keyNode = YAMLNode(file: file, node: key)
            let name = try keyNode.text()
            guard keys.contains(name) else {
                throw keyNode.error(
                    .unknownKey,
                    "unknown key \(name.debugDescription)",
                    hint: "the keys here are \(keys.joined(separator: ", "))"
                )
            }
            values[name] = YAMLNode(file: file, node: value)
        }
        return YAMLFields(owner: self, values: values)
    }

    /// A mistake at this place.
    func error(_ code: ConfigurationError.Code, _ message: String, hint: String) -> ConfigurationError {
        ConfigurationError(code: code, file: file, line: line, message: message, hint: hint)
    }

    private var shape: String {
        switch node {
        case .scalar(let scalar): isNull ? "nothing" : scalar.string.isEmpty ? "an empty text" : "a text"
        case .sequence: "a list"
        case .mapping: "keys"
        case .alias: "an alias"
        }
    }
}

/// The values of a mapping by key.
struct YAMLFields {
    fileprivate let owner: YAMLNode
    fileprivate let values: [String: YAMLNode]

    func optional(_ key: String) -> YAMLNode? {
        values[key]
    }

    func required(_ key: String) throws(ConfigurationError) -> YAMLNode {
        guard let value = values[key] else {
            throw owner.error(.missingKey, "\"\(key)\" is missing", hint: "add \(key)")
        }
        return value
    }
}

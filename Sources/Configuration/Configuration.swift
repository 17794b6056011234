package import Periods
package import ServiceLevels
package import Study
internal import Yams

/// What the configuration file (`tacho.yml`) says.
package struct Configuration: Hashable, Sendable {
    /// In the order of the file: the first that matches decides.
    package var actorRules: [ActorRule]
    package var maintenance: MaintenanceSchedule
    package var groups: GroupList
    /// In the order of the file: the first that matches decides.
    package var accepted: [AcceptedRegression]
    /// The clock of `timezone`; nil where no zone is named.
    package var clock: ZonedClock?

    /// That of no file, or of an empty one.
    package init() {
        actorRules = []
        maintenance = MaintenanceSchedule()
        groups = GroupList()
        accepted = []
    }

    /// Reads the content of a file; `file` is its name for error messages.
    ///
    /// Throws where it is no YAML in UTF-8, and at the first key that is unknown or missing and the first value that can't
    /// be understood.
    package init(contents: some Collection<UInt8>, file: String) throws(ConfigurationError) {
        self.init()
        guard let root = try YAMLNode(contents: contents, file: file), !root.isNull else { return }
        let fields = try root.mapping(of: ["timezone", "groups", "typical", "maintenance", "actors", "accept"])
        clock = try fields.optional("timezone")?.clock()
        var typical = TypicalTimes.standard
        if let node = fields.optional("typical") { try typical.change(by: node) }
        groups =
            if let node = fields.optional("groups") {
                try GroupList(node, clock: clock, typical: typical)
            } else {
                GroupList(typical: typical)
            }
        if let list = fields.optional("maintenance") {
            for element in try list.sequence() {
                maintenance.rules.append(try MaintenanceRule(element, clock: clock, groups: groups))
            }
        }
        if let list = fields.optional("actors") {
            for element in try list.sequence() {
                actorRules.append(try ActorRule(element))
            }
        }
        if let list = fields.optional("accept") {
            for element in try list.sequence() {
                accepted.append(try AcceptedRegression(element, clock: clock))
            }
        }
    }
}

/// A mistake in the configuration file.
package struct ConfigurationError: Error, Hashable, CustomStringConvertible {
    package enum Code: Hashable, Sendable {
        /// The file is no YAML, or not one document of it.
        case badSyntax
        case unknownKey
        case missingKey
        /// A text where a list is needed, a list where a text is, and so on.
        case badType
        /// A value of the right type that means nothing, or that contradicts another.
        case badValue
    }

    package var code: Code
    package var file: String
    /// From 1; nil where the mistake has no place in the file.
    package var line: Int?
    package var message: String
    /// What to write instead.
    package var hint: String

    /// One line: file and line, what is wrong there, and what to do.
    package var description: String {
        let place = line.map { "\(file):\($0)" } ?? file
        return "\(place): \(message); \(hint)"
    }
}

extension ConfigurationError {
    /// What the YAML parser found wrong, with its line.
    init(_ error: any Error, file: String) {
        self.init(
            code: .badSyntax,
            file: file,
            message: "not valid YAML",
            hint: "check it against the example in the documentation"
        )
        guard let error = error as? YamlError else { return }
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _):
            line = mark.line
            message += " (\(problem))"
            hint = "check indentation (spaces, no tabs) and quotes there and above"
        case .composer(_, let problem, let mark, _):
            line = mark.line
            message += " (\(problem))"
            hint = "put texts that begin with * or & in quotes, and only one document in the file"
        case .duplicatedKeysInMapping(let keys, let context):
            line = context.mark.line
            message = "the key \((keys.first ?? "").debugDescription) is there twice"
            hint = "keep one of them"
        case .reader(let problem, let offset, _, let yaml):
            line = offset.map { yaml.prefix($0).count { $0.isNewline } + 1 }
            message += " (\(problem))"
            hint = "remove that character"
        case .no, .memory, .writer, .emitter, .representer, .dataCouldNotBeDecoded:
            break
        }
    }
}

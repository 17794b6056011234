import Yams

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

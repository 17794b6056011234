import Study

extension ActorRule {
    /// Reads `{match: glob, kind}`.
    init(_ node: YAMLNode) throws(ConfigurationError) {
        let fields = try node.mapping(of: ["match", "kind"])
        let glob = try fields.required("match").text()
        let kindNode = try fields.required("kind")
        let written = try kindNode.text()
        guard let kind = ActorKind(rawValue: written), kind != .unattributed else {
            throw kindNode.error(
                .badValue,
                "no kind of actor: \(written.debugDescription)",
                hint: "write user, automation, system or other"
            )
        }
        self.init(glob: glob, kind: kind)
    }
}

internal import ServiceLevels
internal import Timelines

extension TypicalTimes {
    /// Takes the times of a mapping from kinds to spans of time or `none`; the others stay.
    mutating func change(by node: YAMLNode) throws(ConfigurationError) {
        let fields = try node.mapping(of: TimedKind.allCases.map(\.rawValue))
        for kind in TimedKind.allCases {
            guard let value = fields.optional(kind.rawValue) else { continue }
            self[kind] = try value.text() == "none" ? nil : try value.span()
        }
    }
}

package import Timelines

/// What has a typical time: a kind of transition, or an explicit restart as a whole.
package enum TimedKind: Hashable, Sendable {
    case transition(LatencyKind)
    case restart
}

extension TimedKind: RawRepresentable, CaseIterable {
    package init?(rawValue: String) {
        if rawValue == TimedKind.restart.rawValue {
            self = .restart
        } else if let kind = LatencyKind(rawValue: rawValue) {
            self = .transition(kind)
        } else {
            return nil
        }
    }

    package var rawValue: String {
        switch self {
        case .transition(let kind): kind.rawValue
        case .restart: "restart"
        }
    }

    /// In the order of the definitions.
    package static let allCases: [TimedKind] = LatencyKind.inOrder.map { .transition($0) } + [.restart]
}

/// How long transitions and restarts take at most, typically; what takes longer is slow.
package struct TypicalTimes: Hashable, Sendable {
    private var limits: [TimedKind: TimeSpan]

    /// Those of the platform's guide; that of pause is the project's own.
    package static let standard = TypicalTimes(limits: [
        .transition(.start): .seconds(15), .transition(.stop): .seconds(10), .transition(.forceStop): .seconds(1),
        .transition(.pause): TimeSpan(milliseconds: 1_500), .transition(.resume): .seconds(2), .restart: .seconds(25),
    ])

    /// Nil for a kind that is never slow.
    package subscript(kind: TimedKind) -> TimeSpan? {
        get { limits[kind] }
        set { limits[kind] = newValue }
    }
}

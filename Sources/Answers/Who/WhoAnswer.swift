package import Timelines

/// An entry that answers "who did it?", with what the log has next to it.
package struct WhoAnswer: Hashable, Sendable {
    package var entry: WhoEntry
    /// The entry before it and where that led; nil where it is the first.
    package var before: ChainEnd?
    /// The entry after it and where that comes from; nil where it is the last that is used.
    package var after: ChainEnd?
    /// What there is to doubt, in the order of `LogDoubt`.
    package var doubts: [LogDoubt] = []
    /// What else the same actor did about then; nil where the log names no actor.
    package var nearby: NearbyEntries?

    /// Whether nothing shows that an entry directly before or after it is missing.
    package var isLogComplete: Bool {
        !doubts.contains(where: \.tellsOfMissingEntries)
    }
}

/// What speaks against the log next to an entry.
package enum LogDoubt: String, Hashable, Sendable, CaseIterable {
    /// It does not come from where the entry before it led.
    case chainBreakBefore = "chain-break-before"
    /// The entry after it does not come from where it led.
    case chainBreakAfter = "chain-break-after"
    /// It is the first entry of a log that does not reach back to the container's creation.
    case nothingBefore = "nothing-before"
    /// No complete pass has come as far.
    case notCovered = "not-covered"
    /// It came again with other content.
    case amended
    /// A later pass no longer found it.
    case vanished

    package var tellsOfMissingEntries: Bool {
        switch self {
        case .chainBreakBefore, .chainBreakAfter, .nothingBefore, .notCovered: true
        case .amended, .vanished: false
        }
    }
}

/// What an actor did within ten minutes before and after an entry of its own, in any container.
package struct NearbyEntries: Hashable, Sendable {
    /// How many entries there are.
    package var count: Int
    /// The nearest of them, in the order of time.
    package var entries: [NearbyEntry]
}

package struct NearbyEntry: Hashable, Sendable {
    package var containerID: ContainerID
    package var containerName: String?
    package var at: Instant
    /// How much later it is than the entry that it is near to; negative where it is earlier.
    package var offset: TimeSpan
    package var operation: String
    package var isOperationDerived: Bool
    package var toStatus: String
    package var eventID: String
}

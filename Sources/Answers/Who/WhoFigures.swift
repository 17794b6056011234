package import Study
package import Timelines

/// The answer to "who did it?", with what was searched for it.
package struct WhoFigures: Hashable, Sendable {
    /// How far the searched containers are covered: stale is before the end of the range or, where everything recorded was
    /// searched, before that of the container that is covered furthest.
    package var coverage: CoverageFigures
    /// The oldest entry of the searched containers that is used; nil where they have none.
    package var loggedSince: Instant?
    /// How many logs of searched containers begin in the range, and not with the creation of the container.
    package var logsBegunLate: Int
    /// How many entries lie in the range.
    package var entries: Int
    /// How many of them answer; `answers` holds fewer where a limit says so.
    package var found: Int
    /// How many more would, were they not somebody's whom the question leaves out.
    package var leftOut: Int
    /// Newest first, then by container id.
    package var answers: WhoAnswers
}

/// Answers, each made anew whenever it is looked at: of a big store there can be millions, and one takes kilobytes.
package struct WhoAnswers: RandomAccessCollection, Sendable {
    package let endIndex: Int
    private let answer: @Sendable (Int) -> WhoAnswer

    /// `answer` gives the one at each index from 0 on.
    init(count: Int, answer: @escaping @Sendable (Int) -> WhoAnswer) {
        endIndex = count
        self.answer = answer
    }

    package init(_ answers: [WhoAnswer]) {
        self.init(count: answers.count) { answers[$0] }
    }

    package var startIndex: Int { 0 }

    package subscript(index: Int) -> WhoAnswer {
        answer(index)
    }
}

extension WhoAnswers: Hashable {
    package static func == (left: WhoAnswers, right: WhoAnswers) -> Bool {
        left.elementsEqual(right)
    }

    package func hash(into hasher: inout Hasher) {
        for answer in self { hasher.combine(answer) }
    }
}

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

/// An entry that brought a container into a status, with the window it opened: one answer to "who stopped prod?".
package struct WhoEntry: Hashable, Sendable {
    package var containerID: ContainerID
    package var containerName: String?
    package var at: Instant
    /// `triggered_by`, or `(unattributed)`.
    package var actor: String
    package var kind: ActorKind
    package var operation: String
    /// Whether the entry names no operation, so that the statuses alone gave it.
    package var isOperationDerived: Bool
    /// Nil where `from_status` was null or missing.
    package var fromStatus: String?
    package var toStatus: String
    package var duration: DurationReading
    package var eventID: String
    /// Nil for an entry that opened none.
    package var window: DowntimeWindow?
}

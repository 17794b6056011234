/// One entry of a container's status log, as the analysis needs it: plain values, no reference.
package struct Entry: Hashable, Sendable {
    /// When `to` took effect (`transition_time`).
    package var at: Instant
    package var from: PriorStatus
    package var to: Status
    /// How long the transition took (`duration_ms`); it was asked for at `at` − duration.
    package var duration: DurationReading
    /// `triggered_by` as written; nil where it is missing, null or empty.
    package var actor: Symbol?
    /// `metadata.operation`, else `metadata.command`; nil where it must be derived from the statuses.
    package var operation: Symbol?
    /// What its metadata tells of why; nil where it tells nothing.
    package var reason: EntryReason?
    /// The server that its metadata names (`server_name`); nil where it names none.
    package var server: Symbol?
    package var id: EntryIdentifier
    /// The receipt number of its newest version in the event store, from 1.
    package var receipt: Int64
    package var marks: EntryMarks

    package init(
        at: Instant,
        from: PriorStatus,
        to: Status,
        duration: DurationReading = .missing,
        actor: Symbol? = nil,
        operation: Symbol? = nil,
        reason: EntryReason? = nil,
        server: Symbol? = nil,
        id: EntryIdentifier = .none,
        receipt: Int64 = 0,
        marks: EntryMarks = []
    ) {
        self.at = at
        self.from = from
        self.to = to
        self.duration = duration
        self.actor = actor
        self.operation = operation
        self.reason = reason
        self.server = server
        self.id = id
        self.receipt = receipt
        self.marks = marks
    }
}

/// Why something happened, as an entry's metadata tells it: the first text that is not blank among `error`, `error_message`, `message`
/// and `reason`.
package struct EntryReason: Hashable, Sendable {
    package var text: ReasonNumber
    /// Whether it stands under `error` or `error_message`.
    package var isError: Bool

    package init(text: ReasonNumber, isError: Bool) {
        self.text = text
        self.isError = isError
    }
}

/// `from_status` as it came: left out, null, or a status.
package enum PriorStatus: Hashable, Sendable {
    case missing
    case null
    case status(Status)
}

/// `duration_ms` as it came.
package enum DurationReading: Hashable, Sendable {
    /// Left out or null.
    case missing
    /// Not a number, not finite, negative, or more than 24 hours.
    case invalid
    /// Milliseconds, 0 … 86 400 000.
    case valid(Double)

    /// What a number of milliseconds is worth as a sample: up to 24 hours. The zero that JSON can write with a minus is zero.
    @inlinable
    package init(milliseconds: Double) {
        // Not to be kept with its sign: no database column tells the two zeros apart.
        self = milliseconds >= 0 && milliseconds <= 86_400_000 ? .valid(milliseconds == 0 ? 0 : milliseconds) : .invalid
    }
}

/// What later passes found about an entry.
package struct EntryMarks: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    @inlinable
    package init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// The same identity came again with other content; the newest counts.
    package static let amended = EntryMarks(rawValue: 1)
    /// A later pass, reading that stretch again, no longer found it.
    package static let vanished = EntryMarks(rawValue: 2)
}

extension Entry {
    /// The entry's id as evidence: as written, else `<container>@<instant>:<from>><to>`, where a `from_status` that
    /// names none is `null` or `missing`.
    package func eventID(in symbols: SymbolTable, container: ContainerID) -> String {
        if let text = id.text(in: symbols) { return text }
        let prior =
            switch from {
            case .missing: "missing"
            case .null: "null"
            case .status(let status): symbols[status.symbol]
            }
        return "\(container.text)@\(at.iso8601):\(prior)>\(symbols[to.symbol])"
    }
}

extension Entry {
    /// Whether it is a `running → running` entry with the operation `restart`: a restart written as one row.
    ///
    /// A missing `from_status` is what the entry before it, `previous`, says.
    @inlinable
    package func isLoneRestart(after previous: Status?) -> Bool {
        operation == .restart && to == .running && leaves(.running, after: previous)
    }

    /// Whether it left `status`: by its own `from_status` or, where that is missing, by the entry before it.
    @inlinable
    package func leaves(_ status: Status, after previous: Status?) -> Bool {
        switch from {
        case .missing: previous == status
        case .null: false
        case .status(let prior): prior == status
        }
    }
}

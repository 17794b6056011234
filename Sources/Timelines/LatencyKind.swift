/// What a transition is, by its statuses and operation.
package enum LatencyKind: String, Hashable, Sendable, CaseIterable {
    case start, recover, provision, resume, stop, pause, fail, other
    case forceStop = "force-stop"

    /// All of them, in the order of the definitions.
    package static let inOrder: [LatencyKind] = [
        .start, .recover, .provision, .resume, .forceStop, .stop, .pause, .fail, .other,
    ]
}

extension LatencyKind {
    /// The kind of a transition; `operation` as written matters only for `force-stop`.
    @inlinable
    package init(from: PriorStatus, to: Status, operation: Symbol?) {
        switch (from, to) {
        case (_, .stopped): self = operation == .forceStop ? .forceStop : .stop
        case (_, .paused): self = .pause
        case (_, .failed): self = .fail
        case (.status(let status), .running): self = LatencyKind(bringingUpFrom: status) ?? .other
        default: self = .other
        }
    }

    /// The kind of an entry.
    @inlinable
    package init(_ entry: Entry) {
        self.init(from: entry.from, to: entry.to, operation: entry.operation)
    }

    /// The kind against which an entry counts as failed: an attempt to reach `running` that ended in `failed` instead.
    /// Nil for every other transition.
    @inlinable
    package static func failedKind(from: PriorStatus, to: Status) -> LatencyKind? {
        guard case .status(let status) = from, to == .failed else { return nil }
        return LatencyKind(bringingUpFrom: status)
    }

    /// Whether an attempt of this kind can end in `failed`, so that it has a success rate.
    package var canFail: Bool {
        switch self {
        case .start, .recover, .provision, .resume: true
        case .stop, .forceStop, .pause, .fail, .other: false
        }
    }

    /// The kind that leads from `status` to `running`.
    @inlinable
    package init?(bringingUpFrom status: Status) {
        switch status {
        case .stopped: self = .start
        case .failed: self = .recover
        case .creating, .claiming, .copying: self = .provision
        case .paused: self = .resume
        case .running, .deleting, .deleted, .unknown: return nil
        }
    }
}

/// The operation behind an entry, and whether the entry names it.
package enum OperationReading: Hashable, Sendable {
    /// `metadata.operation`, else `metadata.command`.
    case written(Symbol)
    /// Neither is there: derived from the statuses, after the kind of the transition.
    case derived(LatencyKind)

    package var isDerived: Bool {
        switch self {
        case .written: false
        case .derived: true
        }
    }

    /// As written; a derived one has its kind's name, but a recovery is a `start`.
    package func text(in symbols: SymbolTable) -> String {
        switch self {
        case .written(let operation): symbols[operation]
        case .derived(.recover): LatencyKind.start.rawValue
        case .derived(let kind): kind.rawValue
        }
    }
}

extension Entry {
    /// The operation that the entry names, else the one derived from its statuses.
    package var operationReading: OperationReading {
        operation.map(OperationReading.written) ?? .derived(LatencyKind(from: from, to: to, operation: nil))
    }
}

package import Timelines

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

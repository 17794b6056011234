/// What a container is said to be in; one outside the platform's list survives as written.
package enum Status: Hashable, Sendable {
    case creating, claiming, copying, running, paused, stopped, failed, deleting, deleted
    case unknown(Symbol)

    /// The platform's list, in the order of the symbols 1 … 9.
    package static let known: [Status] = [
        .creating, .claiming, .copying, .running, .paused, .stopped, .failed, .deleting, .deleted,
    ]

    /// The status that `symbol` writes.
    @inlinable
    package init(symbol: Symbol) {
        switch symbol.number {
        case 1: self = .creating
        case 2: self = .claiming
        case 3: self = .copying
        case 4: self = .running
        case 5: self = .paused
        case 6: self = .stopped
        case 7: self = .failed
        case 8: self = .deleting
        case 9: self = .deleted
        default: self = .unknown(symbol)
        }
    }

    /// Its symbol in every `SymbolTable`.
    @inlinable
    package var symbol: Symbol {
        switch self {
        case .creating: Symbol(number: 1)
        case .claiming: Symbol(number: 2)
        case .copying: Symbol(number: 3)
        case .running: Symbol(number: 4)
        case .paused: Symbol(number: 5)
        case .stopped: Symbol(number: 6)
        case .failed: Symbol(number: 7)
        case .deleting: Symbol(number: 8)
        case .deleted: Symbol(number: 9)
        case .unknown(let symbol): symbol
        }
    }

    // Written out because derived ones are not inlinable: a status is its symbol.
    @inlinable
    package static func == (left: Status, right: Status) -> Bool {
        left.symbol == right.symbol
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(symbol)
    }

    /// The text of a known status; empty for an unknown one, whose text is in the symbol table.
    package var knownText: String {
        switch self {
        case .creating: "creating"
        case .claiming: "claiming"
        case .copying: "copying"
        case .running: "running"
        case .paused: "paused"
        case .stopped: "stopped"
        case .failed: "failed"
        case .deleting: "deleting"
        case .deleted: "deleted"
        case .unknown: ""
        }
    }
}

import Observations
import Timelines

/// The statuses of an entry, as far as the store has met them: what was never met can't match.
struct KnownStatuses {
    private let from: PriorStatus?
    private let to: Status?

    init(_ fields: EntryFields, symbols: SymbolTable) {
        to = symbols.symbol(of: fields.to).map(Status.init(symbol:))
        from =
            switch fields.from {
            case .missing: .missing
            case .null: .null
            case .status(let text): symbols.symbol(of: text).map { .status(Status(symbol: $0)) }
            }
    }

    func match(_ entry: Entry) -> Bool {
        entry.from == from && entry.to == to
    }
}

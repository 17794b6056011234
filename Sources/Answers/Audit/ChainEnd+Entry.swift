import Timelines

extension ChainEnd {
    /// The side of a link from which an entry leads.
    init(whereItLed entry: Entry, of container: ContainerID, symbols: SymbolTable) {
        self.init(
            at: entry.at,
            status: symbols[entry.to.symbol],
            eventID: entry.eventID(in: symbols, container: container)
        )
    }

    /// The side of a link from which an entry comes: `null` where it says so, `missing` where it says nothing.
    init(whereItComesFrom entry: Entry, of container: ContainerID, symbols: SymbolTable) {
        let status =
            switch entry.from {
            case .status(let status): symbols[status.symbol]
            case .null: "null"
            case .missing: "missing"
            }
        self.init(at: entry.at, status: status, eventID: entry.eventID(in: symbols, container: container))
    }
}

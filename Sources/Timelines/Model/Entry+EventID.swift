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

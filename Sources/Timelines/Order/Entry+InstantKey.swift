extension Entry {
    /// Whether it comes before `other` at the same instant where the links don't decide: by id, those without one first;
    /// then by `from_status` (missing, null, text) and `to_status`. Texts compare by their UTF-8.
    func precedesAtOneInstant(_ other: Entry, symbols: SymbolTable) -> Bool {
        switch (id, other.id) {
        case (.none, .none): precedesByStatuses(other, symbols: symbols)
        case (.none, _): true
        case (_, .none): false
        case (.object(let high, let low), .object(let otherHigh, let otherLow)):
            high == otherHigh ? low < otherLow : high < otherHigh
        default: precedes(id.text(in: symbols) ?? "", other.id.text(in: symbols) ?? "") ?? false
        }
    }

    private func precedesByStatuses(_ other: Entry, symbols: SymbolTable) -> Bool {
        precedes(from.sortText(in: symbols), other.from.sortText(in: symbols))
            ?? precedes(symbols[to.symbol], symbols[other.to.symbol]) ?? false
    }
}

extension PriorStatus {
    /// Missing before null before any status by its text.
    fileprivate func sortText(in symbols: SymbolTable) -> String {
        switch self {
        case .missing: "0"
        case .null: "1"
        case .status(let status): "2" + symbols[status.symbol]
        }
    }
}

/// Nil where both texts are the same.
private func precedes(_ left: String, _ right: String) -> Bool? {
    if left.utf8.elementsEqual(right.utf8) { return nil }
    return left.utf8.lexicographicallyPrecedes(right.utf8)
}

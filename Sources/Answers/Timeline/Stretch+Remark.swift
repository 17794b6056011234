import Timelines

extension Stretch {
    /// Why it is unknown, or what is odd about it, for a person; nil where nothing is.
    func remark(in timeline: Timeline, symbols: SymbolTable) -> String? {
        let about = basisRemark(in: timeline, symbols: symbols)
        let marks = entry.map { timeline.entries[$0].marks } ?? []
        let remarks = [
            about,
            marks.contains(.amended) ? "the entry was amended upstream" : nil,
            marks.contains(.vanished) ? "the entry has vanished upstream" : nil,
        ]
        let text = remarks.compactMap(\.self).joined(separator: "; ")
        return text.isEmpty ? nil : text
    }

    private func basisRemark(in timeline: Timeline, symbols: SymbolTable) -> String? {
        switch basis {
        case .logged(.unknown): "a status outside the known list"
        case .logged: nil
        case .assumed(.unknown): "assumed; a status outside the known list"
        case .assumed: timeline.entries.isEmpty ? "assumed from the listings" : "assumed from the first entry"
        case .singleEntryRestart: "a restart written as one entry"
        case .notYetCreated: "did not exist yet"
        case .gone: "gone"
        case .unknown(.chainBreak): chainBreakRemark(in: timeline, symbols: symbols)
        case .unknown(.priorStatusMissing): "the first entry does not say what was before it"
        case .unknown(.creationUnknown): "nothing says since when it exists"
        case .unknown(.listingsInconclusive): "no entries, and no status on which the listings agree"
        case .unknown(.notCovered): "not synced as far"
        }
    }

    private func chainBreakRemark(in timeline: Timeline, symbols: SymbolTable) -> String? {
        guard let entry, entry + 1 < timeline.entryCount else { return nil }
        let to = symbols[timeline.entries[entry].to.symbol]
        let from: String =
            switch timeline.entries[entry + 1].from {
            case .status(let status): symbols[status.symbol]
            case .missing: "missing"
            case .null: "null"
            }
        return "an entry is missing: this one led to \(to), the next one comes from \(from)"
    }
}

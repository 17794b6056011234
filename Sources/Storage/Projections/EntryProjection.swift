internal import Observations
internal import Timelines

/// What an element means to the entries that are known.
enum Verdict {
    case new
    /// Known with the same content.
    case unchanged(Int)
    /// Known with the same content, but without the id that it has now.
    case identified(Int)
    /// Known with other content.
    case amended(Int)
}

/// The projection of the entries: which of them an element is, and what it changes.
///
/// Ingestion and rebuilding both judge and apply here.
struct EntryProjection {
    let names: NameProjection
    let bodies: ObservationBodies

    /// What the element with `fields` and `body` is among `entries`.
    ///
    /// An entry without an id can stand for several that have one; it is then one of the same content, rather one that the
    /// reading has not met yet, else the one whose newest version is the oldest.
    func judge(
        _ fields: EntryFields,
        body: @autoclosure () -> ArraySlice<UInt8>,
        among entries: ContainerEntries
    ) throws -> Verdict {
        let found = entries.candidates(for: fields, symbols: names.symbols)
        guard !found.isEmpty else { return .new }
        let body = body()
        let candidates = found.sorted { receipt($0, entries) < receipt($1, entries) }
        let same = try candidates.filter { try isSame(body, as: receipt($0, entries)) }
        guard let chosen = same.first(where: { !entries.known[$0].isMet }) ?? same.first else {
            return .amended(candidates[0])
        }
        let isIdentified = fields.id != .none && entries.known[chosen].entry.id == .none
        return isIdentified ? .identified(chosen) : .unchanged(chosen)
    }

    /// Applies observation `seq`, an element that was judged so. Returns: the handle of its entry.
    func apply(
        _ verdict: Verdict,
        _ fields: EntryFields,
        seq: Int64,
        to entries: ContainerEntries
    ) -> Int {
        let entry = names.intern(fields, receipt: seq)
        switch verdict {
        case .new: return entries.add(entry, isMet: true)
        case .unchanged(let handle), .identified(let handle):
            entries.renew(handle, with: entry, isAmendment: false)
            return handle
        case .amended(let handle):
            entries.renew(handle, with: entry, isAmendment: true)
            return handle
        }
    }

    private func receipt(_ handle: Int, _ entries: ContainerEntries) -> Int64 {
        entries.known[handle].entry.receipt
    }

    private func isSame(_ body: ArraySlice<UInt8>, as seq: Int64) throws -> Bool {
        if try bodies.body(seq, is: body) { return true }
        return haveSameContent(try bodies.body(seq), Array(body))
    }
}

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

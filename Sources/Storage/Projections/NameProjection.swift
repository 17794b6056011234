internal import GRDB
internal import Observations
internal import Timelines

/// The texts that the projections hold by number.
///
/// Numbers follow the order of first appearance in the log: what is interned, and in which order, must depend on recorded
/// observations alone.
final class NameProjection {
    // Every text of every element goes through these, always for a moment: nothing here calls out.
    @exclusivity(unchecked) private(set) var symbols: SymbolTable
    @exclusivity(unchecked) private var recent: [RecentName?] = Array(repeating: nil, count: 256)
    private var stored: Int
    private let insertion: PreparedStatement

    convenience init(_ database: Database) throws {
        try self.init(database, stored: SymbolTable.storedTexts(database))
    }

    /// Goes on from `texts`, which `database` has or is taken to have.
    init(_ database: Database, stored texts: [String]) throws {
        insertion = try PreparedStatement(database, "INSERT INTO name_projection (number, text) VALUES (?, ?)")
        symbols = try SymbolTable(texts: texts)
        stored = texts.count
    }

    /// Forgets all but the reserved texts.
    func restart() {
        symbols = SymbolTable()
        recent = Array(repeating: nil, count: 256)
        stored = 0
    }

    func intern(_ text: String) -> Symbol {
        // Few texts come again and again; to compare with the last one of about this form is faster than to look it up.
        guard let form = ShortText(text) else { return symbols.intern(text) }
        if let recent = recent[form.bucket], recent.form == form { return recent.symbol }
        let symbol = symbols.intern(text)
        recent[form.bucket] = RecentName(form: form, symbol: symbol)
        return symbol
    }

    private func intern(_ id: ReceivedIdentifier) -> EntryIdentifier {
        switch id {
        case .none: .none
        case .object(let high, let low): .object(high: high, low: low)
        case .text(let text): .text(intern(text))
        }
    }

    /// The entry that `fields` describe; its texts get numbers.
    func intern(_ fields: EntryFields, receipt: Int64) -> Entry {
        let from: PriorStatus =
            switch fields.from {
            case .missing: .missing
            case .null: .null
            case .status(let text): .status(Status(symbol: intern(text)))
            }
        return Entry(
            at: fields.at,
            from: from,
            to: Status(symbol: intern(fields.to)),
            duration: fields.duration,
            actor: fields.actor.map { intern($0) },
            operation: fields.operation.map { intern($0) },
            id: intern(fields.id),
            receipt: receipt
        )
    }

    /// Writes the texts that are new.
    func flush() throws {
        for number in stored..<symbols.texts.count {
            insertion.bind(1, Int64(number))
            insertion.bind(2, text: symbols.texts[number])
            try insertion.run()
        }
        stored = symbols.texts.count
    }
}

extension SymbolTable {
    /// The texts by number, as a store keeps them; throws where a number is missing.
    static func storedTexts(_ database: Database) throws -> [String] {
        let select = try PreparedStatement(database, "SELECT number, text FROM name_projection ORDER BY number")
        let row = CheckedRow(select, of: "name_projection")
        var texts: [String] = []
        while try select.step() {
            let number = Int64(texts.count)
            _ = try row.integer(0, in: number...number)
            texts.append(try row.text(1))
        }
        return texts
    }

    /// The table with `texts` under their places; an error where they don't begin with the reserved ones.
    init(texts: [String]) throws {
        self.init()
        guard texts.isEmpty || texts.starts(with: Self.reserved) else {
            throw damage("the names don't begin with the known ones")
        }
        for text in texts.dropFirst(Self.reserved.count) { _ = intern(text) }
        guard texts.isEmpty || self.texts.count == texts.count else {
            throw damage("a name comes twice")
        }
    }
}

/// A text that was interned lately.
struct RecentName {
    let form: ShortText
    let symbol: Symbol
}

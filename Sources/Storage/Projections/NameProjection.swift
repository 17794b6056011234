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
    private var storedReasons: Int
    private let insertion: PreparedStatement
    private let reasonInsertion: PreparedStatement

    convenience init(_ database: Database) throws {
        try self.init(database, stored: StoredTexts(database))
    }

    /// Goes on from `texts`, which `database` has or is taken to have.
    init(_ database: Database, stored texts: StoredTexts) throws {
        insertion = try PreparedStatement(database, "INSERT INTO name_projection (number, text) VALUES (?, ?)")
        reasonInsertion = try PreparedStatement(database, "INSERT INTO reason_projection (number, text) VALUES (?, ?)")
        symbols = try SymbolTable(texts)
        stored = texts.names.count
        storedReasons = texts.reasons.count
    }

    /// Forgets all but the reserved texts.
    func restart() {
        symbols = SymbolTable()
        recent = Array(repeating: nil, count: 256)
        stored = 0
        storedReasons = 0
    }

    func intern(_ text: String) -> Symbol {
        // Few texts come again and again; to compare with the last one of about this form is faster than to look it up.
        guard let form = ShortText(text) else { return symbols.intern(text) }
        if let recent = recent[form.bucket], recent.form == form { return recent.symbol }
        let symbol = symbols.intern(text)
        recent[form.bucket] = RecentName(form: form, symbol: symbol)
        return symbol
    }

    func intern(reason text: String) {
        _ = symbols.reasons.intern(text)
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
            reason: fields.reason.map { EntryReason(text: symbols.reasons.intern($0.text), isError: $0.isError) },
            server: fields.server.map { intern($0) },
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
        for number in storedReasons..<symbols.reasons.texts.count {
            reasonInsertion.bind(1, Int64(number) + 1)
            reasonInsertion.bind(2, text: symbols.reasons.texts[number])
            try reasonInsertion.run()
        }
        storedReasons = symbols.reasons.texts.count
    }
}

/// The texts of a store by number: names from 0, reasons from 1.
struct StoredTexts: Sendable {
    var names: [String] = []
    var reasons: [String] = []

    init() {}

    /// Throws where a number is missing.
    init(_ database: Database) throws {
        names = try Self.texts(of: "name_projection", database, from: 0)
        reasons = try Self.texts(of: "reason_projection", database, from: 1)
    }

    private static func texts(of table: StaticString, _ database: Database, from first: Int64) throws -> [String] {
        let select = try PreparedStatement(database, "SELECT number, text FROM \(table) ORDER BY number")
        let row = CheckedRow(select, of: table)
        var texts: [String] = []
        while try select.step() {
            let number = Int64(texts.count) + first
            _ = try row.integer(0, in: number...number)
            texts.append(try row.text(1))
        }
        return texts
    }
}

extension SymbolTable {
    /// The table with the texts under their places; an error where they don't begin with the reserved ones.
    init(_ stored: StoredTexts) throws {
        self.init()
        let texts = stored.names
        reasons = ReasonTable(texts: stored.reasons)
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

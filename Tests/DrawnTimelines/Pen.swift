import Timelines

/// Draws a timeline part by part, from the left.
struct Pen {
    private(set) var now: Instant
    private(set) var entries: [Entry] = []
    /// What the next entry comes from; nil where nobody knows.
    private var prior: PriorStatus? = .missing

    init(start: Instant) {
        now = start
    }

    mutating func draw(_ words: [Substring], symbols: inout SymbolTable) throws(DrawingError) {
        var words = Words(words)
        guard let verb = words.next() else { return }
        if let state = try state(verb, &words, symbols: &symbols) {
            try pass(state, &words)
        } else {
            try write(verb, &words, symbols: &symbols)
        }
    }

    // MARK: States

    private enum State {
        case status(Status)
        case absent, unsaid, unknown
    }

    private func state(
        _ verb: String,
        _ words: inout Words,
        symbols: inout SymbolTable
    ) throws(DrawingError) -> State? {
        switch verb {
        case "up": .status(.running)
        case "down": .status(.stopped)
        case "failed", "paused", "creating", "claiming", "copying", "deleting", "deleted":
            .status(Status(symbol: symbols.intern(verb)))
        case "in": .status(Status(symbol: symbols.intern(try words.argument(of: verb))))
        case "absent": .absent
        case "unsaid": .unsaid
        case "?": .unknown
        default: nil
        }
    }

    private mutating func pass(_ state: State, _ words: inout Words) throws(DrawingError) {
        switch state {
        case .status(let status):
            if let last = entries.last?.to, prior != nil, last != status {
                throw words.problem("the entry before it brought \(last)")
            }
            prior = .status(status)
        case .absent: prior = .null
        case .unsaid: prior = .missing
        case .unknown: prior = nil
        }
        while let span = words.next() {
            now = now + (try TimeSpan(drawn: span))
        }
    }

    // MARK: Entries

    private mutating func write(
        _ verb: String,
        _ words: inout Words,
        symbols: inout SymbolTable
    ) throws(DrawingError) {
        var entry = Entry(at: now, from: .missing, to: .running)
        var from = prior
        switch verb {
        case "start": (entry.to, entry.operation) = (.running, .start)
        case "stop": (entry.to, entry.operation) = (.stopped, .stop)
        case "force-stop": (entry.to, entry.operation) = (.stopped, .forceStop)
        case "pause": (entry.to, entry.operation) = (.paused, .pause)
        case "resume": (entry.to, entry.operation) = (.running, .resume)
        case "restart": (entry.to, entry.operation) = (.running, .restart)
        case "create": entry.to = .creating
        case "provision", "recover": entry.to = .running
        case "fail": entry.to = .failed
        case "delete": entry.to = .deleting
        case "deleted!": entry.to = .deleted
        case "to": entry.to = Status(symbol: symbols.intern(try words.argument(of: verb)))
        default: throw words.problem("neither a state nor an entry")
        }
        while let word = words.next() {
            switch word {
            case "by": entry.actor = symbols.intern(try words.argument(of: word))
            case "as":
                let operation = try words.argument(of: word)
                entry.operation = operation == "none" ? nil : symbols.intern(operation)
            case "from": from = priorStatus(try words.argument(of: word), symbols: &symbols)
            case "id":
                let text = try words.argument(of: word)
                entry.id = EntryIdentifier(objectID: text) ?? .text(symbols.intern(text))
            case "error":
                entry.reason = EntryReason(text: symbols.reasons.intern(try words.argument(of: word)), isError: true)
            case "because":
                entry.reason = EntryReason(text: symbols.reasons.intern(try words.argument(of: word)), isError: false)
            case "on": entry.server = symbols.intern(try words.argument(of: word))
            case "amended": entry.marks.insert(.amended)
            case "vanished": entry.marks.insert(.vanished)
            case "bad": entry.duration = .invalid
            default: entry.duration = .valid(Double(try TimeSpan(drawn: word).milliseconds))
            }
        }
        guard let from else { throw words.problem("nobody knows what it comes from: say `from`") }
        entry.from = from
        entries.append(entry)
        prior = .status(entry.to)
    }

    private func priorStatus(_ text: String, symbols: inout SymbolTable) -> PriorStatus {
        switch text {
        case "null": .null
        case "missing": .missing
        default: .status(Status(symbol: symbols.intern(text)))
        }
    }
}

/// The words of one part.
struct Words {
    private let all: [Substring]
    private var place = 0

    init(_ words: [Substring]) {
        all = words
    }

    mutating func next() -> String? {
        guard place < all.count else { return nil }
        place += 1
        return String(all[place - 1])
    }

    mutating func argument(of word: String) throws(DrawingError) -> String {
        guard let argument = next() else { throw problem("`\(word)` of what?") }
        return argument
    }

    func problem(_ text: String) -> DrawingError {
        DrawingError(part: all.joined(separator: " "), problem: text)
    }
}

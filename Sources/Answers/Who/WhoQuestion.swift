package import Study
package import Timelines

/// Who did what: what is asked about, and whose entries count.
package struct WhoQuestion: Hashable, Sendable {
    package var subject: WhoSubject
    /// Globs, letter case ignored; empty is all.
    package var actors: [String]
    /// Empty is all.
    package var kinds: [ActorKind]
    package var isWithoutAutomation: Bool

    package init(
        _ subject: WhoSubject,
        actors: [String] = [],
        kinds: [ActorKind] = [],
        isWithoutAutomation: Bool = false
    ) {
        self.subject = subject
        self.actors = actors
        self.kinds = kinds
        self.isWithoutAutomation = isWithoutAutomation
    }

    /// The texts of `actors` that fit none of the actors and texts that `symbols` holds.
    package func actorsThatFitNone(of symbols: SymbolTable) -> [String] {
        let texts = symbols.texts + [FigureTexts.unattributed]
        return actors.filter { pattern in
            let glob = Glob(pattern, ignoringCase: true)
            return !texts.contains(where: glob.matches)
        }
    }
}

/// Whose entries count: decided once for every actor of a symbol table.
struct ActorFilter: Sendable {
    private let isChosen: [Bool]
    private let isUnattributedChosen: Bool

    init(_ question: WhoQuestion, rules: [ActorRule], symbols: SymbolTable) {
        let globs = question.actors.map { Glob($0, ignoringCase: true) }
        let classifier = ActorClassifier(rules: rules, symbols: symbols)
        func isChosen(_ text: String, _ kind: ActorKind) -> Bool {
            if question.isWithoutAutomation, kind == .automation { return false }
            if !question.kinds.isEmpty, !question.kinds.contains(kind) { return false }
            return globs.isEmpty || globs.contains { $0.matches(text) }
        }
        self.isChosen = symbols.texts.enumerated().map { number, text in
            isChosen(text, classifier.kind(of: Symbol(number: UInt32(number))))
        }
        isUnattributedChosen = isChosen(FigureTexts.unattributed, .unattributed)
    }

    func contains(_ actor: Symbol?) -> Bool {
        guard let actor else { return isUnattributedChosen }
        return isChosen[Int(actor.number)]
    }
}

/// What is asked about: who brought containers into a status, or whose the entries of an operation are.
package enum WhoSubject: Hashable, Sendable {
    /// As written.
    case status(String)
    /// As an entry names it or, where it names none, as its statuses give it.
    case operation(String)

    /// The operations that the definitions name, in their order.
    package static let knownOperations = [
        "start", "stop", "force-stop", "restart", "pause", "resume", "provision", "fail", "other",
    ]
    package static let knownStatuses = Status.known.map(\.knownText)

    /// What a word of the definitions means; nil for any other.
    package init?(knownWord word: String) {
        if WhoSubject.knownStatuses.contains(word) {
            self = .status(word)
        } else if WhoSubject.knownOperations.contains(word) {
            self = .operation(word)
        } else {
            return nil
        }
    }
}

/// Which entries a question is about.
struct SubjectFilter: Sendable {
    private let status: Status?
    private let operation: Symbol?
    private let derived: Set<LatencyKind>
    let isOperation: Bool

    init(_ subject: WhoSubject, symbols: SymbolTable) {
        switch subject {
        case .status(let text):
            // A text that was never met is the status of no entry.
            status = symbols.symbol(of: text).map { Status(symbol: $0) }
            operation = nil
            derived = []
            isOperation = false
        case .operation(let text):
            status = nil
            operation = symbols.symbol(of: text)
            derived = Set(
                LatencyKind.allCases.filter { kind in
                    ExactText(OperationReading.derived(kind).text(in: symbols)) == ExactText(text)
                }
            )
            isOperation = true
        }
    }

    func matches(_ entry: Entry) -> Bool {
        guard isOperation else { return entry.to == status }
        return switch entry.operationReading {
        case .written(let symbol): symbol == operation
        case .derived(let kind): derived.contains(kind)
        }
    }
}

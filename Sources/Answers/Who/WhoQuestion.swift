internal import Rendering
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

internal import Rendering
package import Study
package import Timelines

/// Whose entries count.
package struct ActorSelection: Hashable, Sendable {
    /// Letter case ignored; empty is all.
    package var globs: [String]
    /// Empty is all.
    package var kinds: [ActorKind]
    package var isWithoutAutomation: Bool

    package init(_ globs: [String] = [], kinds: [ActorKind] = [], isWithoutAutomation: Bool = false) {
        self.globs = globs
        self.kinds = kinds
        self.isWithoutAutomation = isWithoutAutomation
    }

    /// The globs that fit none of the actors and texts that `symbols` holds.
    package func globsThatFitNone(of symbols: SymbolTable) -> [String] {
        let texts = symbols.texts + [FigureTexts.unattributed]
        return globs.filter { pattern in
            let glob = Glob(pattern, ignoringCase: true)
            return !texts.contains(where: glob.matches)
        }
    }

    /// The options that leave somebody out.
    var options: [String] {
        [
            globs.isEmpty ? nil : "--actor", kinds.isEmpty ? nil : "--kind",
            isWithoutAutomation ? "--no-automation" : nil,
        ]
        .compactMap(\.self)
    }

    /// `, by an actor like “ana”`; empty where everybody's count.
    var phrase: String {
        var parts: [String] = []
        if !globs.isEmpty { parts.append("by an actor like \(alternatives(quoted(globs)))") }
        if !kinds.isEmpty { parts.append("by an actor of the kind \(alternatives(kinds.map(\.rawValue)))") }
        if isWithoutAutomation { parts.append("automation left out") }
        return parts.isEmpty ? "" : ", " + parts.joined(separator: ", ")
    }
}

/// Whose entries count: decided once for every actor of a symbol table.
struct ActorFilter: Sendable {
    private let isChosen: [Bool]
    private let isUnattributedChosen: Bool

    init(_ selection: ActorSelection, rules: [ActorRule], symbols: SymbolTable) {
        let globs = selection.globs.map { Glob($0, ignoringCase: true) }
        let classifier = ActorClassifier(rules: rules, symbols: symbols)
        func isChosen(_ text: String, _ kind: ActorKind) -> Bool {
            if selection.isWithoutAutomation, kind == .automation { return false }
            if !selection.kinds.isEmpty, !selection.kinds.contains(kind) { return false }
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

extension StoreQueries {
    /// Makes sure that every actor that is asked for can be one of the store's.
    ///
    /// Throws: where the store knows no text of that form at all.
    package func checkActors(_ selection: ActorSelection) throws {
        guard let pattern = selection.globsThatFitNone(of: symbols).first else { return }
        let actors = try source.recordedTerms().actors.sorted().map(\.text)
        let containing = actors.first { $0.lowercased().contains(pattern.lowercased()) }
        let advice = (nearest(to: pattern, among: actors) ?? containing).map { "did you mean \($0)?" }
        throw QuestionError.usage(
            "--actor \(pattern): the store knows no actor of that name or form; "
                + (advice ?? "tacho query actors lists them")
        )
    }
}

/// Some of `texts` as a person is shown them, with what stands for the rest.
func quoted(_ texts: [String]) -> [String] {
    firstFew(texts.map { "“\($0.neutralised.shortened(to: 40))”" })
}

/// `a`, `a or b`, `a, b or c`.
private func alternatives(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " or " + last
}

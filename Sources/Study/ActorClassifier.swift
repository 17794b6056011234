package import Timelines

/// A rule of the configuration that gives an actor's kind: the first whose glob matches, letter case ignored.
package struct ActorRule: Hashable, Sendable {
    package var glob: String
    package var kind: ActorKind

    package init(glob: String, kind: ActorKind) {
        self.glob = glob
        self.kind = kind
    }
}

/// What sort of actor triggered a transition.
package enum ActorKind: String, Hashable, Sendable, CaseIterable {
    case user, automation, system, other, unattributed
}

/// The kind of every actor of a symbol table: by the rules of the configuration, then by the defaults, first match,
/// letter case ignored.
///
/// The defaults, in this order:
/// 1. user: begins with `user`;
/// 2. automation: contains `automation` or `script` anywhere, begins with `cron` or `bot`, or contains `ci` as a word;
/// 3. system: begins with `system`, `server`, `autostart` or `platform`;
/// 4. other.
///
/// "Begins with" asks for nothing after it: `user`, `user_abc123` and `users` all do. `ci` is a word where neither
/// neighbour is a letter or a digit: in `ci`, `CI/deploy` and `gitlab_ci`, not in `circle` or `ci2`.
package struct ActorClassifier: Sendable {
    private let kinds: [ActorKind]

    /// Decides on every text of `symbols` once.
    package init(rules: [ActorRule], symbols: SymbolTable) {
        let rules = rules.map { KindRule(globs: [Glob($0.glob, ignoringCase: true)], kind: $0.kind) }
        kinds = symbols.texts.map { actor in
            rules.first { $0.matches(actor) }?.kind ?? KindRule.defaultKind(of: actor)
        }
    }

    /// The kind of an actor of the table that this was made from; `unattributed` where there is none.
    package func kind(of actor: Symbol?) -> ActorKind {
        guard let actor else { return .unattributed }
        return kinds[Int(actor.number)]
    }
}

/// The kind of the actors that any of some globs matches, or that hold a word.
private struct KindRule: Sendable {
    var globs: [Glob]
    var word: String?
    var kind: ActorKind

    func matches(_ actor: String) -> Bool {
        globs.contains { $0.matches(actor) } || word.map { contains(word: $0, in: actor) } ?? false
    }

    static let defaults: [KindRule] = [
        KindRule(globs: ["user*"].map(ignoringCase), kind: .user),
        KindRule(
            globs: ["*automation*", "*script*", "cron*", "bot*"].map(ignoringCase),
            word: "ci",
            kind: .automation
        ),
        KindRule(globs: ["system*", "server*", "autostart*", "platform*"].map(ignoringCase), kind: .system),
    ]

    static func defaultKind(of actor: String) -> ActorKind {
        defaults.first { $0.matches(actor) }?.kind ?? .other
    }
}

private func ignoringCase(_ pattern: String) -> Glob {
    Glob(pattern, ignoringCase: true)
}

private func contains(word: String, in text: String) -> Bool {
    text.split { !$0.isLetter && !$0.isNumber }.contains { $0.lowercased() == word }
}

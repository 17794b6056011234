internal import Rendering
internal import Study

extension ActorKind {
    /// `(user)`; for an actor that the log does not name, nothing.
    fileprivate var bracketed: String {
        self == .unattributed ? "" : " (\(rawValue))"
    }
}

/// `ana (user)`, or words for an actor that the log does not name.
func namedActor(_ actor: String, _ kind: ActorKind) -> String {
    kind == .unattributed ? "an actor that the log does not name" : actorName(actor) + kind.bracketed
}

extension Trigger {
    /// `ana (user), force-stop`.
    var words: String {
        "\(namedActor(actor, kind)), \(term(operation))"
    }

    /// Whether it set the container running again.
    var isReturn: Bool {
        ["start", "restart", "resume", "provision"].contains(operation)
    }
}

internal import Rendering
internal import Timelines

/// What containers are called in a text: by name, by id where they have none or share it with another.
struct ContainerNames {
    private var bearers: [ExactText: Int] = [:]

    /// `names` has one element for each container, nil for a nameless one.
    init(_ names: [String?]) {
        for case let name? in names {
            bearers[ExactText(name), default: 0] += 1
        }
    }

    /// At most 40 columns, a few more where the end of the id has to tell namesakes apart.
    func text(_ name: String?, _ id: ContainerID) -> String {
        guard let name, name.contains(where: { !$0.isWhitespace }) else { return id.text.neutralised.shortened(to: 40) }
        let shown = name.neutralised.shortened(to: 40)
        guard bearers[ExactText(name), default: 0] > 1 else { return shown }
        return "\(shown) (…\(String(id.text.suffix(6)).neutralised))"
    }
}

/// An actor as a text shows it, at most 40 columns.
func actorName(_ actor: String) -> String {
    let hasInk = actor.contains { !$0.isWhitespace }
    return (hasInk ? actor : "“\(actor)”").neutralised.shortened(to: 40)
}

/// A status or an operation as a text shows it, at most 24 columns.
func term(_ text: String) -> String {
    text.neutralised.shortened(to: 24)
}

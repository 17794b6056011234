internal import Answers
internal import ArgumentParser
internal import Study

/// Whose entries count.
struct ActorOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Only entries of these actors; letter case is ignored. Repeat the option, or write commas between them.",
            valueName: "glob"
        )
    )
    private var actor: [CommaList<String>] = []

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Only entries of these kinds of actors. Repeat the option, or write commas between them.",
            valueName: "kind"
        )
    )
    private var kind: [CommaList<ActorKind>] = []

    @Flag(name: .long, help: "Leave out entries of automation.")
    private var noAutomation = false

    var selection: ActorSelection {
        ActorSelection(
            actor.flatMap(\.elements),
            kinds: kind.flatMap(\.elements),
            isWithoutAutomation: noAutomation
        )
    }

    func validate() throws {
        let kinds = selection.kinds
        if noAutomation, !kinds.isEmpty, kinds.allSatisfy({ $0 == .automation }) {
            throw ValidationError("--no-automation and --kind automation exclude each other; give one of them")
        }
    }
}

extension ActorKind: ExpressibleByArgument {}

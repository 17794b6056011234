internal import ArgumentParser

/// Which containers are looked at.
struct SelectionOptions: ParsableArguments {
    @Option(
        name: .long,
        parsing: .upToNextOption,
        help: ArgumentHelp("Only these containers, by id, name or glob.", valueName: "id|name|glob")
    )
    var container: [String] = []

    @Option(
        name: .long,
        parsing: .upToNextOption,
        help: ArgumentHelp("Only the containers of these projects.", valueName: "id")
    )
    var project: [String] = []
}

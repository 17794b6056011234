internal import ArgumentParser
internal import Transparency

/// Keys that sign checkpoints.
struct KeysCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys",
        abstract: "Make the keys that sign and check checkpoints of the log.",
        discussion: """
            Example:
              tacho keys new example.com/fleet
            """,
        subcommands: [KeysNewCommand.self]
    )
}

/// Makes a key pair.
struct KeysNewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Make a key pair: PREFIX.key signs and stays secret, PREFIX.pub checks and is public.",
        discussion: """
            Example:
              tacho keys new example.com/fleet --output /etc/tacho/fleet
            """
    )

    @Argument(
        help: ArgumentHelp(
            "Name of the log, without spaces and +; best a web address of yours.",
            valueName: "name"
        )
    )
    var name: String

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Path of the files without their endings. (default: the name after its last /)",
            valueName: "prefix"
        )
    )
    var output: String?

    func run() throws {
        let signer = try NoteSigner.generate(name: name)
        let last = name.split(separator: "/", omittingEmptySubsequences: false).last.map(String.init) ?? ""
        let prefix = output ?? last
        guard !prefix.isEmpty else {
            throw Failure.usage("\(name): it ends with /, so that the files need a name; give it by --output")
        }
        try KeyFiles.write(signer, prefix: prefix)
        printError("\(prefix).key: keep it secret, and away from the store; whoever has it can sign")
        printError("\(prefix).pub: give it to everyone who checks; its line is")
        try StandardStream.output.writeLine(signer.verifier.text)
    }
}

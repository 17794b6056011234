internal import Answers
internal import ArgumentParser

/// The head of a mail. `--to` is the end of a range everywhere, so the recipient has another name.
struct MailOptions: ParsableArguments {
    @Option(
        name: .customLong("to-address"),
        help: ArgumentHelp(
            "With --format eml: a recipient. Repeat it, or write commas, for several.",
            valueName: "address"
        )
    )
    private var recipients: [CommaList<String>] = []

    @Option(
        name: .customLong("from-address"),
        help: ArgumentHelp("With --format eml: the sender.", valueName: "address")
    )
    private var sender: String?

    @Option(
        name: .long,
        help: ArgumentHelp("With --format eml: the subject. (default: the verdict)", valueName: "text")
    )
    private var subject: String?

    var isGiven: Bool { !recipients.isEmpty || sender != nil || subject != nil }

    /// Throws: where an address or the subject could not stand in the head of a mail.
    func head() throws -> MailHead {
        try MailHead(recipients: recipients.flatMap(\.elements), sender: sender, subject: subject)
    }
}

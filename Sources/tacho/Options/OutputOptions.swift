internal import ArgumentParser
internal import Foundation

/// How much is said, and in which colours.
struct OutputOptions: ParsableArguments {
    @Flag(name: .long, help: "Say only errors on standard error.")
    var quiet = false

    @Flag(name: .long, help: "Say more on standard error.")
    var verbose = false

    @Option(
        name: .long,
        help: ArgumentHelp("Colours: auto, always or never (NO_COLOR is honoured).", valueName: "when")
    )
    var color: ColorChoice = .auto

    /// Whether standard output gets colours.
    var usesColor: Bool {
        switch color {
        case .always: true
        case .never: false
        case .auto:
            StandardStream.output.isCapableTerminal
                && ProcessInfo.processInfo.environment["NO_COLOR", default: ""].isEmpty
        }
    }

    /// Says `message` on standard error, unless nothing but errors is to be said.
    func printStatus(_ message: String) {
        if !quiet { printError(message) }
    }

    /// What shows how far a command that reads the whole log has come; nil where standard error is no terminal, or one without control sequences, or is to be quiet.
    var logProgressLine: LogProgressLine? {
        StandardStream.error.isCapableTerminal && !quiet ? LogProgressLine() : nil
    }

    func validate() throws {
        if quiet, verbose {
            throw ValidationError("--quiet and --verbose exclude each other; give one of them")
        }
    }
}

enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
    case auto, always, never
}

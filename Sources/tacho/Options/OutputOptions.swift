internal import ArgumentParser
internal import Foundation
internal import Rendering
internal import StatusAPI
internal import Timelines

/// How much is said, and in which colours.
struct OutputOptions: ParsableArguments {
    @Flag(name: .long, help: "Print errors only.")
    var quiet = false

    @Flag(
        name: .long,
        help: "Print each request of ingest to standard error, with its duration and retries; never the token."
    )
    var verbose = false

    @Option(
        name: .long,
        help: ArgumentHelp("Use colors. (env: NO_COLOR)", valueName: "when")
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

    /// Says what became of a request, where that is asked for.
    var showAttempt: @Sendable (RequestAttempt) -> Void {
        guard verbose else { return { _ in } }
        return { attempt in printError(attempt.line) }
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

extension OutputOptions {
    var style: TextStyle { usesColor ? .ansi : .plain }
}

extension RequestAttempt {
    fileprivate var line: String {
        let outcome =
            switch result {
            case .answered: "answered in \(took.words)"
            case .failed(let reason): "failed after \(took.words): \(reason)"
            case .again(let reason, let wait): "failed after \(took.words): \(reason); trying again in \(wait.words)"
            }
        return "GET \(url): \(outcome)".withPlainBlanks
    }
}

enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
    case auto, always, never
}

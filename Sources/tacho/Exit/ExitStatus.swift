internal import Answers
internal import ArgumentParser
internal import Configuration
internal import Files
internal import Ingestion
internal import Periods
internal import Simulation
internal import StatusAPI
internal import Storage
internal import Timelines
internal import Transparency

/// The exit codes that scripts depend on.
enum ExitStatus: Int32 {
    case done = 0
    /// The log is not intact, a proof does not hold, or the gate fails.
    case broken = 1
    /// The samples are too few for a verdict.
    case inconclusive = 2
    /// Some containers could not be synced, or the store does not cover what the gate was asked about.
    case partial = 3
    /// The command line or the configuration is wrong.
    case usage = 64
    /// The store is not a Tachograph store, or data is malformed.
    case badData = 65
    /// The API can't be reached or keeps failing.
    case unavailable = 69
    /// The disk or the database fails.
    case inputOutput = 74
    /// The API refuses the token.
    case refused = 77
    /// Interrupted; what was fetched so far is kept.
    case interrupted = 130
}

/// Says what `error` means on the right stream, and gives the exit status that belongs to it.
///
/// The one place that knows how every module's errors end the program.
func exitStatus(reporting error: any Error) -> ExitStatus {
    switch error {
    case let early as EarlyExit:
        return early.status
    case let failure as Failure:
        printError(failure.message)
        return failure.status
    case let error as FileError:
        return exitStatus(reporting: error)
    case let error as StorageError:
        printError(error.message)
        return ExitStatus(error.code)
    case let error as IngestionError:
        return exitStatus(reporting: error)
    case let error as EvidenceError:
        printError(error.message)
        return ExitStatus(error.code)
    case let error as StatusAPIError:
        printError("\(error.message); \(error.hint)")
        return error.code == .transport ? .inputOutput : .usage
    case let error as ConfigurationError:
        printError(error.description)
        return .usage
    case let error as PeriodError:
        printError(error.description)
        return .usage
    case let error as QuestionError:
        printError(error.message)
        return error.code == .badData ? .badData : .usage
    case let error as GateError:
        printError(error.description)
        return .usage
    case let error as SimulationError:
        printError(error.description)
        return error.code == .socket ? .inputOutput : .usage
    case is CancellationError:
        return .interrupted
    default:
        return reportArguments(error)
    }
}

/// What the argument parser throws: a request for help or the version, or a mistake in the command line.
private func reportArguments(_ error: any Error) -> ExitStatus {
    // The parser's own `help` shows everything where there is no such command.
    guard Tacho.exitCode(for: error) != .success || unknownCommand != nil else {
        do {
            try StandardStream.output.writeLine(Tacho.fullMessage(for: error))
            return .done
        } catch {
            return exitStatus(reporting: error)
        }
    }
    // Its texts have several lines, indented lists and a full stop here and there.
    let message = suggesting(Tacho.message(for: error).split(whereSeparator: \.isWhitespace).joined(separator: " "))
    let sentence = message.hasSuffix(".") ? String(message.dropLast()) : message
    printError(sentence.hasSuffix("?") ? sentence : sentence + "; see tacho --help")
    return .usage
}

private let commandNames = Tacho.configuration.subcommands.compactMap { $0.configuration.commandName }

/// The word in the place of a command, of `tacho COMMAND` and `tacho help COMMAND`, that is none; nil where it is one or is missing.
private var unknownCommand: String? {
    let words = CommandLine.arguments.dropFirst()
    let command = words.first == "help" ? words.dropFirst().first : words.first
    guard let command, !command.hasPrefix("-"), command != "help", !commandNames.contains(command) else { return nil }
    return command
}

/// The parser's message, or that there is no such command, which says more than what is wrong with the options after it. A
/// suggestion that is far from what was written is left out.
private func suggesting(_ message: String) -> String {
    if let command = unknownCommand {
        let suggestion = nearest(to: command, among: commandNames).map { ". Did you mean \($0)?" } ?? ""
        return "There is no command '\(command)'\(suggestion)"
    }
    // `Unknown option '--perod'. Did you mean '--period'?`
    let parts = message.split(separator: "'", omittingEmptySubsequences: false).map(String.init)
    guard parts.first == "Unknown option ", parts.count == 5 else { return message }
    let (written, suggested) = (parts[1].drop { $0 == "-" }, parts[3].drop { $0 == "-" })
    let isNear = nearest(to: String(written), among: [String(suggested)]) != nil
    return isNear ? message : "Unknown option '\(parts[1])'"
}

/// Why a file that was named is not read or not written.
private func exitStatus(reporting error: FileError) -> ExitStatus {
    // As with standard output: whoever reads it has seen enough.
    if error.code == .closedPipe { return .done }
    printError(error.message)
    return error.code == .refused ? .usage : .inputOutput
}

/// Why a run came to nothing.
private func exitStatus(reporting error: IngestionError) -> ExitStatus {
    if let underlying = error.underlying { return exitStatus(reporting: underlying) }
    printError(error.message)
    return switch error.code {
    case .unauthorized: .refused
    case .listing: .unavailable
    case .noSuchContainer: .usage
    case .storage: .inputOutput
    }
}

extension ExitStatus {
    fileprivate init(_ code: StorageError.Code) {
        self =
            switch code {
            case .notAStore, .newerVersion, .olderVersion, .damaged: .badData
            case .query: .usage
            case .missing, .isDirectory, .readOnly, .diskFull, .busy, .inputOutput, .misuse: .inputOutput
            }
    }
}

/// Why a command ends without doing what was asked: one line for a person, and the code for scripts.
struct Failure: Error {
    let status: ExitStatus
    /// What happened, to what, and what to do.
    let message: String

    static func usage(_ message: String) -> Failure {
        Failure(status: .usage, message: message)
    }
}

/// The end of a command that did what it could and has said so already.
struct EarlyExit: Error {
    let status: ExitStatus
}

internal import Answers
internal import ArgumentParser
internal import Configuration
internal import Files
internal import Ingestion
internal import Periods
internal import Simulation
internal import StatusAPI
internal import Storage
internal import Transparency

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
        return .usage
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
    guard Tacho.exitCode(for: error) != .success else {
        do {
            try StandardStream.output.writeLine(Tacho.fullMessage(for: error))
            return .done
        } catch {
            return exitStatus(reporting: error)
        }
    }
    // Its texts have several lines, indented lists and a full stop here and there.
    let message = Tacho.message(for: error).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    printError((message.hasSuffix(".") ? String(message.dropLast()) : message) + "; see tacho --help")
    return .usage
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

internal import ArgumentParser
internal import Files
internal import Foundation
internal import Rendering
internal import StatusAPI
internal import Timelines

/// How much is said, and in which colours.
struct OutputOptions: ParsableArguments {
    @Flag(name: .shortAndLong, help: "Print errors only.")
    var quiet = false

    @Flag(
        name: .shortAndLong,
        help: ArgumentHelp(
            "Print to standard error which configuration is read, and each request of ingest with its duration and retries; "
                + "never the token."
        )
    )
    var verbose = false

    @Option(
        name: .long,
        help: ArgumentHelp("Use colors. (env: NO_COLOR)", valueName: "when")
    )
    var color: ColorChoice = .auto

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Wrap text at this many columns. (default: the terminal's width; 80 in a pipe or a file)",
            valueName: "columns"
        )
    )
    private var width: Int?

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
        if let width, !(TextStyle.leastWidth...1_000).contains(width) {
            throw ValidationError("--width \(width): give a number from \(TextStyle.leastWidth) to 1000")
        }
        if quiet, verbose {
            throw ValidationError("--quiet and --verbose exclude each other; give one of them")
        }
    }
}

extension OutputOptions {
    var style: TextStyle {
        TextStyle(
            emphasis: usesColor ? .ansi : .none,
            width: width ?? StandardStream.output.width ?? OutputOptions.pipeWidth
        )
    }

    /// The style of a file, whatever standard output is: no colours unless they are asked for, and as wide as in a pipe.
    var fileStyle: TextStyle {
        TextStyle(emphasis: color == .always ? .ansi : .none, width: width ?? OutputOptions.pipeWidth)
    }

    /// How wide text is that no terminal shows.
    static let pipeWidth = 80
    static let fileStyle = TextStyle(width: pipeWidth)
}

extension RequestAttempt {
    fileprivate var line: String {
        let outcome =
            switch result {
            case .answered: "answered in \(took.label)"
            case .failed(let reason): "failed after \(took.label): \(reason)"
            case .again(let reason, let wait): "failed after \(took.label): \(reason); trying again in \(wait.label)"
            }
        return "GET \(url): \(outcome)".withPlainBlanks
    }
}

enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
    case auto, always, never
}

/// Where a result goes.
struct DestinationOptions: ParsableArguments {
    @Option(name: [.customShort("o"), .customLong("output")], help: DestinationOptions.help)
    private var path: String?

    static let help = ArgumentHelp("Output file (written atomically); - is standard output.", valueName: "file")

    /// The place, checked before any work is done for it; what is `protected` is never written over.
    func place(protecting protected: ProtectedFiles) throws -> Destination {
        try Destination(path, protected: protected)
    }
}

/// In which formats an answer goes where.
struct RenderingOptions<Value: Answer>: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Output format. (default: as the name of the output file ends, else text)",
            valueName: "format"
        )
    )
    private var format: FormatName<Value>?

    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: Value.tables.count > 1
            ? ArgumentHelp(
                "Output file (written atomically); - is standard output. With --format csv: a directory for the tables. Repeat the option for several formats at once.",
                valueName: "path"
            )
            : ArgumentHelp(
                "Output file (written atomically); - is standard output. Repeat the option for several formats at once.",
                valueName: "file"
            )
    )
    private(set) var paths: [String] = []

    @Option(
        name: .long,
        help: Value.tables.count > 1
            ? ArgumentHelp("With --format csv: print only this table.", valueName: "name") : .hidden
    )
    private var table: TableName<Value>?

    @Flag(
        name: .long,
        help: !Value.hasSpreadsheets
            ? .hidden
            : "With --format csv: local times, spans in minutes, the worst rows first, and a byte order mark."
    )
    private var spreadsheet = false

    /// An output and its format.
    private struct Output {
        let path: String?
        let format: AnswerFormat<Value>
    }

    /// Whether neither a format nor a place is chosen.
    var isUsual: Bool { (format?.format ?? .text).name == AnswerFormat<Value>.text.name && paths.isEmpty }

    /// Whether the answer is written for a person: then lists have the most important rows, else all.
    var isForPeople: Bool { outputs.allSatisfy(\.format.isForPeople) }

    /// Whether standard output gets the text.
    var printsText: Bool {
        outputs.contains { ($0.path ?? "-") == "-" && $0.format.name == AnswerFormat<Value>.text.name }
    }

    var formatNames: [String] { outputs.map(\.format.name) }
    var tableName: String? { table?.name }

    func isStandardOutput(protecting protected: ProtectedFiles) throws -> Bool {
        try outputs.contains { output in
            if case .standardOutput = try Destination(output.path, protected: protected) { true } else { false }
        }
    }

    private var outputs: [Output] {
        guard !paths.isEmpty else { return [Output(path: nil, format: format?.format ?? .text)] }
        return paths.map { path in
            // With one output, the format that is named counts whatever the file is called.
            let own = paths.count == 1 && format != nil ? nil : Value.format(ofFile: path)
            return Output(path: path, format: own ?? format?.format ?? .text)
        }
    }

    func validate() throws {
        let hasTables = outputs.contains { $0.format.isTables }
        if table != nil, !hasTables { throw ValidationError("--table goes with --format csv") }
        if spreadsheet, !Value.hasSpreadsheets {
            throw ValidationError("--spreadsheet: this result has no form for spreadsheets; leave it out")
        }
        if spreadsheet, !hasTables { throw ValidationError("--spreadsheet goes with --format csv") }
        for output in outputs where output.format.isTables && table == nil && output.path == nil {
            guard Value.tables.count > 1 else { continue }
            let names = Value.tables.map(\.name).joined(separator: ", ")
            throw ValidationError("--format csv needs --output for a directory, or --table for one of \(names)")
        }
        // Text in a file of that name would be taken for a table.
        if format == nil, let path = paths.first(where: { $0.hasSuffix(".csv") && Value.format(ofFile: $0) == nil }) {
            throw ValidationError(
                Value.tables.isEmpty
                    ? "--output \(path): this result has no tables; choose another format"
                    : "--output \(path): this result has several tables; add --format csv, with --table for one of them"
            )
        }
        guard paths.count > 1 else { return }
        for (position, path) in paths.enumerated() where paths[..<position].contains(path) {
            throw ValidationError("--output \(path): it is given twice; give each output once")
        }
        if let format,
            let path = paths.first(where: { path in
                Value.format(ofFile: path).map { $0.name != format.format.name } ?? false
            })
        {
            throw ValidationError(
                "--format \(format.format.name) and --output \(path) name two formats; leave out --format, or give one output"
            )
        }
    }

    /// Makes sure of the places where the answer goes, before it is computed, and gives what writes it there.
    ///
    /// A reader that goes away ends the run with success, unless the exit status says more than that: `outlastingReader`.
    func writer(
        protecting protected: ProtectedFiles,
        instants: InstantStyle,
        output: OutputOptions,
        outlastingReader: Bool = false
    ) throws -> (Value) throws -> Void {
        try writer(of: Value.self, protecting: protected, instants, output, outlastingReader)
    }

    /// The same for another answer that the command can give, which has the chosen formats or not.
    func writer<Other: Answer>(
        of _: Other.Type,
        protecting protected: ProtectedFiles,
        _ instants: InstantStyle,
        _ output: OutputOptions,
        _ outlastingReader: Bool
    ) throws -> (Other) throws -> Void {
        let writers = try outputs.map { wanted in
            guard let format = Other.formats.first(where: { $0.name == wanted.format.name }) else {
                let names = Other.formats.map(\.name).joined(separator: ", ")
                throw Failure.usage(
                    "--format \(wanted.format.name): this result does not have it; choose one of \(names)"
                )
            }
            return try writer(of: Other.self, format, wanted.path, protected, instants, output, outlastingReader)
        }
        return { answer in
            for write in writers { try write(answer) }
        }
    }

    private func writer<Other: Answer>(
        of _: Other.Type,
        _ format: AnswerFormat<Other>,
        _ path: String?,
        _ protected: ProtectedFiles,
        _ instants: InstantStyle,
        _ output: OutputOptions,
        _ outlastingReader: Bool
    ) throws -> (Other) throws -> Void {
        switch format.writing {
        case .document(let write):
            let place = try Destination(path, protected: protected)
            let isStandardOutput = if case .standardOutput = place { true } else { false }
            let style = isStandardOutput ? output.style : output.fileStyle
            return { answer in
                try place.write(outlastingReader: outlastingReader) { try write(answer, instants, style, $0) }
            }
        case .tables(let write):
            let write: (AnswerTable<Other>, Rows, AnswerFormat<Other>.Receive) throws -> Void = {
                table,
                rows,
                receive in
                guard spreadsheet else { return try write(rows, receive) }
                try rows.writeSpreadsheet(worst: table.worst, instants: instants, to: receive)
            }
            if table == nil, Other.tables.count > 1, let path {
                let names = Other.tables.map { "\($0.name).\(format.fileEnding)" }
                let folder = try WrittenFolder(at: path, names: names, protected: protected)
                return { answer in
                    try folder.write(
                        zip(Other.tables, names).compactMap { table, name in
                            table.rows(answer).map { rows in (name, { try write(table, rows, $0) }) }
                        }
                    )
                }
            }
            let place = try Destination(path, protected: protected)
            let chosen = Other.tables.first { $0.name == table?.name ?? $0.name }
            return { answer in
                try place.write(outlastingReader: outlastingReader) { receive in
                    guard let chosen, let rows = chosen.rows(answer) else { return }
                    try write(chosen, rows, receive)
                }
            }
        }
    }
}

extension AnswerFormat {
    fileprivate var isTables: Bool {
        if case .tables = writing { true } else { false }
    }
}

extension Answer {
    /// The format that a file of this name is in; nil where the name does not tell. A folder for tables has no ending.
    fileprivate static func format(ofFile path: String) -> AnswerFormat<Self>? {
        formats.filter { path.hasSuffix("." + $0.fileEnding) && !($0.isTables && tables.count > 1) }
            .max { $0.fileEnding.count < $1.fileEnding.count }
    }
}

/// A format that `Value` has, by its name.
private struct FormatName<Value: Answer>: ExpressibleByArgument {
    let format: AnswerFormat<Value>

    init(format: AnswerFormat<Value>) {
        self.format = format
    }

    init?(argument: String) {
        guard let format = Value.formats.first(where: { $0.name == argument }) else { return nil }
        self.format = format
    }

    var defaultValueDescription: String { format.name }
    static var allValueStrings: [String] { Value.formats.map(\.name) }
}

/// A table that `Value` has, by its name.
private struct TableName<Value: Answer>: ExpressibleByArgument {
    let name: String

    init?(argument: String) {
        guard Value.tables.contains(where: { $0.name == argument }) else { return nil }
        name = argument
    }

    static var allValueStrings: [String] { Value.tables.map(\.name) }
}

internal import Answers
internal import ArgumentParser
internal import Configuration
internal import Files
internal import Ingestion
internal import Periods
internal import Queries
internal import Rendering
internal import Storage
internal import Study
internal import Timelines

/// Runs one of the SQL queries on the store.
struct QueryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "query",
        abstract: "Run a query on the store; without a name, list the queries.",
        discussion: """
            Example:
              tacho query start-percentiles --parameters
              tacho query start-percentiles --period 2026-W46 --set kind=stop
            """
    )

    @Argument(help: ArgumentHelp("Name of the query; without it, list the queries.", valueName: "name"))
    var name: String?

    @Option(
        name: .customLong("set"),
        help: ArgumentHelp("Set a parameter; the others have their defaults.", valueName: "name=value")
    )
    var values: [ParameterValue] = []

    @Flag(name: .long, help: "List the parameters of the query; do not run it.")
    var parameters = false

    @OptionGroup var range: RangeOptions
    @OptionGroup var configuration: ConfigurationOptions

    @OptionGroup var rendering: RenderingOptions<QueryTable>

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        guard let name else { return try list() }
        guard let query = QueryIndex.query(named: name) else {
            let names = QueryIndex.all.map(\.name).joined(separator: ", ")
            throw Failure.usage("query \(name): there is none of this name; the queries are \(names)")
        }
        guard !parameters else { return try list(query.parameters) }
        let settings = try values.map { try QuerySetting($0, of: query) }
        let file = try configuration.file(besideStore: store.path, output: output)
        let now = try clientClock()()
        _ = try ends(of: query, settings, file, at: Present(now))
        let parameters = try parameters(of: query, settings)
        let write = try rendering.writer(
            protecting: store.files + file.protected,
            instants: .utc,
            output: output
        )
        let reader = try EventStoreReader.open(at: store.path)
        for setting in settings { try setting.check(against: reader) }
        var choices = AnalysisChoices()
        choices.apply(file.configuration, hash: file.hash)
        let answers = try StoreQueries(StoreHistories(reader), choices: choices)
        let end = try answers.endOfPresent(at: now, maxAge: CoverageGap.freshness)
        let ends = try ends(of: query, settings, file, at: Present(now, end: end))
        for table in try answers.declaredRows(knownTimes: reader.knownTimes).tables { try reader.create(table) }
        var table = QueryTable()
        try reader.query(
            query.sql,
            parameters: parameters.merging(ends) { $1 },
            columns: { table.columns = $0 },
            row: { table.rows.append($0.map(QueryTable.Cell.init)) }
        )
        try write(table)
    }

    private func list() throws {
        let width = QueryIndex.all.map(\.name.count).max() ?? 0
        for query in QueryIndex.all {
            try StandardStream.output.writeLine("\(query.name.padding(to: width))  \(query.summary)")
        }
    }

    private func list(_ parameters: [QueryParameter]) throws {
        let width = parameters.map(\.name.count).max() ?? 0
        for parameter in parameters {
            let name = String(parameter.name.dropFirst()).padding(to: width)
            try StandardStream.output.writeLine("\(name)  \(parameter.meaning)")
        }
    }

    /// The ends of the range that the options name, as the parameters `from` and `to`; nothing where they name none.
    ///
    /// Throws: where `--set` gives one of them as well, where only their zone is named, and where the query has no range.
    private func ends(
        of query: StoreQuery,
        _ settings: [QuerySetting],
        _ file: ConfigurationFile,
        at present: Present
    ) throws -> [String: QueryValue] {
        guard range.namesRange else {
            if range.namesZone {
                throw Failure.usage("query \(query.name): --timezone goes with --period, --from and --to")
            }
            return [:]
        }
        let interval = try range.range(at: present, file.configuration.clock).interval
        let ends = [("from", interval.start), ("to", interval.end)]
        for (name, _) in ends {
            guard query.parameters.contains(where: { $0.name == ":" + name }) else {
                throw Failure.usage("query \(query.name): it has no range; leave out --period, --from and --to")
            }
            if let setting = settings.first(where: { $0.parameter.name == ":" + name }) {
                throw Failure.usage(
                    "query \(query.name): --set \(name)=\(setting.text): the range is named already; give one of the two"
                )
            }
        }
        return Dictionary(uniqueKeysWithValues: ends.map { ($0, .integer($1.milliseconds)) })
    }

    /// The values that were given; null, which means the default, for all others.
    private func parameters(of query: StoreQuery, _ settings: [QuerySetting]) throws -> [String: QueryValue] {
        var parameters: [String: QueryValue] = [:]
        for parameter in query.parameters { parameters[String(parameter.name.dropFirst())] = .null }
        for setting in settings { parameters[String(setting.parameter.name.dropFirst())] = try setting.value() }
        return parameters
    }
}

/// `name=value`.
struct ParameterValue: ExpressibleByArgument {
    let name: String
    let text: String

    init?(argument: String) {
        let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty else { return nil }
        name = String(parts[0].hasPrefix(":") ? parts[0].dropFirst() : parts[0])
        text = String(parts[1])
    }
}

extension String {
    fileprivate func padding(to width: Int) -> String {
        self + String(repeating: " ", count: max(width - count, 0))
    }
}

extension DeclaredRows {
    /// For the views of the store that are called so; none where the configuration declares nothing of the kind.
    var tables: [TemporaryTable] {
        [
            TemporaryTable(
                "groups",
                [("container_id", .text), ("name", .text)],
                keyLength: 1,
                rows: groups.map { [.text($0.container.text), .text($0.name)] }
            ),
            TemporaryTable(
                "maintenance",
                [("container_id", .text), ("begin_at", .integer), ("end_at", .integer)],
                keyLength: 2,
                rows: maintenance.map { container, interval in
                    [
                        .text(container.text), .integer(interval.start.milliseconds),
                        .integer(interval.end.milliseconds),
                    ]
                }
            ),
            TemporaryTable(
                "actor_kinds",
                [("actor", .text), ("kind", .text)],
                keyLength: 1,
                rows: actorKinds.map { [.text($0.actor), .text($0.kind.rawValue)] }
            ),
        ].filter { !$0.rows.isEmpty }
    }
}

extension QueryTable.Cell {
    fileprivate init(_ value: QueryValue) {
        switch value {
        case .null: self = .null
        case .integer(let number): self = .integer(number)
        case .real(let number): self = .real(number)
        case .text(let text): self = .text(text)
        case .blob(let bytes):
            self = .text(bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined())
        }
    }
}

/// A value that `--set` gives a parameter of a query; an empty one means the default.
struct QuerySetting {
    let query: StoreQuery
    let parameter: QueryParameter
    let text: String

    /// Throws: where the query has no parameter of this name.
    init(_ given: ParameterValue, of query: StoreQuery) throws {
        guard let parameter = query.parameters.first(where: { $0.name == ":" + given.name }) else {
            let known = query.parameters.map { String($0.name.dropFirst()) }.joined(separator: ", ")
            throw Failure.usage(
                "query \(query.name): it has no parameter \(given.name); it has \(known.isEmpty ? "none" : known)"
            )
        }
        self.query = query
        self.parameter = parameter
        text = given.text
    }

    /// As it is bound under the parameter's name without its colon.
    ///
    /// Throws: where the parameter does not take it, whatever the store holds.
    func value() throws -> QueryValue {
        guard !text.isEmpty else { return .null }
        switch parameter.kind {
        case .container, .status:
            return .text(text)
        case .instant:
            guard let instant else {
                throw refusal("write 2026-11-09, 2026-11-09T22:00:00Z or milliseconds since 1970")
            }
            return .integer(instant.milliseconds)
        case .choice(let words):
            guard words.contains(text) else { throw refusal("write \(listing(words, most: words.count))") }
            return .text(text)
        case .milliseconds(let bounds):
            guard let number = Int64(text), bounds.contains(number) else {
                throw refusal("write a whole number of milliseconds from \(bounds.lowerBound) to \(bounds.upperBound)")
            }
            return .integer(number)
        }
    }

    /// Throws: where it names a container or a status that the store of `reader` does not know.
    func check(against reader: EventStoreReader) throws {
        guard !text.isEmpty else { return }
        switch parameter.kind {
        case .container:
            let known = reader.containers()
            let sought = ExactText(text)
            let bears = { (container: Container) in
                ExactText(container.id.text) == sought || container.name.map { ExactText($0) } == sought
            }
            guard !known.contains(where: bears) else { return }
            if ContainerFilter(text).isGlob { throw refusal("write the id or the name of a container, and no pattern") }
            throw ContainerSelection.unknown(text, among: known)
        case .status:
            let known = WhoSubject.knownStatuses
            guard !known.contains(text) else { return }
            let met = try reader.recordedTerms().statuses
            guard !met.contains(ExactText(text)) else { return }
            let candidates = known + met.subtracting(known.map { ExactText($0) }).sorted().map(\.text)
            let advice = nearest(to: text, among: candidates).map { "did you mean \($0)?" }
            throw refusal(advice ?? "write one such as \(listing(candidates, most: known.count))")
        case .instant, .choice, .milliseconds:
            return
        }
    }

    /// Within the years 0 to 9999, as the queries read it.
    private var instant: Instant? {
        if let milliseconds = Int64(text) {
            let years: ClosedRange<Int64> = -62_167_219_200_000...253_402_300_799_999
            return years.contains(milliseconds) ? Instant(milliseconds: milliseconds) : nil
        }
        // SQLite reads a blank for the T, no zone as UTC, and an hour and minute without seconds.
        let joined = text.replacing(" ", with: "T", maxReplacements: 1)
        let (minute, zone) = (joined.prefix(16), joined.dropFirst(16))
        return [joined, joined + "Z", "\(minute):00\(zone.isEmpty ? "Z" : zone)", joined + "T00:00:00Z"].lazy
            .compactMap { Instant(iso8601: $0) }.first
    }

    private func refusal(_ advice: String) -> Failure {
        let name = parameter.name.dropFirst()
        return .usage("query \(query.name): \(name)=\(text): \(name) takes no such value; \(advice)")
    }
}

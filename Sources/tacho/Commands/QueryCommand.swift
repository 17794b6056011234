internal import Answers
internal import ArgumentParser
internal import Queries
internal import Rendering
internal import Storage

/// Runs one of the SQL queries on the store.
struct QueryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "query",
        abstract: "Run a query on the store; without a name, list the queries.",
        discussion: """
            Example:
              tacho query start-percentiles --set from=2026-11-09 --set to=2026-11-16
            """
    )

    @Argument(help: ArgumentHelp("Name of the query; without it, list the queries.", valueName: "name"))
    var name: String?

    @Option(
        name: .customLong("set"),
        help: ArgumentHelp("Set a parameter; the others have their defaults.", valueName: "name=value")
    )
    var values: [ParameterValue] = []

    @OptionGroup var rendering: RenderingOptions<QueryTable>

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        guard let name else { return try list() }
        guard let query = QueryIndex.query(named: name) else {
            let names = QueryIndex.all.map(\.name).joined(separator: ", ")
            throw Failure.usage("query \(name): there is none of this name; the queries are \(names)")
        }
        let settings = try values.map { try QuerySetting($0, of: query) }
        let parameters = try parameters(of: query, settings)
        let write = try rendering.writer(protecting: store.files, instants: .utc, style: output.style)
        let reader = try EventStoreReader.open(at: store.path)
        for setting in settings { try setting.check(against: reader) }
        var table = QueryTable()
        try reader.query(
            query.sql,
            parameters: parameters,
            columns: { table.columns = $0 },
            row: { table.rows.append($0.map(QueryTable.Cell.init)) }
        )
        try write(table)
    }

    private func list() throws {
        let width = QueryIndex.all.map(\.name.count).max() ?? 0
        for query in QueryIndex.all {
            let name = query.name.padding(to: width)
            try StandardStream.output.writeLine("\(name)  \(query.summary)")
            for parameter in query.parameters {
                try StandardStream.output.writeLine(
                    "\("".padding(to: width))    \(parameter.name) \(parameter.meaning)"
                )
            }
        }
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

import Queries
import Storage
import Study
import Testing
import Timelines

@testable import Answers

/// Both sides of the comparison over one range.
struct Sides {
    let reader: EventStoreReader
    let histories: [ContainerHistory]
    let options: AnalysisOptions
    /// Into which status who-stopped-what asks.
    let status: String

    init(
        reader: EventStoreReader,
        range: Interval,
        choices: AnalysisChoices,
        status: String
    ) throws {
        self.reader = reader
        var histories: [ContainerHistory] = []
        // As the report reads them: no more than the range asks for.
        try reader.histories(before: range.end, listings: range) { histories.append($0) }
        self.histories = histories
        self.status = status
        options = try StoreQueries(StoreHistories(reader), choices: choices).options(over: range)
    }

    /// Each query with what the figures make of it and what it answers.
    func answers() throws -> [(query: String, expected: Table, found: Table)] {
        var analysis = StabilityAnalysis(options: options, symbols: reader.symbols)
        for history in histories {
            analysis.add(ContainerStudy(of: history, options: options, symbols: reader.symbols))
        }
        let figures = analysis.figures(quarantined: try reader.quarantined())
        var answers = [
            ("availability", figures.availabilityTable, try table("availability")),
            ("stability", figures.stabilityTable, try table("stability")),
            ("downtime-windows", figures.windowTable, try table("downtime-windows")),
            ("restarts", figures.restartTable, try table("restarts")),
            ("actors", figures.actorTable, try table("actors")),
            ("quality", figures.qualityTable, try table("quality")),
            ("listing-drift", figures.driftTable, try table("listing-drift")),
            ("coverage", figures.staleTable, try table("coverage").filter { $0["stale"] == .flag(true) }),
            ("start-percentiles", figures.startTable, try table("start-percentiles")),
            ("latency-percentiles", figures.kindTable, try sorted(table("latency-percentiles"), by: "kind")),
            ("failed-starts", figures.failureTable, try failures()),
        ]
        let breaks = try table("chain-breaks").count
        answers.append(
            ("chain-breaks", [["breaks": .count(figures.quality.chainBreaks)]], [["breaks": .count(breaks)]])
        )
        answers.append(("who-stopped-what", who(status), try table("who-stopped-what", into: status)))
        return answers
    }

    private func table(_ name: String, into status: String? = nil) throws -> Table {
        let query = try #require(QueryIndex.query(named: name))
        var values: [String: QueryValue] = [
            // Both ways in which an instant can be written.
            "from": .integer(options.range.start.milliseconds),
            "to": .text(options.range.end.iso8601),
            "paused": .text(options.paused.rawValue),
            "restart_gap_ms": .integer(options.restartGap.milliseconds),
            "status": .text(orNull: status),
        ]
        for parameter in query.parameters.map({ String($0.name.dropFirst()) }) where values[parameter] == nil {
            values[parameter] = .null
        }
        return try reader.table(query.sql, values)
    }

    /// The failed attempts, counted.
    private func failures() throws -> Table {
        let attempts = try table("failed-starts").compactMap { row -> String? in
            guard case .text(let attempt)? = row["attempt"] else { return nil }
            return attempt
        }
        let counts = Dictionary(attempts.map { ($0, 1) }, uniquingKeysWith: +)
        return counts.sorted { $0.key < $1.key }.map { ["attempt": .text($0.key), "failed": .count($0.value)] }
    }

    /// The entries into `status`, newest first, then by container.
    private func who(_ status: String) -> Table {
        var search = WhoSearch(WhoQuestion(.status(status)), options: options, symbols: reader.symbols)
        for history in histories { search.add(history) }
        let nearby = search.nearbySearch()
        return search.figures(nearby: nearby).answers.map(\.entry.row)
    }

    private func sorted(_ table: Table, by column: String) -> Table {
        func text(_ row: [String: QueryValue]) -> String {
            guard case .text(let text)? = row[column] else { return "" }
            return text
        }
        return table.sorted { text($0) < text($1) }
    }
}

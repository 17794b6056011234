import GRDB
import Timelines

/// Steps over what the store has of one container after the other.
struct HistoryRows {
    private let symbols: SymbolTable
    private let passes: [Instant]
    private let selectEntries: PreparedStatement
    private let selectFirstEntries: PreparedStatement
    private let selectRuns: PreparedStatement

    init(_ database: Database, symbols: SymbolTable, passes: [Instant]) throws {
        self.symbols = symbols
        self.passes = passes
        selectEntries = try PreparedStatement(
            database,
            """
            SELECT \(TransitionRow.columns) FROM transition_projection
            WHERE container = ? AND at < ? ORDER BY at, ordinal
            """
        )
        selectFirstEntries = try PreparedStatement(
            database,
            """
            SELECT \(TransitionRow.columns) FROM transition_projection
            WHERE container = ?1 AND at = (SELECT min(at) FROM transition_projection WHERE container = ?1)
            ORDER BY ordinal
            """
        )
        selectRuns = try PreparedStatement(
            database,
            "SELECT first_pass, last_pass, status FROM listing_projection WHERE container = ? ORDER BY first_pass"
        )
    }

    /// Replaces `entries` by those of `container` before `end`, in the order of the timeline; where there are none, by those
    /// of its first instant, because they tell which status it had until then.
    func entries(of container: Int64, before end: Instant, into entries: inout [Entry]) throws {
        entries.removeAll(keepingCapacity: true)
        selectEntries.bind(1, container)
        selectEntries.bind(2, end.milliseconds)
        while try selectEntries.step() {
            entries.append(TransitionRow.entry(selectEntries, symbols: symbols))
        }
        guard entries.isEmpty else { return }
        selectFirstEntries.bind(1, container)
        while try selectFirstEntries.step() {
            entries.append(TransitionRow.entry(selectFirstEntries, symbols: symbols))
        }
    }

    /// The listings of `container` by instant: those in `range`, and the first and the last of each run.
    func listings(of container: Int64, in range: Interval?) throws -> [Listing] {
        var listings: [Listing] = []
        selectRuns.bind(1, container)
        while try selectRuns.step() {
            let run = Int(selectRuns.integer(0))...max(Int(selectRuns.integer(0)), Int(selectRuns.integer(1)))
            let status = selectRuns.integerOrNil(2).map {
                Status(symbol: Symbol(number: UInt32(truncatingIfNeeded: $0)))
            }
            for pass in run where passes.indices.contains(pass - 1) {
                let at = passes[pass - 1]
                guard range?.contains(at) ?? true || pass == run.lowerBound || pass == run.upperBound else { continue }
                listings.append(Listing(at: at, status: status))
            }
        }
        // The client's clock can have been set back between two passes.
        let isOrdered = zip(listings, listings.dropFirst()).allSatisfy { $0.at <= $1.at }
        return isOrdered ? listings : listings.sorted { $0.at < $1.at }
    }
}

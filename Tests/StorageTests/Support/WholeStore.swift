import Queries
import Storage
import Timelines
import Transparency

@testable import Storage

/// What readers tell of a store, as text: two stores that tell the same are the same to every report.
enum WholeStore {
    /// Of the queries, which take most of the time, one in `stride` is run, from the one at `turn` on; only at the turns that are
    /// multiples of it, what was known at an earlier instant is told as well.
    static func told(by path: String, turn: Int = 0, stride: Int = 1) throws -> [String] {
        let reader = try EventStoreReader.open(at: path)
        var lines = try told(by: reader, turn: turn, stride: stride)
        for node in [TreeNode(level: 0, index: 0), TreeNode(level: 6, index: 0)] {
            lines.append(try reader.node(node).hexadecimal)
        }
        lines.append("\(try reader.leaf(1))")
        lines.append("\(try reader.seq(ofEvent: "000000000000000000000007"))")
        lines.append("\(try reader.checkpoints())")
        if turn % stride == 0 {
            let then = try StoreSnapshot.open(at: path, count: 1).known(at: second(3_500)) { _ in }
            lines += try told(by: then.readers[0], turn: turn, stride: stride)
        }
        return lines
    }

    private static func told(by reader: EventStoreReader, turn: Int, stride: Int) throws -> [String] {
        var lines = ["\(reader.log)", "\(reader.containers())", "\(try reader.quarantined())"]
        lines.append("\(try reader.firstEntry() as Any)")
        lines += try reader.listedPlacements().map { "\($0)" }
        for range in [nil, Interval(start: second(2_500), end: second(4_500))] {
            try reader.histories(before: range?.end ?? .distantFuture, listings: range) { history in
                lines.append("\(history.container)")
                lines += history.entries.map {
                    "\($0) \($0.eventID(in: reader.symbols, container: history.container.id))"
                }
            }
        }
        let periods = [Interval(start: second(0), end: second(100)), Interval(start: second(300), end: second(2_000))]
        try reader.entries(within: IntervalSet(periods)) { lines.append("\($0.id) \($1)") }
        let words = try reader.recordedTerms()
        lines += [words.statuses, words.operations, words.actors].map { "\($0.sorted())" }
        let trail = try reader.auditTrail()
        lines += trail.amendments.map { "\($0)" } + trail.vanishings.map { "\($0)" } + trail.quarantine.map { "\($0)" }
        let receipts = try reader.receipts(of: Set((0..<reader.log.size).map { $0 + 1 }))
        lines += receipts.values.sorted { $0.seq < $1.seq }.map { "\($0)" }
        for (place, query) in QueryIndex.all.enumerated() where place % stride == turn % stride {
            let parameters = query.parameters.map { (String($0.name.dropFirst()), QueryValue.null) }
            try reader.query(query.sql, parameters: Dictionary(uniqueKeysWithValues: parameters)) {
                lines.append("\($0)")
            } row: {
                lines.append("\($0)")
            }
        }
        return lines
    }
}

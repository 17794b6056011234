internal import Rendering
internal import Study
import Timelines

/// What every actor did, by symbol: nothing is looked up by text, and hardly anything by hash.
struct ActorTotals: Sendable {
    /// The row of each actor by symbol number, −1 where it has none yet; the last place is `(unattributed)`.
    private var rows: [Int32]
    private var tallies: [ActorTotal] = []
    private var columns: OperationColumns
    /// Rows of `OperationColumns.count` counts.
    private var counts: [Int] = []
    /// Counts of operations that have no column, of which a log rarely has any.
    private var others: [ActorOperation: Int] = [:]
    /// The number of the container that is being added.
    private var container = 0

    init(symbols: SymbolTable) {
        rows = [Int32](repeating: -1, count: symbols.texts.count + 1)
        columns = OperationColumns(symbols: symbols.texts.count)
        _ = row(of: nil)
    }

    /// Has to be called before the entries of each container.
    mutating func beginContainer() {
        container += 1
    }

    mutating func add(entry: Entry, kind: LatencyKind) {
        let row = row(of: entry.actor)
        if let column = columns.column(of: entry.operation, derived: kind) {
            counts[row * OperationColumns.count + column] += 1
        } else if let operation = entry.operation {
            others[ActorOperation(row: row, operation: operation), default: 0] += 1
        }
        tallies[row].add(entry, kind: kind, container: container)
    }

    mutating func add(windowOf actor: Symbol?, down: TimeSpan) {
        let row = row(of: actor)
        tallies[row].windows += 1
        tallies[row].down += down
    }

    mutating func add(restartOf actor: Symbol?) {
        tallies[row(of: actor)].restarts += 1
    }

    /// Adds what `other` holds of other containers.
    mutating func merge(_ other: ActorTotals) {
        for (from, tally) in other.tallies.enumerated() {
            let to = row(of: tally.actor)
            tallies[to].merge(tally)
            for column in 0..<OperationColumns.count {
                let count = other.counts[from * OperationColumns.count + column]
                guard count > 0 else { continue }
                switch other.columns.meaning(of: column) {
                case .derived: counts[to * OperationColumns.count + column] += count
                case .written(let operation): add(count, of: operation, to: to)
                }
            }
        }
        for (key, count) in other.others {
            add(count, of: key.operation, to: row(of: other.tallies[key.row].actor))
        }
    }

    private mutating func add(_ count: Int, of operation: Symbol, to row: Int) {
        if let column = columns.column(of: operation, derived: .other) {
            counts[row * OperationColumns.count + column] += count
        } else {
            others[ActorOperation(row: row, operation: operation), default: 0] += count
        }
    }

    private mutating func row(of actor: Symbol?) -> Int {
        let place = actor.map { Int($0.number) } ?? rows.count - 1
        if rows[place] >= 0 { return Int(rows[place]) }
        let row = tallies.count
        rows[place] = Int32(row)
        tallies.append(ActorTotal(actor: actor))
        counts.append(contentsOf: repeatElement(0, count: OperationColumns.count))
        return row
    }

    /// By downtime descending, then actor by code points; `(unattributed)` always among them.
    func figures(texts: FigureTexts) -> [ActorFigures] {
        var operations = [[ExactText: Int]](repeating: [:], count: tallies.count)
        for row in tallies.indices {
            for column in 0..<OperationColumns.count {
                let count = counts[row * OperationColumns.count + column]
                guard count > 0 else { continue }
                operations[row][ExactText(texts.operation(columns.meaning(of: column))), default: 0] += count
            }
        }
        for (key, count) in others {
            operations[key.row][ExactText(texts.operation(.written(key.operation))), default: 0] += count
        }
        return zip(tallies, operations).map { $0.figures(operations: $1, texts: texts) }.sorted(by: ranksBefore)
    }
}

/// A log's `(unattributed)` and an actor who is called so keep the same order always: the named one first.
private func ranksBefore(_ left: ActorFigures, _ right: ActorFigures) -> Bool {
    if left.down != right.down { return left.down > right.down }
    if left.actor.utf8.elementsEqual(right.actor.utf8) { return left.attributed && !right.attributed }
    return left.actor.utf8.lexicographicallyPrecedes(right.actor.utf8)
}

private struct ActorOperation: Hashable, Sendable {
    var row: Int
    var operation: Symbol
}

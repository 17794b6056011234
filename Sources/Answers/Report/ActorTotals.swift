internal import Study
import Timelines

/// What every actor did, by symbol: nothing is looked up by text, and hardly anything by hash.
struct ActorTotals: Sendable {
    /// The row of each actor by symbol number, −1 where it has none yet; the last one is `(unattributed)`.
    private var rows: [Int32]
    private var actors: [ActorTotal] = []
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
        actors[row].add(entry, kind: kind, container: container)
    }

    mutating func add(windowOf actor: Symbol?, down: TimeSpan) {
        let row = row(of: actor)
        actors[row].windows += 1
        actors[row].down += down
    }

    mutating func add(restartOf actor: Symbol?) {
        actors[row(of: actor)].restarts += 1
    }

    /// Adds what `other` holds of other containers.
    mutating func merge(_ other: ActorTotals) {
        for (from, total) in other.actors.enumerated() {
            let to = row(of: total.actor)
            actors[to].merge(total)
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
            add(count, of: key.operation, to: row(of: other.actors[key.row].actor))
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
        let index = actor.map { Int($0.number) } ?? rows.count - 1
        if rows[index] >= 0 { return Int(rows[index]) }
        let row = actors.count
        rows[index] = Int32(row)
        actors.append(ActorTotal(actor: actor))
        counts.append(contentsOf: repeatElement(0, count: OperationColumns.count))
        return row
    }

    /// By downtime descending, then actor by code points; `(unattributed)` always among them.
    func figures(texts: FigureTexts) -> [ActorFigures] {
        var operations = [[ExactText: Int]](repeating: [:], count: actors.count)
        for row in actors.indices {
            for column in 0..<OperationColumns.count {
                let count = counts[row * OperationColumns.count + column]
                guard count > 0 else { continue }
                operations[row][ExactText(texts.operation(columns.meaning(of: column))), default: 0] += count
            }
        }
        for (key, count) in others {
            operations[key.row][ExactText(texts.operation(.written(key.operation))), default: 0] += count
        }
        return zip(actors, operations).map { $0.figures(operations: $1, texts: texts) }.sorted(by: ranksBefore)
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

/// What one actor did, but for its operations.
struct ActorTotal: Sendable {
    /// Nil: `(unattributed)`.
    let actor: Symbol?
    var windows = 0
    var restarts = 0
    var down = TimeSpan.zero
    private var entries = 0
    private var derived = 0
    private var containers = 0
    private var forceStops = 0
    private var firstSeen = Instant.distantFuture
    private var lastSeen = Instant.distantPast
    private var lastContainer = 0

    init(actor: Symbol?) {
        self.actor = actor
    }

    /// Counts an entry; `container` is a number that differs from that of the container before.
    mutating func add(_ entry: Entry, kind: LatencyKind, container: Int) {
        entries += 1
        if entry.operation == nil { derived += 1 }
        if kind == .forceStop { forceStops += 1 }
        if container != lastContainer {
            lastContainer = container
            containers += 1
        }
        firstSeen = min(firstSeen, entry.at)
        lastSeen = max(lastSeen, entry.at)
    }

    mutating func merge(_ other: ActorTotal) {
        windows += other.windows
        restarts += other.restarts
        down += other.down
        entries += other.entries
        derived += other.derived
        containers += other.containers
        forceStops += other.forceStops
        firstSeen = min(firstSeen, other.firstSeen)
        lastSeen = max(lastSeen, other.lastSeen)
    }

    func figures(operations: [ExactText: Int], texts: FigureTexts) -> ActorFigures {
        ActorFigures(
            actor: texts.actor(actor),
            kind: texts.kind(of: actor),
            attributed: actor != nil,
            entries: entries,
            operations: operations,
            operationsDerived: derived,
            containers: containers,
            restarts: restarts,
            forceStops: forceStops,
            windows: windows,
            down: down,
            firstSeen: entries > 0 ? firstSeen : nil,
            lastSeen: entries > 0 ? lastSeen : nil
        )
    }
}

/// A small number for each operation that occurs, so that they can be counted in an array: first the derived ones, then those
/// written, as they come.
private struct OperationColumns: Sendable {
    static let count = 32

    private static let derived: [LatencyKind] = LatencyKind.allCases
    /// By symbol number; −1 where it has none yet.
    private var columns: [Int8]
    private var written: [Symbol] = []

    init(symbols: Int) {
        columns = [Int8](repeating: -1, count: symbols)
    }

    /// The column of an operation as written, else of one derived; nil where all columns are taken.
    mutating func column(of operation: Symbol?, derived kind: LatencyKind) -> Int? {
        guard let operation else { return kind.index }
        let number = Int(operation.number)
        if columns[number] >= 0 { return Int(columns[number]) }
        let column = Self.derived.count + written.count
        guard column < Self.count else { return nil }
        columns[number] = Int8(column)
        written.append(operation)
        return column
    }

    /// What the entries counted in a column have in common.
    func meaning(of column: Int) -> OperationReading {
        column < Self.derived.count
            ? .derived(Self.derived[column]) : .written(written[column - Self.derived.count])
    }
}

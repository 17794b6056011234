internal import Rendering
internal import Study
import Timelines

/// A small number for each operation that occurs, so that they can be counted in an array: first the derived ones, then those
/// written, as they come.
struct OperationColumns: Sendable {
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
        guard let operation else { return kind.place }
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

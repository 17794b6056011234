/// The tables of a trend in CSV; each is a file of its own, `<name>.csv`.
package enum TrendTable: String, Hashable, Sendable, CaseIterable {
    case summary, series, changes, points

    package var fileName: String { rawValue + ".csv" }
}

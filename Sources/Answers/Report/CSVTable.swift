/// The tables of a stability report in CSV; each is a file of its own, `<name>.csv`.
package enum CSVTable: String, Hashable, Sendable, CaseIterable {
    case summary, containers, latency, restarts, windows, actors, quality
    /// Only where an earlier range was asked for.
    case comparison

    package var fileName: String { rawValue + ".csv" }
}

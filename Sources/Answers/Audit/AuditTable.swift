/// The tables of an audit in CSV; each is a file of its own, `<name>.csv`.
package enum AuditTable: String, Hashable, Sendable, CaseIterable {
    case summary, containers, amendments, vanished
    case chainBreaks = "chain-breaks"
    case quarantined, drift

    package var fileName: String { rawValue + ".csv" }
}

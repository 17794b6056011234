internal import Rendering

extension AuditReport {
    /// One table of the audit as CSV, whole.
    package func csv(_ table: AuditTable) -> [UInt8] {
        var bytes: [UInt8] = []
        writeCSV(table) { bytes += $0 }
        return bytes
    }

    /// Gives one table of the audit as CSV to `receive`, in pieces of about 64 KiB.
    package func writeCSV<Failure: Error>(
        _ table: AuditTable,
        to receive: ([UInt8]) throws(Failure) -> Void
    ) throws(Failure) {
        switch table {
        case .summary: try CSVText.write([self], of: Shapes.auditHead, to: receive)
        case .containers: try CSVText.write(figures.containers, of: Shapes.auditedContainer, to: receive)
        case .amendments: try CSVText.write(figures.amendments, of: Shapes.amendment, to: receive)
        case .vanished: try CSVText.write(figures.vanished, of: Shapes.vanishedEntry, to: receive)
        case .chainBreaks: try CSVText.write(figures.chainBreaks, of: Shapes.chainBreak, to: receive)
        case .quarantined: try CSVText.write(figures.quarantined, of: Shapes.quarantinedElement, to: receive)
        case .drift: try CSVText.write(figures.drift, of: Shapes.drift, to: receive)
        }
    }
}

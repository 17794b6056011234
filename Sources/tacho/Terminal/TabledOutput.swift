internal import Answers
internal import ArgumentParser
internal import Files
internal import Rendering

/// A report that has a CSV table for each of its parts.
protocol TabledReport {
    associatedtype Table: ReportTable

    /// The tables that it has.
    var tables: [Table] { get }

    func text(instants: InstantStyle, style: TextStyle) -> String
    func writeJSON(to receive: ([UInt8]) throws -> Void) throws
    func writeCSV(_ table: Table, to receive: ([UInt8]) throws -> Void) throws
}

protocol ReportTable: CaseIterable, RawRepresentable<String>, Sendable {
    var fileName: String { get }
}

extension CSVTable: ReportTable {}
extension AuditTable: ReportTable {}
extension TrendTable: ReportTable {}

extension StabilityReport: TabledReport {
    typealias Table = CSVTable
}

extension AuditReport: TabledReport {
    typealias Table = AuditTable

    var tables: [AuditTable] { AuditTable.allCases }
}

extension TrendReport: TabledReport {
    typealias Table = TrendTable

    var tables: [TrendTable] { TrendTable.allCases }
}

/// In which form a report with several CSV tables goes where.
struct TabledOutput<Report: TabledReport> {
    let format: ResultFormat
    let table: Report.Table?
    let destination: String?
    /// What the run reads.
    let protected: ProtectedFiles

    /// Throws: where the choices don't go together.
    func validate() throws {
        if table != nil, format != .csv {
            throw ValidationError("--table goes with --format csv")
        }
        if format == .csv, table == nil, destination == nil {
            let names = Report.Table.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("--format csv needs --output for a folder, or --table for one of \(names)")
        }
    }

    /// Makes sure of the place where the report goes, before it is computed, and gives what writes it there.
    func writer(instants: InstantStyle, style: TextStyle) throws -> (Report) throws -> Void {
        if format == .csv, table == nil {
            let folder = try destination.map { path in
                try WrittenFolder(at: path, names: Report.Table.allCases.map(\.fileName), protected: protected)
            }
            return { report in
                try folder?.write(
                    report.tables.map { table in
                        (table.fileName, { receive in try report.writeCSV(table) { try receive($0) } })
                    }
                )
            }
        }
        let place = try Destination(destination, protected: protected)
        return { report in
            try place.write { receive in
                switch format {
                case .text: try receive(Array(report.text(instants: instants, style: style).utf8))
                case .json: try report.writeJSON { try receive($0) }
                case .csv: try table.map { try report.writeCSV($0) { try receive($0) } }
                }
            }
        }
    }
}

internal import Rendering
internal import Study
internal import Timelines

extension StabilityReport {
    /// One table of the report as CSV, whole.
    package func csv(_ table: CSVTable) -> [UInt8] {
        var bytes: [UInt8] = []
        writeCSV(table) { bytes += $0 }
        return bytes
    }

    /// Gives one table of the report as CSV to `receive`, in pieces of about 64 KiB.
    package func writeCSV<Failure: Error>(
        _ table: CSVTable,
        to receive: ([UInt8]) throws(Failure) -> Void
    ) throws(Failure) {
        switch table {
        case .summary: try CSVText.write([self], of: Shapes.summary, to: receive)
        case .containers: try CSVText.write(figures.containers, of: Shapes.container, to: receive)
        case .latency: try CSVText.write(latencyRows, of: Shapes.latencyRow, to: receive)
        case .restarts: try CSVText.write(figures.restarts, of: Shapes.restart, to: receive)
        case .windows: try CSVText.write(figures.windows, of: Shapes.window, to: receive)
        case .actors: try CSVText.write(figures.actors, of: Shapes.actor(operations: operations), to: receive)
        case .quality: try CSVText.write([figures.quality], of: Shapes.quality, to: receive)
        case .comparison: try CSVText.write(comparison?.figures ?? [], of: Shapes.comparedFigure, to: receive)
        }
    }

    /// The tables that the report has.
    package var tables: [CSVTable] {
        CSVTable.allCases.filter { $0 != .comparison || comparison != nil }
    }

    /// The fleet first, then the containers; kinds in the order of the definitions.
    private var latencyRows: [LatencyRow] {
        func rows(_ latency: [LatencyKind: LatencyFigures], of container: ContainerFigures?) -> [LatencyRow] {
            LatencyKind.inOrder.compactMap { kind in
                latency[kind].map {
                    LatencyRow(containerID: container?.id, containerName: container?.name, kind: kind, figures: $0)
                }
            }
        }
        return rows(figures.fleet.latency, of: nil) + figures.containers.flatMap { rows($0.latency, of: $0) }
    }

    /// Those that the definitions name, then all others that an actor has, by code points.
    private var operations: [ExactText] {
        let named: [ExactText] = [
            "start", "stop", "force-stop", "restart", "pause", "resume", "provision", "fail", "other",
        ]
        let met = Set(figures.actors.flatMap(\.operations.keys))
        return named + met.subtracting(named).sorted()
    }
}

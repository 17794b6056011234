package import Rendering
internal import Study
internal import Timelines

extension StabilityReport: Answer {
    /// The report (`tachograph.report/1`).
    package var record: Record {
        var members: [Record.Member] = [
            .fields(of: self, Shapes.summary),
            .list("containers", figures.containers, of: Shapes.container),
            .list("windows", figures.windows, of: Shapes.window),
            .list("restarts", figures.restarts, of: Shapes.restart),
            .list("actors", figures.actors, of: Shapes.actor),
            .object("quality", figures.quality, Shapes.quality),
        ]
        if let comparison {
            members.append(.object("comparison", comparison, Shapes.comparison(timezone: timezone)))
        }
        return Record(members)
    }

    package static let tables: [AnswerTable<StabilityReport>] = [
        AnswerTable("summary", of: Shapes.summary) { [$0] },
        AnswerTable("containers", of: Shapes.container) { $0.figures.containers },
        AnswerTable("latency", of: Shapes.latencyRow) { $0.latencyRows },
        AnswerTable("restarts", of: Shapes.restart) { $0.figures.restarts },
        AnswerTable("windows", of: Shapes.window) { $0.figures.windows },
        AnswerTable("actors") { Rows($0.figures.actors, of: Shapes.actor(operations: $0.operations)) },
        AnswerTable("quality", of: Shapes.quality) { [$0.figures.quality] },
        // Only where an earlier range was asked for.
        AnswerTable("comparison", of: Shapes.comparedFigure) { $0.comparison?.figures },
    ]

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

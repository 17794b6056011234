internal import Rendering
internal import Study
internal import Timelines

/// A row of the table of latencies: one kind of transition, of one container or of the fleet.
struct LatencyRow: Sendable {
    /// Nil is the fleet.
    var containerID: ContainerID?
    var containerName: String?
    var kind: LatencyKind
    var figures: LatencyFigures
}

extension Shapes {
    /// The figures by kind, as an object in the order of the definitions; CSV has them in a table of their own.
    static func latencyByKind<Value>(
        _ read: @escaping @Sendable (Value) -> [LatencyKind: LatencyFigures]
    ) -> Field<Value> {
        .jsonOnly("latency") { value, text in
            let figures = read(value)
            text.object { text in
                for kind in LatencyKind.inOrder {
                    guard let figures = figures[kind] else { continue }
                    text.key(kind.rawValue)
                    latency.write(figures, to: &text)
                }
            }
        }
    }

    static let latencyRow = Shape<LatencyRow>(
        fields: [
            .text("container_id") { $0.containerID?.text },
            .text("container_name") { $0.containerName },
            .text("kind") { $0.kind.rawValue },
        ] + latency.inlined { $0.figures }
    )

    static let latency = Shape<LatencyFigures>(
        fields: [
            .integer("n") { $0.n },
            .integer("missing") { $0.missing },
            .integer("invalid") { $0.invalid },
            .number("min_ms") { $0.minimum },
            .number("mean_ms") { $0.mean },
        ]
            + Percentile.allCases.map { percentile in
                .number(name(of: percentile)) { $0.percentiles[percentile]?.value }
            } + [
                .number("max_ms") { $0.maximum },
                .object("ci95", Shape<LatencyFigures>(fields: Percentile.allCases.map(interval))) { $0 },
                .integer("failed") { $0.failed },
                .number("success_rate") { $0.successRate },
            ]
    )

    private static func name(of percentile: Percentile) -> String {
        "p\(percentile.rawValue)_ms"
    }

    /// `[low, high]`; null with a withheld percentile. In CSV two columns.
    private static func interval(of percentile: Percentile) -> Field<LatencyFigures> {
        let name = name(of: percentile)
        return Field(
            name: name,
            columns: [name + "_low", name + "_high"],
            writeJSON: { figures, text in
                if let estimate = figures.percentiles[percentile] {
                    text.pair(scalar(estimate.low), scalar(estimate.high))
                } else {
                    text.scalar(.null)
                }
            },
            writeCells: { figures, row in
                let estimate = figures?.percentiles[percentile]
                row.cell(scalar(estimate?.low))
                row.cell(scalar(estimate?.high))
            }
        )
    }

    private static func scalar(_ bound: Double?) -> Scalar {
        bound.map(Scalar.number) ?? .null
    }
}

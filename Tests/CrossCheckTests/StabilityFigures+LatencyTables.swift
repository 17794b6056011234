import Answers
import Storage
import Study
import Timelines

extension StabilityFigures {
    /// The start latency of the fleet and of every container that started; nothing where none did.
    var startTable: Table {
        let total: (String?, String?, LatencyFigures?) = (nil, "(fleet)", fleet.latency[.start])
        let rows = [total] + containers.map { ($0.id.text, $0.name, $0.latency[.start]) }
        return rows.compactMap { id, name, figures in
            guard let figures, figures.n + figures.missing + figures.invalid > 0 else { return nil }
            return figures.row.merging(["container_id": .text(orNull: id), "container_name": .text(orNull: name)]) {
                $1
            }
        }
    }

    /// Every kind's, by the kind's name.
    var kindTable: Table {
        fleet.latency.sorted { $0.key.rawValue < $1.key.rawValue }.map { kind, figures in
            figures.row.merging([
                "kind": .text(kind.rawValue),
                "failed": .count(figures.failed),
                "success_rate": .number(figures.successRate),
            ]) { $1 }
        }
    }

    /// The failed attempts by what they attempted.
    var failureTable: Table {
        [LatencyKind.provision, .recover, .resume, .start].compactMap { kind in
            guard let failed = fleet.latency[kind]?.failed, failed > 0 else { return nil }
            return ["attempt": .text(kind.rawValue), "failed": .count(failed)]
        }
    }
}

extension LatencyFigures {
    fileprivate var row: [String: QueryValue] {
        [
            "n": .count(n),
            "missing": .count(missing),
            "invalid": .count(invalid),
            "min_ms": .number(minimum),
            "mean_ms": .number(mean),
            "p50_ms": .number(percentiles[.p50]?.value),
            "p75_ms": .number(percentiles[.p75]?.value),
            "p90_ms": .number(percentiles[.p90]?.value),
            "p95_ms": .number(percentiles[.p95]?.value),
            "p99_ms": .number(percentiles[.p99]?.value),
            "max_ms": .number(maximum),
        ]
    }
}

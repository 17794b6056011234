import Timelines

extension DowntimeFigure {
    func recipe(of scope: FigureScope, _ basis: ExplanationBasis) -> Recipe {
        let into = EvidenceCondition.equal(.closedInto, Status.running.knownText)
        return Recipe(
            rule: .windowTotals,
            containers: basis.needed(for: scope),
            extra: extra,
            collect: { working, evidence in
                if self == .meanTimeBetweenFailures { Recipe.collectUp(of: scope, working, &evidence) }
                for window in working.windows {
                    evidence.add((working, window), as: EvidenceShapes.windows)
                }
            },
            derive: {
                switch self {
                case .windows: $0.add(rawValue, .count(.windows), .count)
                case .open: $0.add(rawValue, .count(.windows(.holds(.open))), .count)
                case .closed: $0.add(rawValue, .count(.windows(into)), .count)
                case .cut: $0.add(rawValue, .count(.windows(.holds(.cut))), .count)
                case .longest:
                    $0.sort(.windows, by: .duration, descending: true)
                    $0.add(rawValue, .greatest(.windows, .duration))
                case .down:
                    $0.sort(.windows, by: .inRange, descending: true)
                    $0.add(rawValue, .total(.windows, .inRange))
                case .meanTimeToRecovery:
                    let time = $0.add("closed_duration_ms", .total(.windows(into), .duration))
                    let closed = $0.add("closed", .count(.windows(into)), .count, figure: .downtime(scope, .closed))
                    $0.add(rawValue, .quotient(time, by: closed))
                case .meanTimeBetweenFailures:
                    let up = $0.addUp(of: scope)
                    let failures = $0.add("failures", .count(.windows(.holds(.failure))), .count)
                    $0.add(rawValue, .quotient(up, by: failures))
                }
            }
        )
    }

    private var extra: Set<EvidenceColumn> {
        switch self {
        case .open: [.open]
        case .cut: [.cut]
        case .meanTimeBetweenFailures: [.failure, .planned, .up]
        case .windows, .closed, .meanTimeToRecovery, .longest, .down: []
        }
    }
}

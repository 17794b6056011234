import Foundation
import Timelines

/// The arithmetic of an explanation, done again from the printed rows: no code of the program is behind it.
extension PrintedExplanation {
    /// What is wrong with the explanation; empty where every step, and the figure, come out as they are printed.
    func complaints() -> [String] {
        var values: [String: Cell] = [:]
        var complaints: [String] = []
        for step in steps {
            if values[step.name] != nil { complaints.append("\(path): two steps are called \(step.name)") }
            guard let value = redone(step, values) else {
                complaints.append("\(path): \(step.name) can't be worked out by \(step.operation)")
                return complaints
            }
            if !isSame(value, step.value) {
                complaints.append("\(path): \(step.name) is \(value), not \(step.value)")
            }
            // What was worked out goes on, not what was printed.
            values[step.name] = value
        }
        guard let last = steps.last, let value = values[last.name] else { return complaints + ["\(path): no steps"] }
        if !isSame(value, figure) { complaints.append("\(path): worked out \(value), the report says \(figure)") }
        return complaints + rowComplaints()
    }

    private func isSame(_ left: Cell, _ right: Cell) -> Bool {
        guard let first = left.number, let second = right.number else { return left == right }
        return first == second || abs(first - second) <= 1e-9 * max(abs(first), abs(second))
    }

    private func rows(_ step: Step) -> [[String: Cell]] {
        (evidence[step.table ?? ""] ?? []).filter { row in
            step.conditions.allSatisfy { condition in
                let found = row[condition.column] ?? .text("no such column")
                return switch condition.relation {
                case "is": found == condition.value
                case "is not": found != condition.value
                default: (found.number ?? -1) >= (condition.value.number ?? .infinity)
                }
            }
        }
    }

    private func redone(_ step: Step, _ values: [String: Cell]) -> Cell? {
        let terms = step.terms.compactMap { values[$0] }
        guard terms.count == step.terms.count else { return nil }
        let amounts = terms.map { $0.amount ?? .nan }
        switch step.operation {
        // What was asked for can only be copied, and nothing else may be.
        case "stated":
            return isStated ? step.value : nil
        case "constant": return constant(step)
        case "undefined": return .null
        case "sum": return .number(amounts.reduce(0, +))
        case "difference": return .number(amounts[0] - amounts[1])
        case "quotient": return amounts[1] == 0 ? .null : .number(amounts[0] / amounts[1])
        case "latest": return terms.max { ($0.amount ?? 0) < ($1.amount ?? 0) }
        case "earliest": return terms.min { ($0.amount ?? 0) < ($1.amount ?? 0) }
        case "at-least": return .flag(amounts[0] >= Double(step.parameter ?? 0))
        case "choice": return terms[0] == .flag(true) ? terms[1] : terms[2]
        case "percentile-rank":
            return .number((((amounts[0] - 1) * Double(step.parameter ?? 0)) / 100).rounded(.down) + 1)
        case "lower-rank": return lowerRank(Int(amounts[0]), Double(step.parameter ?? 0) / 100)
        case "upper-rank": return upperRank(Int(amounts[0]), Double(step.parameter ?? 0) / 100)
        case "in-maintenance":
            let intervals = (evidence["maintenance"] ?? []).map { ($0["start"]?.amount ?? 0, $0["end"]?.amount ?? 0) }
            return .flag(intervals.contains { $0.0 <= amounts[0] && amounts[1] <= $0.1 })
        case "actor-kind": return .text(actorKind(terms[0].text))
        case "reaches": return amounts[1] > 0 ? .flag(amounts[0] / amounts[1] >= amounts[2]) : .null
        case "allowance": return .number(((1 - amounts[1]) * amounts[0] + 1e-6).rounded(.down))
        case "time-in-hours":
            let hours = (evidence["hours"] ?? []).map { ($0["start"]?.amount ?? 0, $0["end"]?.amount ?? 0) }
            return .number(hours.reduce(0) { $0 + max(0, min($1.1, amounts[1]) - max($1.0, amounts[0])) })
        default: return redoneFromRows(step, amounts)
        }
    }

    /// Whether the figure is what was asked for, or what the configuration says; without an objective, what would need one is null.
    private var isStated: Bool {
        if ["schema", "range.", "options.", "log."].contains(where: { path.hasPrefix($0) }) { return true }
        if path.hasSuffix(".typical_ms") { return true }
        guard let member = path.split(separator: ".", maxSplits: 1).last.map(String.init) else { return false }
        if path.hasPrefix("outages[") { return ["group", "server_down"].contains(member) }
        let needsObjective = ["service.allowed_ms", "service.burn_rate", "kept", "certain", "budget"]
        let declared = ["name", "objective", "hours[0]", "timezone", "grace_ms", "window_ms", "previous"]
        return path.hasPrefix("groups[") && declared.contains(member)
            || figure == .null && needsObjective.contains(member)
    }

    private func redoneFromRows(_ step: Step, _ terms: [Double]) -> Cell? {
        let rows = rows(step)
        let cells = rows.map { $0[step.column ?? ""] ?? .null }
        let amounts = cells.compactMap(\.amount)
        switch step.operation {
        case "count": return .number(Double(rows.count))
        case "total": return .number(amounts.reduce(0, +))
        case "mean": return amounts.isEmpty ? .null : .number(amounts.reduce(0, +) / Double(amounts.count))
        case "least": return cells.filter { $0 != .null }.min { ($0.amount ?? 0) < ($1.amount ?? 0) } ?? .null
        case "greatest": return cells.filter { $0 != .null }.max { ($0.amount ?? 0) < ($1.amount ?? 0) } ?? .null
        case "least-of-all":
            return cells.contains(.null) ? .null : cells.min { ($0.amount ?? 0) < ($1.amount ?? 0) } ?? .null
        case "distinct": return .number(Double(Set(cells).count))
        case "copy": return Set(cells).count == 1 ? cells[0] : .null
        case "any": return .flag(!rows.isEmpty)
        case "none": return .flag(rows.isEmpty)
        case "order-statistic":
            let place = terms[0].isNaN ? 0 : Int(terms[0]) + (step.parameter ?? 0)
            return place == 0 ? .null : .number(amounts.sorted()[place - 1])
        case "percentile": return percentile(amounts.sorted(), step.parameter ?? 0)
        case "most-within-hour":
            let all = rows.map { (container: $0["container_id"] ?? .null, at: $0["at"]?.instant ?? 0) }
            let most = all.map { first in
                all.count { $0.container == first.container && $0.at >= first.at && $0.at < first.at + 3_600_000 }
            }
            return .number(Double(most.max() ?? 0))
        case "most-at-once":
            let times = rows.map { (start: $0["start"]?.amount ?? 0, end: $0["end"]?.amount ?? 0) }
            let most = times.map { one in times.count { $0.start <= one.start && one.start < $0.end } }
            return .number(Double(most.max() ?? 0))
        case "overlap-with-maintenance":
            return .number(timeInMaintenance(of: rows))
        case "restart-kind":
            if rows.contains(where: { $0["operation"] == .text("restart") }) { return .text("explicit") }
            return .text(terms[0] <= terms[1] ? "quick" : "recovery")
        default: return nil
        }
    }

    /// Numbers that an explanation may bring along, each of which somebody else knows too.
    private func constant(_ step: Step) -> Cell? {
        switch step.name {
        case "day_ms": .number(86_400_000)
        case "restart_gap_ms": .number(restartGap)
        case "restart": .text("restart")
        case "unattributed": .text("(unattributed)")
        case "none": .null
        case "range_from": step.value.instant == from ? step.value : nil
        case "range_to": step.value.instant == to ? step.value : nil
        default: nil
        }
    }

    private func percentile(_ samples: [Double], _ percentile: Int) -> Cell {
        guard samples.count * (100 - percentile) >= 100 else { return .null }
        let position = Double(samples.count - 1) * Double(percentile) / 100
        let below = samples[Int(position)]
        let above = samples[min(Int(position) + 1, samples.count - 1)]
        return .number(below + (position - position.rounded(.down)) * (above - below))
    }

    /// The largest l with P(B < l) ≤ 0.025, by the binomial sum itself.
    private func lowerRank(_ n: Int, _ p: Double) -> Cell {
        let ranks = (1...n).filter { rank in (0..<rank).reduce(0) { $0 + binomial($1, of: n, p) } <= 0.025 }
        return ranks.max().map { .number(Double($0)) } ?? .null
    }

    private func upperRank(_ n: Int, _ p: Double) -> Cell {
        let ranks = (1...n).filter { rank in (rank...n).reduce(0) { $0 + binomial($1, of: n, p) } <= 0.025 }
        return ranks.min().map { .number(Double($0)) } ?? .null
    }

    private func binomial(_ successes: Int, of n: Int, _ p: Double) -> Double {
        let (k, all) = (Double(successes), Double(n))
        let choices: Double = lgamma(all + 1) - lgamma(k + 1) - lgamma(all - k + 1)
        let odds: Double = k * log(p) + (all - k) * log(1 - p)
        return exp(choices + odds)
    }

    /// The intervals of maintenance share no time.
    private func timeInMaintenance(of rows: [[String: Cell]]) -> Double {
        var time = 0.0
        for maintenance in evidence["maintenance"] ?? [] {
            for row in rows {
                let start = max(row["start"]?.amount ?? 0, maintenance["start"]?.amount ?? 0)
                let end = min(row["end"]?.amount ?? 0, maintenance["end"]?.amount ?? 0)
                time += max(0, end - start)
            }
        }
        return time
    }

    /// By the defaults: the demo's configuration has no rules.
    private func actorKind(_ actor: String?) -> String {
        guard let name = actor?.lowercased() else { return "unattributed" }
        if name.hasPrefix("user") { return "user" }
        let words = name.split { !$0.isLetter && !$0.isNumber }
        if name.contains("automation") || name.contains("script") || name.hasPrefix("cron") || name.hasPrefix("bot")
            || words.contains("ci")
        {
            return "automation"
        }
        return ["system", "server", "autostart", "platform"].contains { name.hasPrefix($0) } ? "system" : "other"
    }
}

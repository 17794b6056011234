internal import Rendering
import Statistics
internal import Study
import Timelines

extension Gate {
    /// The comparisons of a candidate with a baseline: pooled first, then every group that either of them has, in the order of
    /// `GateGroup.precedes`.
    ///
    /// A baseline that was grouped can serve a candidate that is not; the groups are then left out.
    ///
    /// Throws: `overlappingRanges`, `otherKind`, `otherGrouping`.
    package func comparisons(
        of candidate: RangeSamples,
        with baseline: RangeSamples
    ) throws(GateError) -> [GateComparison] {
        try check(candidate, against: baseline)
        let pooled = ComparisonMeasurement(
            group: nil,
            kind: candidate.kind,
            baseline: baseline.pooled,
            candidate: candidate.pooled,
            options: options
        )
        let groups = pairs(of: candidate, with: baseline).map { pair in
            ComparisonMeasurement(
                group: pair.group,
                kind: candidate.kind,
                baseline: pair.baseline,
                candidate: pair.candidate,
                options: options
            )
        }
        return [judgedAlone(pooled)] + judgedTogether(groups)
    }

    /// The pooled comparison, which stands outside of the groups' adjustment.
    func judgedAlone(_ measurement: ComparisonMeasurement) -> GateComparison {
        measurement.judged(adjustedP: measurement.p, options: options)
    }

    /// The comparisons of groups, their p adjusted over those with enough samples.
    func judgedTogether(_ measurements: [ComparisonMeasurement]) -> [GateComparison] {
        var adjusted = HolmAdjustment.adjusted(measurements.filter(\.isEnough).compactMap(\.p))[...]
        return measurements.map { measurement in
            let own = measurement.isEnough && measurement.p != nil ? adjusted.popFirst() : nil
            return measurement.judged(adjustedP: own, options: options)
        }
    }

    /// Both sides of every group that either of them has, in order; the side that lacks it is empty.
    func pairs(of candidate: RangeSamples, with baseline: RangeSamples) -> [GroupPair] {
        guard candidate.grouping != nil else { return [] }
        var pairs: [GroupPair] = []
        var old = baseline.groups[...]
        for new in candidate.groups {
            while let next = old.first, GateGroup.precedes(next.group, new.group) {
                pairs.append(GroupPair(group: next.group, baseline: next.samples, candidate: LatencySamples()))
                old.removeFirst()
            }
            let isShared = old.first?.group.isSame(as: new.group) ?? false
            // Under the name that it bears now.
            let same = isShared ? old.popFirst() : nil
            pairs.append(
                GroupPair(group: new.group, baseline: same?.samples ?? LatencySamples(), candidate: new.samples)
            )
        }
        return pairs + old.map { GroupPair(group: $0.group, baseline: $0.samples, candidate: LatencySamples()) }
    }

    private func check(_ candidate: RangeSamples, against baseline: RangeSamples) throws(GateError) {
        guard candidate.range.intersection(baseline.range).length == .zero else {
            throw GateError(
                code: .overlappingRanges,
                message: "the baseline \(baseline.range.text) overlaps the candidate \(candidate.range.text)",
                hint: "compare ranges that share no instant"
            )
        }
        guard candidate.kind == baseline.kind else {
            throw GateError(
                code: .otherKind,
                message: "the baseline holds latencies of \(baseline.kind.rawValue), not of \(candidate.kind.rawValue)",
                hint: "name the same kind, or save a baseline of this one"
            )
        }
        guard candidate.grouping == nil || candidate.grouping == baseline.grouping else {
            let wanted = candidate.grouping?.rawValue ?? ""
            let grouping = baseline.grouping.map { "grouped by \($0.rawValue)" } ?? "not grouped"
            throw GateError(
                code: .otherGrouping,
                message: "the baseline is \(grouping), not by \(wanted)",
                hint: "group by the same, or save a baseline that is grouped by \(wanted)"
            )
        }
    }
}

/// Both sides of a group.
struct GroupPair: Sendable {
    let group: GateGroup
    let baseline: LatencySamples
    let candidate: LatencySamples
}

extension Interval {
    /// Both ends as instants.
    fileprivate var text: String { "\(start.description) to \(end.description)" }
}

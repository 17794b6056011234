internal import ServiceLevels
package import Statistics
package import Study
package import Timelines

/// Gathers the latencies of one kind in a range, container by container: one side of a comparison.
///
/// What comes out depends neither on the order in which containers are added nor on how they are shared out among collections
/// that are merged at the end. Each container is to be added once.
package struct SampleCollection: Sendable {
    private let kind: LatencyKind
    private let range: Interval
    private let grouping: GateGrouping?
    private let symbols: SymbolTable

    /// Where there is no grouping; else the groups hold everything.
    private var ungrouped = CollectedSamples()
    private var groups: [GroupKey: CollectedSamples] = [:]
    private var names: [GroupKey: String] = [:]

    /// A collection of nothing yet; `symbols` is the table behind all histories to be added.
    init(kind: LatencyKind, range: Interval, grouping: GateGrouping? = nil, symbols: SymbolTable) {
        self.kind = kind
        self.range = range
        self.grouping = grouping
        self.symbols = symbols
    }

    /// Adds the container's entries of the kind; the study is over the same range.
    package mutating func add(_ study: ContainerStudy) {
        let container = study.container
        for index in study.entriesInRange {
            let entry = study.timeline.entries[index]
            guard LatencyKind(entry) == kind else { continue }
            guard let grouping else {
                ungrouped.add(entry.duration)
                continue
            }
            let key = key(of: entry, of: study, by: grouping)
            groups[key, default: CollectedSamples()].add(entry.duration)
            if grouping == .container { names[key] = container.name }
        }
    }

    /// Adds what `other` gathered of other containers, with the same kind, range, grouping and symbols.
    package mutating func merge(_ other: SampleCollection) {
        ungrouped.merge(other.ungrouped)
        for (key, samples) in other.groups {
            groups[key, default: CollectedSamples()].merge(samples)
        }
        names.merge(other.names) { own, _ in own }
    }

    /// What was gathered so far.
    package var samples: RangeSamples {
        var pooled = ungrouped
        for collected in groups.values {
            pooled.merge(collected)
        }
        return RangeSamples(
            kind: kind,
            range: range,
            grouping: grouping,
            pooled: pooled.samples,
            groups: groups.map { key, collected in
                GroupSamples(
                    group: GateGroup(grouping ?? .container, key: key.text, name: names[key]),
                    samples: collected.samples
                )
            }
        )
    }

    private func key(of entry: Entry, of study: ContainerStudy, by grouping: GateGrouping) -> GroupKey {
        let container = study.container
        return switch grouping {
        case .name: GroupKey(text: container.name)
        case .group: GroupKey(text: study.options.groups.group(of: container).name)
        case .container: GroupKey(text: container.id.text)
        case .project: GroupKey(text: container.projectID)
        case .server: GroupKey(text: entry.server.map { symbols[$0] } ?? container.server)
        case .image: GroupKey(text: container.image)
        case .actor: GroupKey(text: entry.actor.map { symbols[$0] })
        case .operation: GroupKey(text: entry.operationReading.text(in: symbols))
        }
    }
}

/// The key of a group; one equals another only byte for byte.
private struct GroupKey: Hashable, Sendable {
    let text: String?

    static func == (left: GroupKey, right: GroupKey) -> Bool {
        switch (left.text, right.text) {
        case (let left?, let right?): left.utf8.elementsEqual(right.utf8)
        case (nil, nil): true
        case (nil, _?), (_?, nil): false
        }
    }

    func hash(into hasher: inout Hasher) {
        var copy = text ?? ""
        copy.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}

/// Samples in the order in which they come.
private struct CollectedSamples: Sendable {
    private var milliseconds: [Double] = []
    private var missing = 0
    private var invalid = 0

    mutating func add(_ reading: DurationReading) {
        switch reading {
        case .missing: missing += 1
        case .invalid: invalid += 1
        case .valid(let duration): milliseconds.append(duration)
        }
    }

    mutating func merge(_ other: CollectedSamples) {
        milliseconds += other.milliseconds
        missing += other.missing
        invalid += other.invalid
    }

    var samples: LatencySamples {
        LatencySamples(milliseconds, missing: missing, invalid: invalid)
    }
}

/// The latencies of one kind in a range, pooled and by group: one side of a comparison.
package struct RangeSamples: Hashable, Sendable {
    package var kind: LatencyKind
    package var range: Interval
    /// Nil: not grouped.
    package var grouping: GateGrouping?
    package var pooled: LatencySamples
    /// In the order of `GateGroup.precedes`; empty where it is not grouped.
    package var groups: [GroupSamples]

    /// `groups` can be given in any order.
    package init(
        kind: LatencyKind,
        range: Interval,
        grouping: GateGrouping? = nil,
        pooled: LatencySamples,
        groups: [GroupSamples] = []
    ) {
        self.kind = kind
        self.range = range
        self.grouping = grouping
        self.pooled = pooled
        self.groups = groups.sorted { GateGroup.precedes($0.group, $1.group) }
    }
}

/// The latencies of one group.
package struct GroupSamples: Hashable, Sendable {
    package var group: GateGroup
    package var samples: LatencySamples
}

/// The latencies of some entries of one kind, every sample kept, and how many entries had none.
package struct LatencySamples: Hashable, Sendable {
    /// Milliseconds, ascending.
    package private(set) var sorted: SortedSamples
    /// Entries without a duration.
    package var missing: Int
    /// Entries whose duration can't be a sample.
    package var invalid: Int

    /// Samples in milliseconds, in any order; what the definitions don't take for a sample counts as invalid.
    package init(_ milliseconds: [Double] = [], missing: Int = 0, invalid: Int = 0) {
        let valid = milliseconds.filter { DurationReading(milliseconds: $0) != .invalid }
        sorted = SortedSamples(valid)
        self.missing = missing
        self.invalid = invalid + (milliseconds.count - valid.count)
    }

    /// Samples that were made from valid ones, and can have grown beyond the longest of them.
    init(_ sorted: SortedSamples) {
        self.sorted = sorted
        missing = 0
        invalid = 0
    }

    /// How many samples there are.
    package var n: Int { sorted.count }

    /// The samples in milliseconds, ascending.
    package var milliseconds: [Double] { sorted.values }

    /// A percentile in milliseconds; nil where the definitions withhold it.
    package subscript(percentile: Percentile) -> Double? {
        percentile.isWithheld(samples: n) ? nil : sorted.percentile(percentile.rawValue)
    }
}

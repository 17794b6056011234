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
    package init(
        kind: LatencyKind,
        range: Interval,
        grouping: GateGrouping? = nil,
        symbols: SymbolTable
    ) {
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
            let key = key(of: entry, of: container, by: grouping)
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

    private func key(of entry: Entry, of container: Container, by grouping: GateGrouping) -> GroupKey {
        switch grouping {
        case .container: GroupKey(text: container.id.text)
        case .project: GroupKey(text: container.projectID)
        case .server: GroupKey(text: container.server)
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

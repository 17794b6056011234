package import Study
package import Timelines

/// What the figures are based on: of entries in the range, but `quarantined`, which is of the whole store.
package struct QualityFigures: Hashable, Sendable {
    package var entries: Int = 0
    package var amended: Int = 0
    package var vanished: Int = 0
    package var quarantined: Int = 0
    package var chainBreaks: Int = 0
    /// By instant, then container id.
    package var drift: [Drift] = []
    /// By id.
    package var gone: [GoneContainer] = []
    package var missingID: Int = 0
    package var missingDuration: Int = 0
    package var invalidDuration: Int = 0
    package var missingActor: Int = 0
    /// Entries into or out of a status outside the known list.
    package var unknownStatus: Int = 0
}

package struct GoneContainer: Hashable, Sendable {
    package var containerID: ContainerID
    package var since: Instant
}

extension QualityFigures {
    /// Counts an entry of the range; `previous` is where the entry before it led to, nil where it is the container's first.
    mutating func add(_ entry: Entry, after previous: Status?) {
        entries += 1
        if entry.marks.rawValue != 0 {
            if entry.marks.contains(.amended) { amended += 1 }
            if entry.marks.contains(.vanished) { vanished += 1 }
        }
        if let previous, entry.from.breaksChain(after: previous) { chainBreaks += 1 }
        if case .none = entry.id { missingID += 1 }
        switch entry.duration {
        case .missing: missingDuration += 1
        case .invalid: invalidDuration += 1
        case .valid: break
        }
        if entry.actor == nil { missingActor += 1 }
        if entry.to.isUnknown || entry.from.isUnknownStatus { unknownStatus += 1 }
    }

    /// Adds what was found of other containers.
    static func += (left: inout QualityFigures, right: QualityFigures) {
        left.entries += right.entries
        left.amended += right.amended
        left.vanished += right.vanished
        left.quarantined += right.quarantined
        left.chainBreaks += right.chainBreaks
        left.drift += right.drift
        left.gone += right.gone
        left.missingID += right.missingID
        left.missingDuration += right.missingDuration
        left.invalidDuration += right.invalidDuration
        left.missingActor += right.missingActor
        left.unknownStatus += right.unknownStatus
    }
}

extension Status {
    fileprivate var isUnknown: Bool {
        if case .unknown = self { true } else { false }
    }
}

extension PriorStatus {
    fileprivate var isUnknownStatus: Bool {
        if case .status(let status) = self { status.isUnknown } else { false }
    }
}

/// How far the store covers the range.
package struct CoverageFigures: Hashable, Sendable {
    /// The minimum over containers that are not gone; nil where one was never covered, or there is none.
    package var coveredUntil: Instant?
    package var containers: Int
    /// Containers covered until before the end of the range, by id; where it has no end, until before the furthest covered one.
    package var stale: [StaleContainer]
    /// The time of all containers in the range, and how much of it is known; zero where the range has no bounds.
    package var whole = TimeSpan.zero
    package var known = TimeSpan.zero
    /// When the last complete reading of each container that can have more entries had ended, the oldest; nil where there is none,
    /// or where one was never read completely.
    package var readSince: Instant?
}

package struct StaleContainer: Hashable, Sendable {
    package var id: ContainerID
    package var name: String?
    /// Nil where it was never covered.
    package var coveredUntil: Instant?
}

/// What the coverage of several containers adds up from.
struct CoverageTotals: Sendable {
    /// Its end is `distantFuture` where it has none.
    private let range: Interval
    private(set) var containers = 0
    private var stale: [StaleContainer] = []
    /// The least coverage of containers that are not gone; `distantPast` where one was never covered.
    private var least: Instant?
    /// The furthest coverage of those that are not deleted either.
    private var furthest: Instant?
    /// The oldest reading of those; `distantPast` where one was never read completely.
    private var oldestReading: Instant?
    private var unknown = TimeSpan.zero

    init(over range: Interval) {
        self.range = range
    }

    private var isBounded: Bool { range.start > .distantPast && range.end < .distantFuture }

    mutating func add(_ study: ContainerStudy) {
        containers += 1
        if isBounded { unknown += study.unknownTime }
        guard !study.isGone else { return }
        let container = study.container
        let covered = container.coveredUntil ?? .distantPast
        least = min(least ?? covered, covered)
        if let covered = container.coveredUntil, !study.isDeleted { furthest = max(furthest ?? covered, covered) }
        if !study.isDeleted { oldestReading = min(oldestReading ?? .distantFuture, container.readAt ?? .distantPast) }
        if study.isStale {
            stale.append(StaleContainer(id: container.id, name: container.name, coveredUntil: container.coveredUntil))
        }
    }

    /// Adds what was found of other containers.
    mutating func merge(_ other: CoverageTotals) {
        containers += other.containers
        stale += other.stale
        least = [least, other.least].compactMap(\.self).min()
        furthest = [furthest, other.furthest].compactMap(\.self).max()
        oldestReading = [oldestReading, other.oldestReading].compactMap(\.self).min()
        unknown += other.unknown
    }

    var figures: CoverageFigures {
        let expected = range.end == .distantFuture ? furthest ?? range.end : range.end
        let whole =
            isBounded ? TimeSpan(milliseconds: Int64(containers) * range.length.milliseconds) : .zero
        return CoverageFigures(
            coveredUntil: least == .distantPast ? nil : least,
            containers: containers,
            stale: stale.filter { $0.coveredUntil ?? .distantPast < expected }.sorted { $0.id < $1.id },
            whole: whole,
            known: isBounded ? whole - unknown : .zero,
            readSince: oldestReading == .distantPast ? nil : oldestReading
        )
    }
}

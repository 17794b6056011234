import GRDB
import Observations
import Synchronization
import Timelines
import Transparency

/// Replays containers from the log, and compares what follows with the rows of their entries.
struct EntryPass {
    let containers: [ContainerKey]
    /// By container number less one.
    let runs: [[ClosedRange<Int64>]]
    /// The texts by number, as the store has them.
    let names: StoredTexts
    let progress: ProgressCount

    struct Part: Sendable {
        var outcomes: [Outcome] = []
        var appearances = FirstAppearances()
        var findings = FindingList()
    }

    /// What the log tells of one container's entries.
    struct Outcome: Sendable {
        let container: ContainerKey
        let entries: Int64
        let vanished: Int64
        let isRewritten: Bool
        let newestAt: Instant?
        let quarantined: [QuarantinedElement]
    }

    /// Replays one container after the other until `queue` has no more.
    func run(_ database: Database, _ queue: ContainerQueue) throws -> Part {
        let names = try NameProjection(database, stored: names)
        let entries = EntryProjection(names: names, bodies: try ObservationBodies(database))
        let decoder = PageDecoder()
        let select = try PreparedStatement(
            database,
            "SELECT kind, body FROM observations WHERE seq BETWEEN ? AND ? ORDER BY seq"
        )
        let rows = try StoredEntries(database)
        let blocks = try StoredBlocks(database)
        var part = Part()
        var appearances = AppearanceKeys()
        var done: Int64 = 0
        while let position = queue.next() {
            let container = containers[position]
            let count = runs[position].reduce(0) { $0 + $1.count }
            var replay = EntryReplay(of: container, count: count, entries: entries, decoder: decoder)
            for run in runs[position] {
                select.bind(1, run.lowerBound)
                select.bind(2, run.upperBound)
                // None is missing in a run, so that the numbers need not be read.
                var seq = run.lowerBound - 1
                while try select.step() {
                    seq += 1
                    guard let kind = ObservationKind(rawValue: select.integer(0)) else { continue }
                    let body = select.bytes(1)
                    do {
                        if let handle = try replay.apply(kind, seq: seq, body: body) {
                            appearances.note(replay.known.known[handle].entry, seq: seq)
                        }
                    } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
                        part.findings.add(unreadable(seq, of: container, found: String(decoding: body, as: UTF8.self)))
                    }
                    done += 1
                    if done % ProgressCount.step == 0 { progress.add(ProgressCount.step) }
                }
            }
            try replay.known.settle(symbols: names.symbols)
            try rows.compare(replay.known, of: container, symbols: names.symbols, into: &part.findings)
            try blocks.compare(replay.known, of: container, into: &part.findings)
            part.outcomes.append(outcome(of: replay, container: container))
        }
        part.appearances = FirstAppearances(appearances, symbols: names.symbols)
        return part
    }

    private func outcome(of replay: EntryReplay, container: ContainerKey) -> Outcome {
        let known = replay.known
        return Outcome(
            container: container,
            entries: Int64(known.known.count),
            vanished: Int64(known.known.count { $0.isVanished }),
            isRewritten: known.isRewritten,
            newestAt: known.order.last.map { known.known[$0].entry.at },
            quarantined: replay.quarantined
        )
    }
}

/// An observation that says what none can say.
func unreadable(_ seq: Int64, of container: ContainerKey?, found: String) -> StoreFinding {
    StoreFinding(
        .observation,
        table: "observations",
        row: String(seq),
        column: "body",
        seq: seq,
        container: container?.id,
        expected: "what an observation of its kind says",
        found: found
    )
}

/// Hands containers out to several threads, the largest first.
final class ContainerQueue: Sendable {
    private let order: [Int]
    private let taken = Atomic<Int>(0)

    init(_ runs: [[ClosedRange<Int64>]]) {
        let sizes = runs.map { $0.reduce(0) { $0 + $1.count } }
        order = runs.indices.sorted { sizes[$0] > sizes[$1] }
    }

    /// The place of the next container, nil where there are no more.
    func next() -> Int? {
        let position = taken.wrappingAdd(1, ordering: .relaxed).oldValue
        return position < order.count ? order[position] : nil
    }
}

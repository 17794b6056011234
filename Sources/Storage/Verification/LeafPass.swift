import GRDB
import GRDBSQLite
import Timelines
import Transparency

/// Reads a range of the observations once: numbers, hashes, and which of them concern what.
struct LeafPass {
    /// A subtree of the lowest level that has rows.
    static let block: Int64 = 1 << Int64(NodeRows.lowestLevel)

    /// The ids of the containers, in place of their numbers less one.
    let containers: [ContainerKey]

    struct Part: Sendable {
        /// The hashes of the complete blocks of the range.
        var blocks: [LogHash] = []
        /// What follows the last complete block.
        var rest = MerkleFrontier()
        /// The observations that are not of one container's entries.
        var fleet: [Int64] = []
        /// Those that are, by container number less one, as runs without anything between.
        var runs: [[ClosedRange<Int64>]] = []
        /// The run that may go on, of the container at `place`.
        fileprivate var growing: (position: Int, first: Int64, last: Int64)?
        var recorded: ClosedRange<Int64>?
        var findings = FindingList()
        /// Where the receipt numbers break off.
        var gap: Int64?
    }

    /// `range` begins with a block.
    func run(_ database: Database, _ range: Range<Int64>, progress: ProgressCount?) throws -> Part {
        var part = Part()
        part.runs = Array(repeating: [], count: containers.count)
        let select = try PreparedStatement(
            database,
            """
            SELECT seq, pass, kind, container, recorded_at, body FROM observations WHERE seq >= ? AND seq < ? ORDER BY seq
            """
        )
        select.bind(1, range.lowerBound)
        select.bind(2, range.upperBound)
        defer { select.reset() }
        // One after the other: to fetch an array of its own for each observation costs more than to hash its id.
        let ids = containers.flatMap(\.utf8)
        let ends = containers.reduce(into: [0]) { ends, container in
            ends.append(ends[ends.count - 1] + container.utf8.count)
        }
        var encoder = LeafEncoder()
        var next = range.lowerBound
        var earliest = Int64.max
        var latest = Int64.min
        while try select.step() {
            let seq = select.integer(0)
            guard seq == next else { break }
            next += 1
            let recordedAt = select.integer(4)
            let kind = select.integer(2)
            let container = try position(select, seq, kind, in: &part)
            if !hasTypes(select) { part.findings.add(ofOtherTypes(seq, of: container)) }
            if Instant(checking: recordedAt) != nil {
                earliest = min(earliest, recordedAt)
                latest = max(latest, recordedAt)
            } else {
                part.findings.add(noInstant(recordedAt, seq, of: container))
            }
            ids.withUnsafeBytes { ids in
                let id = container.map { ends[$0]..<ends[$0 + 1] } ?? 0..<0
                encoder.encode(
                    kind: UInt8(truncatingIfNeeded: kind),
                    pass: select.integer(1),
                    recordedAt: Instant(milliseconds: recordedAt),
                    container: UnsafeRawBufferPointer(rebasing: ids[id]),
                    body: select.bytes(5)
                )
            }
            part.rest.append(encoder.leaf)
            if part.rest.size == Self.block, let hash = part.rest.hashes.first {
                part.blocks.append(hash)
                part.rest = MerkleFrontier()
                if seq % ProgressCount.step == 0 { progress?.add(ProgressCount.step) }
            }
        }
        part.endRun()
        if next < range.upperBound { part.gap = next }
        if earliest <= latest { part.recorded = earliest...latest }
        return part
    }

    /// Whether each column holds a value of its type: another one can read alike, and mean something else to a query.
    @inline(__always)
    private func hasTypes(_ row: PreparedStatement) -> Bool {
        let container = row.type(3)
        return row.type(1) == SQLITE_INTEGER && row.type(2) == SQLITE_INTEGER && row.type(4) == SQLITE_INTEGER
            && (container == SQLITE_INTEGER || container == SQLITE_NULL) && row.type(5) == SQLITE_TEXT
    }

    private func ofOtherTypes(_ seq: Int64, of position: Int?) -> StoreFinding {
        StoreFinding(
            .observation,
            table: "observations",
            row: String(seq),
            seq: seq,
            container: position.map { containers[$0].id },
            expected: "integers and a text",
            found: "values of other types"
        )
    }

    private func noInstant(_ recordedAt: Int64, _ seq: Int64, of position: Int?) -> StoreFinding {
        StoreFinding(
            .observation,
            table: "observations",
            row: String(seq),
            column: "recorded_at",
            seq: seq,
            container: position.map { containers[$0].id },
            expected: "an instant of the years 0000 to 9999",
            found: String(recordedAt)
        )
    }

    /// Says where observation `seq` has to be replayed. Returns: its container's place.
    private func position(_ row: PreparedStatement, _ seq: Int64, _ kind: Int64, in part: inout Part) throws -> Int? {
        // NULL reads as 0, which is no number of a container either.
        let number = row.integer(3)
        let position = 0 < number && number <= containers.count ? Int(number) - 1 : nil
        guard let kind = ObservationKind(rawValue: kind) else {
            part.findings.add(
                StoreFinding(
                    .observation,
                    table: "observations",
                    row: String(seq),
                    column: "kind",
                    seq: seq,
                    container: position.map { containers[$0].id },
                    expected: "1 to 7",
                    found: String(row.integer(2))
                )
            )
            return position
        }
        guard kind.isOfEntry else {
            part.fleet.append(seq)
            return position
        }
        guard let position else {
            part.findings.add(
                StoreFinding(
                    .observation,
                    table: "observations",
                    row: String(seq),
                    column: "container",
                    seq: seq,
                    expected: "a container of the log",
                    found: row.isNull(3) ? "NULL" : String(number)
                )
            )
            return nil
        }
        if let run = part.growing, run.position == position, run.last == seq - 1 {
            part.growing = (position, run.first, seq)
        } else {
            part.endRun()
            part.growing = (position, seq, seq)
        }
        return position
    }
}

extension LeafPass.Part {
    /// How many observations there are before the first gap.
    var count: Int64 { Int64(blocks.count) * LeafPass.block + rest.size }

    fileprivate mutating func endRun() {
        if let run = growing { runs[run.position].append(run.first...run.last) }
        growing = nil
    }

    /// Takes in the part that follows this one.
    mutating func append(_ next: LeafPass.Part) {
        findings.add(next.findings)
        if gap == nil {
            blocks += next.blocks
            rest = next.rest
            gap = next.gap
        }
        fleet += next.fleet
        for position in runs.indices { runs[position] += next.runs[position] }
        if let more = next.recorded {
            let range = recorded ?? more
            recorded = min(range.lowerBound, more.lowerBound)...max(range.upperBound, more.upperBound)
        }
    }
}

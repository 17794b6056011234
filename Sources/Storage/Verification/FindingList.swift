internal import GRDB
internal import Timelines
internal import Transparency

/// Findings as they come: the first ones are kept, the others counted.
struct FindingList: Sendable {
    /// How many are kept.
    static let most = 1_000

    private(set) var kept: [StoreFinding] = []
    private(set) var count = 0

    mutating func add(_ finding: @autoclosure () -> StoreFinding) {
        if kept.count < FindingList.most { kept.append(finding()) }
        count += 1
    }

    mutating func add(_ other: FindingList) {
        kept += other.kept
        count += other.count
    }

    mutating func change(_ body: (inout StoreFinding) throws -> Void) rethrows {
        for position in kept.indices { try body(&kept[position]) }
    }
}

extension FindingList {
    /// The first finding first: what the store is made of, the log by receipt number, then what follows from it.
    var inOrder: [StoreFinding] {
        let ranked = kept.enumerated().map { (rank: rank($1), seq: $1.seq ?? .max, position: $0, finding: $1) }
        let sorted = ranked.sorted { ($0.rank, $0.seq, $0.position) < ($1.rank, $1.seq, $1.position) }
        return sorted.prefix(FindingList.most).map(\.finding)
    }

    private func rank(_ finding: StoreFinding) -> Int {
        switch finding.kind {
        case .file, .schema: 0
        case .gap, .observation, .leaves: 1
        case .node: 2
        // The other rows refer to these.
        case .projection where ["name_projection", "reason_projection"].contains(finding.table): 3
        case .projection where finding.table == "container_projection": 4
        case .projection: 5
        case .checkpoint: 6
        }
    }

    /// Adds when the observations were recorded, and narrows hashes of many observations down to the one whose row differs, or
    /// at least to the container that they all are of.
    mutating func locate(in database: Database) throws {
        let suspects = kept.filter { $0.kind != .leaves }.compactMap { finding in
            finding.seq.map { (seq: $0, container: finding.container) }
        }.sorted { $0.seq < $1.seq }
        let select = try PreparedStatement(
            database,
            """
            SELECT min(o.recorded_at), iif(count(c.id) = count(*) AND min(c.id) = max(c.id), min(c.id), NULL)
            FROM observations AS o LEFT JOIN container_projection AS c ON c.number = o.container WHERE o.seq BETWEEN ? AND ?
            """
        )
        try change { finding in
            guard let first = finding.seq else { return }
            let last = finding.lastSeq ?? first
            if finding.kind == .leaves, let suspect = suspects.first(where: { first...max(first, last) ~= $0.seq }) {
                finding.seq = suspect.seq
                finding.lastSeq = suspect.seq
                finding.container = suspect.container
            }
            select.bind(1, finding.seq)
            select.bind(2, finding.lastSeq ?? finding.seq)
            guard try select.step() else { return }
            finding.at = select.integerOrNil(0).flatMap(Instant.init(checking:))
            if finding.container == nil { finding.container = select.text(1).map(ContainerID.init) }
            select.reset()
        }
    }
}

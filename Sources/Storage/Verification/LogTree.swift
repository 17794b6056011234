import GRDB
import GRDBSQLite
import Transparency

/// The tree over the observations as their bytes make it.
struct LogTree {
    let size: Int64
    /// The hashes of the complete subtrees, by level from the lowest that has rows.
    private var levels: [[LogHash]]
    /// What follows the last complete block.
    private let rest: MerkleFrontier

    init(blocks: [LogHash], rest: MerkleFrontier) {
        size = Int64(blocks.count) * LeafPass.block + rest.size
        self.rest = rest
        levels = [blocks]
        while let last = levels.last, last.count > 1 {
            levels.append((0..<last.count / 2).map { LogHash(left: last[2 * $0], right: last[2 * $0 + 1]) })
        }
    }

    var nodeCount: Int64 { levels.reduce(0) { $0 + Int64($1.count) } }

    var root: LogHash { root(blocks: size / LeafPass.block, rest: rest) }

    private var subtrees: [LogHash] { subtrees(blocks: size / LeafPass.block, rest: rest) }

    /// The root hash over the first observations: so many blocks, and after them `rest`.
    func root(blocks: Int64, rest: MerkleFrontier) -> LogHash {
        let subtrees = subtrees(blocks: blocks, rest: rest)
        guard let smallest = subtrees.last else { return [].withUnsafeBytes { LogHash(of: $0) } }
        return subtrees.dropLast().reversed().reduce(smallest) { LogHash(left: $1, right: $0) }
    }

    /// From the largest to the smallest.
    private func subtrees(blocks: Int64, rest: MerkleFrontier) -> [LogHash] {
        var subtrees: [LogHash] = []
        for (level, hashes) in levels.enumerated().reversed() {
            let complete = blocks >> Int64(level)
            if complete & 1 == 1 { subtrees.append(hashes[Int(complete) - 1]) }
        }
        return subtrees + rest.hashes
    }

    // MARK: Comparing with what was kept

    /// Compares every hash that the log kept.
    func compare(with database: Database, into findings: inout FindingList) throws {
        let frontier = try KeptFrontier(database)
        let differing = try compareRows(of: database, into: &findings)
        for level in frontier.strangers { findings.add(strange(level)) }
        if frontier.size == size {
            for level in frontier.hashes.keys.sorted() {
                compare(frontier, at: level, differing: differing, into: &findings)
            }
        } else {
            compareSize(with: frontier, into: &findings)
        }
        for node in differing.keys.sorted(by: { ($0.level, $0.index) < ($1.level, $1.index) }) {
            guard let kept = differing[node], let computed = hash(of: node) else { continue }
            if hasWitness(node, differing: differing, frontier: frontier) {
                findings.add(finding(.node, node, table: "log_node", kept: computed, computed: kept))
            } else if node.level == NodeRows.lowestLevel {
                findings.add(finding(.leaves, node, table: "log_node", kept: kept, computed: computed))
            } else if !children(of: node).contains(where: { child in
                differing[child] != nil && !hasWitness(child, differing: differing, frontier: frontier)
            }) {
                findings.add(finding(.node, node, table: "log_node", kept: computed, computed: kept))
            }
        }
    }

    private func strange(_ level: Int64) -> StoreFinding {
        StoreFinding(
            .node,
            table: "log_frontier",
            row: String(level),
            expected: "no row",
            found: "a row"
        )
    }

    private func compareSize(with frontier: KeptFrontier, into findings: inout FindingList) {
        // The right hashes at wrong levels are of this log; others are of one that was longer.
        let isTruncated = frontier.size > size && Set(frontier.hashes.values) != Set(subtrees)
        findings.add(
            StoreFinding(
                isTruncated ? .gap : .node,
                table: isTruncated ? "observations" : "log_frontier",
                row: isTruncated ? String(size + 1) : "level",
                seq: isTruncated ? size + 1 : nil,
                expected: isTruncated ? "\(frontier.size) observations by log_frontier" : "\(size) observations",
                found: isTruncated ? "\(size) observations" : "\(frontier.size) observations by log_frontier"
            )
        )
    }

    /// Returns: the hashes that differ, as kept.
    private func compareRows(of database: Database, into findings: inout FindingList) throws -> [TreeNode: LogHash] {
        let select = try PreparedStatement(
            database,
            "SELECT level, position, hash FROM log_node ORDER BY level, position"
        )
        var differing: [TreeNode: LogHash] = [:]
        var met = Array(repeating: Int64(0), count: levels.count)
        var last: (Int64, Int64)?
        while try select.step() {
            let (level, position) = (select.integer(0), select.integer(1))
            guard last.map({ $0 < (level, position) }) ?? true else {
                findings.add(disorder(level, position))
                select.reset()
                break
            }
            last = (level, position)
            // What is of another type is not found where it is looked for.
            let isTyped = (0...2).allSatisfy { select.type($0) == ($0 < 2 ? SQLITE_INTEGER : SQLITE_BLOB) }
            let kept = isTyped ? LogHash(select.bytes(2)) : nil
            let node = TreeNode(level: Int(truncatingIfNeeded: level), index: position)
            guard let computed = hash(of: node), let kept else {
                findings.add(
                    StoreFinding(
                        .node,
                        table: "log_node",
                        row: "\(level), \(position)",
                        expected: hash(of: node).map(\.hexadecimal) ?? "no row",
                        found: kept.map(\.hexadecimal) ?? "no hash"
                    )
                )
                continue
            }
            reportMissing(at: node.level, from: met[node.level - NodeRows.lowestLevel], to: position, into: &findings)
            met[node.level - NodeRows.lowestLevel] = position + 1
            if kept != computed { differing[node] = kept }
        }
        for (position, count) in met.enumerated() {
            reportMissing(
                at: position + NodeRows.lowestLevel,
                from: count,
                to: Int64(levels[position].count),
                into: &findings
            )
        }
        return differing
    }

    private func disorder(_ level: Int64, _ position: Int64) -> StoreFinding {
        StoreFinding(
            .node,
            table: "log_node",
            row: "\(level), \(position)",
            expected: "a row after the one before it",
            found: "a row out of its order"
        )
    }

    private func reportMissing(at level: Int, from: Int64, to: Int64, into findings: inout FindingList) {
        guard from < to else { return }
        for position in from..<to {
            let node = TreeNode(level: level, index: position)
            findings.add(
                StoreFinding(
                    .node,
                    table: "log_node",
                    row: "\(level), \(position)",
                    expected: hash(of: node).map(\.hexadecimal) ?? "",
                    found: "no row"
                )
            )
        }
    }

    private func compare(
        _ frontier: KeptFrontier,
        at level: Int64,
        differing: [TreeNode: LogHash],
        into findings: inout FindingList
    ) {
        let node = TreeNode(level: Int(level), index: (size >> level) - 1)
        let computed = node.level < NodeRows.lowestLevel ? rest.hash(at: level) : hash(of: node)
        guard let computed, let kept = frontier.hashes[level], kept != computed else { return }
        if node.level < NodeRows.lowestLevel {
            // It alone was kept of these observations.
            findings.add(finding(.leaves, node, table: "log_frontier", kept: kept, computed: computed))
        } else if differing[node] == nil {
            findings.add(finding(.node, node, table: "log_frontier", kept: computed, computed: kept))
        }
    }

    private func finding(
        _ kind: StoreFinding.Kind,
        _ node: TreeNode,
        table: String,
        kept: LogHash,
        computed: LogHash
    ) -> StoreFinding {
        let first = node.index << Int64(node.level) + 1
        return StoreFinding(
            kind,
            table: table,
            row: table == "log_node" ? "\(node.level), \(node.index)" : String(node.level),
            column: "hash",
            seq: kind == .leaves ? first : nil,
            lastSeq: kind == .leaves ? first - 1 + 1 << Int64(node.level) : nil,
            expected: kept.hexadecimal,
            found: computed.hexadecimal
        )
    }

    /// Whether a larger subtree, which has the hash of this one in its own, was kept with the hash that the bytes make: then the
    /// bytes are right, and the row is wrong.
    private func hasWitness(_ node: TreeNode, differing: [TreeNode: LogHash], frontier: KeptFrontier) -> Bool {
        var largest = node
        while true {
            let parent = TreeNode(level: largest.level + 1, index: largest.index / 2)
            guard hash(of: parent) != nil else { break }
            if differing[parent] == nil { return true }
            largest = parent
        }
        return frontier.hashes[Int64(largest.level)] == hash(of: largest)
            && largest.index == size >> Int64(largest.level) - 1
    }

    private func children(of node: TreeNode) -> [TreeNode] {
        [2 * node.index, 2 * node.index + 1].map { TreeNode(level: node.level - 1, index: $0) }
    }

    private func hash(of node: TreeNode) -> LogHash? {
        // A level comes from the store as well, where it can be anything.
        let position = node.level &- NodeRows.lowestLevel
        guard levels.indices.contains(position), 0..<Int64(levels[position].count) ~= node.index else { return nil }
        return levels[position][Int(node.index)]
    }
}

/// The log's frontier as the store keeps it, right or wrong.
private struct KeptFrontier {
    var hashes: [Int64: LogHash] = [:]
    var size: Int64 = 0
    /// Levels that no log has, or that come twice.
    var strangers: [Int64] = []

    init(_ database: Database) throws {
        let select = try PreparedStatement(database, "SELECT level, hash FROM log_frontier")
        while try select.step() {
            let level = select.integer(0)
            guard 0..<62 ~= level, hashes[level] == nil else {
                strangers.append(level)
                if strangers.count == FindingList.most { break }
                continue
            }
            size += 1 << level
            hashes[level] = LogHash(select.bytes(1)) ?? [].withUnsafeBytes { LogHash(of: $0) }
        }
        select.reset()
    }
}

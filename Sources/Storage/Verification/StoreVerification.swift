internal import GRDB
internal import Timelines
package import Transparency

/// Derives everything in a store anew from the bytes that were received, and compares.
package struct StoreVerification {
    /// Connections that see one state.
    let queues: [DatabaseQueue]
    /// Of how many observations the root is wanted besides that of all.
    let beginning: Int64?
    let progress: @Sendable (LogProgress) -> Void

    /// Verifies the store at `path` as it is now, without writing to it or beside it.
    package static func run(_ path: String) async throws(StorageError) -> StoreFindings {
        try await run(on: try StoreSnapshot.open(at: path))
    }

    /// Verifies what the snapshot shows, on a thread a connection.
    ///
    /// What is wrong in the store is a finding. Throws: where it can't be read at all. `beginning` is how many of the first
    /// observations the result has the root of. `progress` is called from several threads, with what only grows but for the last
    /// steps.
    package static func run(
        on snapshot: StoreSnapshot,
        beginning: Int64? = nil,
        progress: @escaping @Sendable (LogProgress) -> Void = { _ in }
    ) async throws(StorageError) -> StoreFindings {
        do {
            let verification = StoreVerification(queues: snapshot.queues, beginning: beginning, progress: progress)
            // Each page is read once, from the first to the last: few of them stay in the processor's own cache.
            try verification.limitCaches(to: 32)
            let result = try await verification.result()
            // SQLite's own default, in KiB, for those who read on.
            try verification.limitCaches(to: -2_000)
            return result
        } catch {
            throw StorageError(error, path: snapshot.path)
        }
    }

    private func limitCaches(to size: Int) throws {
        for queue in queues { try queue.unsafeRead { try $0.execute(sql: "PRAGMA cache_size = \(size)") } }
    }

    private func result() async throws -> StoreFindings {
        var findings = FindingList()

        // 1. Is it made of what it should be made of?
        let isWhole = try checkSchema(into: &findings)
        guard isWhole else { return StoreFindings(count: findings.count, findings: findings.inOrder) }

        // 2. Every observation: numbers and hashes. Which container has which number follows from the log as well; what the
        // store says of it is taken at first, and where the log says something else, that is taken.
        let size = try size(into: &findings)
        let count = ProgressCount(total: size, rounds: 2, report: progress)
        let names = try storedNames()
        var containers = try storedContainers()
        var leaves = try await hashed(size, containers, count)
        var derived = try derive(from: leaves, names: names)
        if derived.containers != containers, leaves.gap == nil {
            containers = derived.containers
            leaves = try await hashed(size, containers, count)
            derived = try derive(from: leaves, names: names)
        }
        findings.add(leaves.findings)
        findings.add(derived.findings)
        if let gap = leaves.gap {
            // Beyond a gap no observation is where its hash was made.
            try reportGap(gap, into: &findings)
            return try finished(leaves, nil, [], CheckedCheckpoints(), findings)
        }

        // 3. Every hash that was kept, and every checkpoint.
        let tree = LogTree(blocks: leaves.blocks, rest: leaves.rest)
        let checkpoints = try compare(tree, containers, into: &findings)

        // 4. Every row that follows from the observations.
        let runs = leaves.runs
        let queue = ContainerQueue(runs)
        let pass = EntryPass(containers: containers, runs: runs, names: names, progress: count)
        let parts = try await inParallel { _, database in try pass.run(database, queue) }
        for part in parts { findings.add(part.findings) }
        try derived.complete(parts)
        try compareRows(with: derived, containers, into: &findings)
        return try finished(leaves, tree, parts, checkpoints, findings)
    }

    private func finished(
        _ leaves: LeafPass.Part,
        _ tree: LogTree?,
        _ parts: [EntryPass.Part],
        _ checkpoints: CheckedCheckpoints,
        _ findings: FindingList
    ) throws -> StoreFindings {
        var findings = findings
        let passes = try queues[0].unsafeRead { database in
            try findings.locate(in: database)
            return try Int64.fetchOne(database, sql: "SELECT count(*) FROM pass_projection") ?? 0
        }
        var result = StoreFindings(count: findings.count, findings: findings.inOrder)
        result.observations = leaves.count
        result.root = tree?.root
        result.beginning = checkpoints.beginning
        result.entries = parts.lazy.flatMap(\.outcomes).reduce(0) { $0 + $1.entries }
        result.containers = leaves.runs.count
        result.passes = passes
        result.recorded = leaves.recorded.map { range in
            Instant(milliseconds: range.lowerBound)...Instant(milliseconds: range.upperBound)
        }
        result.nodes = tree?.nodeCount ?? 0
        result.checkpoints = checkpoints.count
        result.validCheckpoints = checkpoints.valid
        return result
    }
}

extension StoreVerification {
    /// Runs `work` on each connection at once. Returns: what it returns, by connection.
    func inParallel<Part: Sendable>(
        _ work: @escaping @Sendable (Int, Database) throws -> Part
    ) async throws -> [Part] {
        try await withThrowingTaskGroup(of: (Int, Part).self) { group in
            for (position, queue) in queues.enumerated() {
                group.addTask { (position, try await queue.unsafeRead { try work(position, $0) }) }
            }
            var parts: [(Int, Part)] = []
            for try await part in group { parts.append(part) }
            return parts.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }
}

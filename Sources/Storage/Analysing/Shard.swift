/// One part of the containers, for analyses on several threads.
package struct Shard: Hashable, Sendable {
    /// From 0.
    package let index: Int
    package let count: Int

    package init(index: Int, count: Int) {
        self.index = index
        self.count = count
    }

    package static let whole = Shard(index: 0, count: 1)

    /// The part's containers: a run of them, such that all parts have about as many entries.
    func part(of rows: [StoredContainer]) -> ArraySlice<StoredContainer> {
        // Each container counts for one entry more, so that those without any are shared out too.
        let total = rows.reduce(0) { $0 + $1.entries + 1 }
        let start = place(total * Int64(index) / Int64(count), in: rows)
        let end = place(total * Int64(index + 1) / Int64(count), in: rows)
        return rows[start..<end]
    }

    /// How many of `rows` begin before entry number `entry`.
    private func place(_ entry: Int64, in rows: [StoredContainer]) -> Int {
        var before: Int64 = 0
        for (place, row) in rows.enumerated() {
            if before >= entry { return place }
            before += row.entries + 1
        }
        return rows.count
    }
}

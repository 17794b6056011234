import Crypto
import Foundation
import GRDB
import Observations
import Testing
import Timelines

@testable import Storage

@Suite("The log's hashes")
struct LogTests {
    @Test("the log's root follows from the observations alone")
    func overObservations() async throws {
        let store = try await Store()
        try await store.pass(at: second(100), [element(id(1), at: 0, "null", "running"), element("7")])
        try await store.pass(at: second(200), [element(id(2), at: 0, "null", "running")])
        let queue = try DatabaseQueue(path: store.path)
        let rows = try queue.read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT o.kind, o.pass, o.recorded_at, coalesce(c.id, '') AS id, o.body
                    FROM observations AS o LEFT JOIN containers AS c ON c.number = o.container ORDER BY o.seq
                    """
            )
        }
        let leaves = rows.map { row -> [UInt8] in
            let (kind, pass, recorded): (UInt8, Int64, Int64) = (row["kind"], row["pass"], row["recorded_at"])
            let (id, body): (String, String) = (row["id"], row["body"])
            return [1, kind] + big(pass) + big(recorded) + big(Int32(id.utf8.count)) + id.utf8
                + big(Int32(body.utf8.count)) + body.utf8
        }
        let identity = try await store.store.log()
        #expect(identity.size == Int64(leaves.count))
        #expect(identity.root == root(leaves[...]))
        #expect(try EventStoreReader.open(at: store.path).log == identity)
    }
}

/// RFC 6962, section 2.1, as it is written there.
private func root(_ leaves: ArraySlice<[UInt8]>) -> [UInt8] {
    guard let first = leaves.first else { return Array(SHA256.hash(data: [])) }
    if leaves.count == 1 { return Array(SHA256.hash(data: [0] + first)) }
    var half = 1
    while half * 2 < leaves.count { half *= 2 }
    let left = root(leaves.prefix(half))
    let right = root(leaves.dropFirst(half))
    return Array(SHA256.hash(data: [1] + left + right))
}

private func big(_ value: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: value.bigEndian) { Array($0) }
}

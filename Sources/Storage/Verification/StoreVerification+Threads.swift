import GRDB

extension StoreVerification {
    /// Runs `work` on each connection at once. Returns: what it returns, by connection.
    func inParallel<Part: Sendable>(
        _ work: @escaping @Sendable (Int, Database) throws -> Part
    ) async throws -> [Part] {
        try await withThrowingTaskGroup(of: (Int, Part).self) { group in
            for (place, queue) in queues.enumerated() {
                group.addTask { (place, try await queue.unsafeRead { try work(place, $0) }) }
            }
            var parts: [(Int, Part)] = []
            for try await part in group { parts.append(part) }
            return parts.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }
}

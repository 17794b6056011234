import Ingestion
import Observations
package import Timelines

/// Noon of a day long after all entries.
let noon = Instant(milliseconds: 1_794_225_600_000)

extension FakeFleet {
    /// One run of this fleet into `store`.
    @discardableResult
    func ingest(
        into store: FakeStore,
        _ options: IngestionOptions = IngestionOptions(),
        progress: @escaping @Sendable (IngestionProgress) -> Void = { _ in }
    ) async throws(IngestionError) -> IngestionResult {
        try await IngestionRun(options: options, source: self, log: store, now: { noon }, progress: progress)
            .run()
    }
}

extension IngestionResult {
    /// The reasons of incomplete containers by id.
    var reasons: [String: String] {
        Dictionary(uniqueKeysWithValues: incomplete.map { ($0.id.text, $0.reason) })
    }
}

extension ContainerID: ExpressibleByStringLiteral {
    package init(stringLiteral value: String) {
        self.init(value)
    }
}

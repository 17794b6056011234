import Storage
import Testing
import Timelines
import Transparency

@testable import Observations

/// Whatever the API can say, a store that nobody touched is intact: what was derived as it came is what is derived again.
@Suite("Any JSON")
struct AnyJSONTests {
    /// JSON texts; two are canonically equivalent and two ids all the same.
    private static let containers = [
        #""6ae681000000000000000001""#, #""web""#, #""caf\u00e9""#, "\"cafe\u{301}\"", #""\u0000""#,
        #""6AE681000000000000000001""#,
    ]

    private func run(_ store: Store, seed: UInt64) async throws {
        var json = RandomJSON(seed: seed)
        let decoder = PageDecoder()
        for number in 1...3 as ClosedRange<Int64> {
            let instant = second(number * 10_000)
            let pass = try await store.begin(at: instant, full: number != 2)
            var listed = ContainerPage(containers: [], unusable: [], pagination: Pagination(), date: nil)
            while listed.containers.isEmpty {
                // A page that the decoder refuses as a whole is asked for again; this test is about what it takes.
                do { listed = try decoder.containerPage(json.listing(of: Self.containers), date: nil) } catch {
                    continue
                }
            }
            try await store.store.record(
                listing: listed.containers,
                unusable: listed.unusable,
                isLast: true,
                of: pass,
                recordedAt: instant
            )
            for container in listed.containers.map(\.id) {
                let mode: ReadingMode = number == 2 ? .incremental(overlap: .hours(1)) : .full
                _ = try await store.store.beginReading(of: container, in: pass, mode: mode, recordedAt: instant)
                for _ in 1...3 {
                    let page: EntryPage
                    do { page = try decoder.entryPage(json.page(of: 5), askedFor: container) } catch { continue }
                    _ = try await store.store.record(
                        page: page.entries,
                        of: container,
                        in: pass,
                        recordedAt: instant
                    )
                }
                _ = try await store.store.endReading(of: container, as: .complete, recordedAt: instant)
            }
            try await store.store.endPass(pass, recordedAt: instant)
        }
    }

    @Test(
        "what was ingested is intact, what is rebuilt from it is the same, and intact again",
        arguments: 0..<3 as Range<UInt64>
    )
    func intact(series: UInt64) async throws {
        var met: Set<String> = []
        for seed in series * 10..<series * 10 + 10 {
            let store = try await Store()
            try await run(store, seed: seed)
            let ingested = try await StoreVerification.run(store.path)
            #expect(ingested.findings == [], "seed \(seed)")
            let before = try projections(of: store.path)
            try await store.store.rebuild()
            let after = try projections(of: store.path)
            let difference = zip(before, after).first { $0 != $1 }.map { "\($0)" } ?? "lengths"
            #expect(before == after, "seed \(seed): \(difference)")
            let rebuilt = try await StoreVerification.run(store.path)
            #expect(rebuilt.findings == [], "seed \(seed)")
            met.formUnion(
                try store.rows(
                    """
                    SELECT DISTINCT typeof(entry_id) || iif(flags & 1, ' amended', '') || iif(flags & 2, ' vanished', '')
                    FROM transition_projection UNION SELECT 'zero' FROM transition_projection WHERE duration_ms = 0
                    UNION SELECT reason FROM quarantine_projection UNION SELECT 'invalid' FROM transition_projection WHERE flags & 8
                    UNION SELECT count(*) || ' containers' FROM container_projection
                    """
                )
            )
        }
        // It says something only where every sort was taken.
        let all: Set = [
            "null", "text", "blob", "blob amended", "text amended", "text vanished", "zero", "invalid", "6 containers",
        ]
        #expect(met.isSuperset(of: all), "seeds from \(series * 10): \(all.subtracting(met))")
    }

    @Test(
        "a duration of nothing is nothing, with whatever sign it is written",
        arguments: ["-0", "-0.0", "-0e7", "-1e-400", "-0.000", "0", "1e-400"]
    )
    func negativeZero(duration: String) async throws {
        let store = try await Store()
        try await store.pass(at: second(1_000), [element(id(1), at: 10, "stopped", "running", duration: duration)])
        #expect(try await StoreVerification.run(store.path).findings == [])
        var durations: [DurationReading] = []
        try EventStoreReader.open(at: store.path).histories { durations += $0.entries.map(\.duration) }
        guard case .valid(let milliseconds) = durations.first else {
            Issue.record("\(duration) is no sample")
            return
        }
        #expect(milliseconds == 0 && milliseconds.sign == .plus)
    }
}

import Foundation
import Storage
import TestSupport
import Testing
import Timelines
import Transparency

@Suite("A store whose run failed")
struct AbandonedStoreTests {
    private let instant = Instant(milliseconds: 1_794_182_400_000)

    @Test("One that was made for the run and holds nothing is removed, with its journal and its lock")
    func unused() async throws {
        let store = try await Store()
        // That a pass began is not received from anywhere.
        _ = try await store.begin(at: instant)
        try await store.store.abandon()
        #expect(try store.folder.names == [])
        // It can be made again in the same place.
        let again = try await EventStore.open(at: store.path)
        try await again.close()
        #expect(try await StoreVerification.run(store.path).isIntact)
    }

    @Test("What was received stays")
    func used() async throws {
        let store = try await Store()
        let pass = try await store.begin(at: instant)
        let listing = [try listed(web, status: "running")]
        try await store.store.record(listing: listing, isLast: false, of: pass, recordedAt: instant)
        try await store.store.abandon()
        #expect(try store.rows("SELECT kind FROM observations ORDER BY seq") == ["1", "2"])
    }

    @Test("A store that was there before stays, whatever it holds")
    func older() async throws {
        let store = try await Store()
        try await store.store.close()
        try await EventStore.open(at: store.path).abandon()
        #expect(try store.rows("SELECT count(*) FROM observations") == ["0"])
    }
}

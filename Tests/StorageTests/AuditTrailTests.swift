import Observations
import Storage
import Testing
import Timelines

@Suite("What the log tells of changes upstream")
struct AuditTrailTests {
    private let log = [
        element(id(1), at: 0, "null", "running"),
        element(id(2), at: 10, "running", "stopped", duration: "8000", actor: "ana", operation: "stop"),
        element(id(3), at: 20, "stopped", "running"),
    ]

    private func trail(_ store: Store, of chosen: Set<ContainerID>? = nil) throws -> AuditTrail {
        try EventStoreReader.open(at: store.path).auditTrail(of: chosen)
    }

    private func text(_ entry: ReceivedEntry) -> String { String(decoding: entry.body, as: UTF8.self) }

    @Test("a log that stays as it is has no trail, however often it is read")
    func unchanged() async throws {
        let store = try await Store()
        for pass in 1...3 { try await store.pass(at: second(Int64(pass) * 100), log) }
        let trail = try trail(store)
        #expect(trail.amendments.isEmpty && trail.vanishings.isEmpty && trail.quarantine.isEmpty)
    }

    @Test("an amendment has both versions as received, what changed, and when which pass noticed it")
    func amended() async throws {
        let store = try await Store()
        let other = element(id(2), at: 10, "running", "failed", duration: "9500.50", actor: "ben", operation: "crash")
        // 1 begun, 2 listed, 3 roster, 4 5 6 entries, 7 ended; 8 begun, 9 roster, 10 the new version (the listing is as it was).
        try await store.pass(at: second(100), log)
        try await store.pass(at: second(200), [log[0], other, log[2]])
        let trail = try trail(store)
        #expect(trail.vanishings.isEmpty)
        let amendment = try #require(trail.amendments.first)
        #expect(trail.amendments.count == 1)
        #expect(amendment.container == web)
        #expect(amendment.before.receipt == Receipt(seq: 5, pass: 1, recordedAt: second(100)))
        #expect(amendment.after.receipt == Receipt(seq: 10, pass: 2, recordedAt: second(200)))
        #expect(amendment.before.body == text(log[1]))
        #expect(amendment.after.body == text(other))
        #expect(amendment.before.entry.to == .stopped && amendment.after.entry.to == .failed)
        #expect(
            amendment.changes == [
                MemberChange(field: "duration_ms", before: "8000", after: "9500.5"),
                MemberChange(field: "metadata.operation", before: "\"stop\"", after: "\"crash\""),
                MemberChange(field: "to_status", before: "\"stopped\"", after: "\"failed\""),
                MemberChange(field: "triggered_by", before: "\"ana\"", after: "\"ben\""),
            ]
        )
    }

    @Test("an entry that is changed twice has two amendments, the second from the first's version")
    func amendedTwice() async throws {
        let store = try await Store()
        try await store.pass(at: second(100), log)
        for (pass, actor) in [(2, "ben"), (3, "ana")] {
            let other = element(id(2), at: 10, "running", "stopped", duration: "8000", actor: actor, operation: "stop")
            try await store.pass(at: second(Int64(pass) * 100), [log[0], other, log[2]])
        }
        let amendments = try trail(store).amendments
        #expect(amendments.map(\.after.receipt.pass) == [2, 3])
        #expect(amendments[1].before.receipt == amendments[0].after.receipt)
        #expect(amendments.map { $0.changes.map(\.after) } == [["\"ben\""], ["\"ana\""]])
    }

    @Test("members that come, go, or change their type are told with what they were")
    func members() async throws {
        let store = try await Store()
        func body(_ members: String) -> ReceivedEntry {
            element(#"{"id":"\#(id(1))","to_status":"running","transition_time":"2026-11-09T00:00:00Z"\#(members)}"#)
        }
        try await store.pass(at: second(100), [body(#","a":1,"m":{"x":1e3,"y":[1, 2]},"n":null,"big":1e99"#)])
        try await store.pass(
            at: second(200),
            [body(#","b":0.05,"m":{"x":1000,"y":[1,2.0,{"q":"\u0022"}]},"n":{"z":-1}"#)]
        )
        #expect(
            try trail(store).amendments.flatMap(\.changes) == [
                MemberChange(field: "a", before: "1", after: nil),
                MemberChange(field: "b", before: nil, after: "0.05"),
                MemberChange(field: "big", before: "1e99", after: nil),
                // 1e3 and 1000 are the same number.
                MemberChange(field: "m.y", before: "[1,2]", after: #"[1,2,{"q":"\""}]"#),
                MemberChange(field: "n", before: "null", after: #"{"z":-1}"#),
            ]
        )
    }

    @Test("an id that comes later, and another way to write the same, are no amendments")
    func identified() async throws {
        let store = try await Store()
        try await store.pass(at: second(100), [element(nil, at: 0, "null", "running", duration: "1000")])
        try await store.pass(at: second(200), [element(id(1), at: 0, "null", "running", duration: "1e3")])
        #expect(try trail(store).amendments.isEmpty)
        #expect(try trail(store).vanishings.isEmpty)
    }

    @Test("an entry vanishes, comes back and vanishes again: two disappearances, the first of them ended")
    func vanished() async throws {
        let store = try await Store()
        let short = [log[0], log[2]]
        try await store.pass(at: second(100), log)
        try await store.pass(at: second(200), short)
        try await store.pass(at: second(300), log)
        try await store.pass(at: second(400), short)
        let vanishings = try trail(store).vanishings
        #expect(vanishings.map(\.vanished.recordedAt) == [second(200), second(400)])
        #expect(vanishings.map(\.vanished.pass) == [2, 4])
        #expect(vanishings.map(\.returned?.recordedAt) == [second(300), nil])
        #expect(vanishings.map(\.version.body) == [text(log[1]), text(log[1])])
        #expect(vanishings.allSatisfy { $0.version.receipt.seq == 5 && $0.container == web })
    }

    @Test("one that comes back with other content has returned and was amended, in one observation")
    func returnedAmended() async throws {
        let store = try await Store()
        let other = element(id(2), at: 10, "running", "failed")
        try await store.pass(at: second(100), log)
        try await store.pass(at: second(200), [log[0], log[2]])
        try await store.pass(at: second(300), [log[0], other, log[2]])
        let trail = try trail(store)
        #expect(trail.vanishings.map(\.returned) == [trail.amendments[0].after.receipt])
        #expect(trail.amendments.map(\.after.receipt.recordedAt) == [second(300)])
    }

    @Test("quarantined elements are told as received, vanished ones too, in no container where they had none")
    func quarantined() async throws {
        let store = try await Store()
        let broken = element(#"{"id": "x",  "to_status": 7}"#)
        try await store.pass(at: second(100), [log[0], broken])
        try await store.pass(at: second(200), [log[0]])
        let pass = try await store.begin(at: second(300))
        try await store.store.record(
            listing: [],
            unusable: [Array(#"{"name":"nameless"}"#.utf8)],
            isLast: true,
            of: pass,
            recordedAt: second(300)
        )
        try await store.store.endPass(pass, recordedAt: second(300))
        let quarantine = try trail(store).quarantine
        #expect(quarantine.map(\.container) == [web, nil])
        #expect(quarantine.map(\.reason) == ["no usable to_status", "no usable id"])
        #expect(quarantine.map(\.body) == [#"{"id": "x",  "to_status": 7}"#, #"{"name":"nameless"}"#])
        #expect(quarantine.map(\.isVanished) == [true, false])
        #expect(quarantine.map(\.receipt.pass) == [1, 3])
        // That it has vanished is told there and not among the entries.
        #expect(try trail(store).vanishings.isEmpty)
        #expect(try trail(store, of: [web]).quarantine.count == 1)
        #expect(try trail(store, of: [database]).quarantine.isEmpty)
    }

    @Test("only chosen containers are told of")
    func chosen() async throws {
        let store = try await Store()
        for container in [web, database] {
            let entry = element(id(1), at: 0, "null", "running", of: container)
            try await store.pass(over: container, at: second(100), [entry])
            try await store.pass(over: container, at: second(200), [])
        }
        #expect(try trail(store).vanishings.map(\.container) == [web, database])
        #expect(try trail(store, of: [database]).vanishings.map(\.container) == [database])
        #expect(try trail(store, of: []).vanishings.isEmpty)
    }

    @Test(
        "of any history the marks and the trail agree, and a rebuild changes neither",
        arguments: 1...10 as ClosedRange<UInt64>
    )
    func random(seed: UInt64) async throws {
        let store = try await Store()
        var server = RandomServer(seed: seed, containers: [web, database])
        for number in 1...10 {
            server.change()
            let instant = second(Int64(number) * 10_000)
            let pass = try await store.begin(at: instant)
            for container in server.containers {
                _ = try await store.store.beginReading(of: container, in: pass, mode: .full, recordedAt: instant)
                for page in server.pages(of: server.elements(of: container)) {
                    _ = try await store.store.record(page: page, of: container, in: pass, recordedAt: instant)
                }
                try await store.store.endReading(of: container, as: .complete, recordedAt: instant)
            }
            try await store.store.endPass(pass, recordedAt: instant)
        }
        let before = try trail(store)
        // An entry's mark says that it was amended at least once, or that it is missing now.
        let amended = try store.rows("SELECT container_id, event_id FROM transitions WHERE amended ORDER BY 1, 2")
        let vanished = try store.rows("SELECT container_id, seq FROM transitions WHERE vanished ORDER BY 1, 2")
        let symbols = try EventStoreReader.open(at: store.path).symbols
        #expect(!amended.isEmpty, "seed \(seed)")
        let missing = before.vanishings.filter { $0.returned == nil }
        #expect(
            missing.map { "\($0.container)|\($0.version.receipt.seq)" }.sorted() == vanished.sorted(),
            "seed \(seed)"
        )
        let newest = Dictionary(
            before.amendments.map {
                ("\($0.container)|\($0.after.entry.eventID(in: symbols, container: $0.container))", 1)
            },
            uniquingKeysWith: +
        )
        #expect(Set(amended).isSubset(of: Set(newest.keys)), "seed \(seed)")
        #expect(before.amendments.allSatisfy { $0.before.receipt.seq < $0.after.receipt.seq && !$0.changes.isEmpty })
        try await store.store.rebuild()
        let after = try trail(store)
        #expect(after.amendments.map(\.after.receipt) == before.amendments.map(\.after.receipt), "seed \(seed)")
        #expect(after.vanishings.map(\.returned) == before.vanishings.map(\.returned), "seed \(seed)")
    }

    @Test("of single observations it is told when and by which pass they were recorded")
    func receipts() async throws {
        let store = try await Store()
        try await store.pass(at: second(100), log)
        let reader = try EventStoreReader.open(at: store.path)
        #expect(
            try reader.receipts(of: [5, 1, 99]) == [
                1: Receipt(seq: 1, pass: 1, recordedAt: second(100)),
                5: Receipt(seq: 5, pass: 1, recordedAt: second(100)),
            ]
        )
    }
}

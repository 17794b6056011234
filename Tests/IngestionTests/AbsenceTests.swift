import Observations
import Testing
import Timelines

@testable import Ingestion

@Suite("Containers that are no longer there")
struct AbsenceTests {
    private func ids(_ numbers: Range<Int>) -> [ContainerID] {
        numbers.map { ContainerID("c\($0)") }
    }

    /// A fleet of `count` containers that were read into `store`.
    private func fleet(of count: Int, into store: FakeStore) async throws -> FakeFleet {
        let fleet = FakeFleet { state in
            for id in ids(0..<count) { state.add(id.text, hourly(0..<3)) }
        }
        try await fleet.ingest(into: store)
        return fleet
    }

    /// Takes containers out of the listing, so that they answer 404.
    private func remove(_ gone: [ContainerID], from fleet: FakeFleet) {
        fleet.change { state in
            state.listed.removeAll { gone.contains($0) }
            for id in gone { state.logs[id] = nil }
        }
    }

    @Test("More than half of the known containers, and at least three, are not gone at once", arguments: 1...9)
    func doubtsMany(count: Int) async throws {
        for lost in 0...count {
            let store = FakeStore()
            let fleet = try await fleet(of: count, into: store)
            let missing = ids(0..<lost)
            remove(missing, from: fleet)
            let result = try await fleet.ingest(into: store)
            let isDoubted = lost >= 3 && lost * 2 > count
            #expect(result.complete == count - lost)
            #expect(result.gone == (isDoubted ? [] : missing), "\(lost) of \(count)")
            #expect(result.isWhole != isDoubted)
            #expect(
                result.massDisappearance
                    == (isDoubted ? MassDisappearance(containers: missing, lost: lost, known: count) : nil)
            )
            for id in missing {
                switch try #require(store.current.ends[id]) {
                case .gone: #expect(!isDoubted)
                case .incomplete(let reason):
                    #expect(isDoubted)
                    #expect(reason.contains("404"))
                case .complete: Issue.record("\(id) is complete")
                }
            }
            // Said to be gone, they are; and then nothing is left to doubt.
            let accepting = IngestionOptions(allowsMassDisappearance: true)
            #expect(try await fleet.ingest(into: store, accepting).gone == (isDoubted ? missing : []))
            #expect(try await fleet.ingest(into: store).isWhole)
        }
    }

    @Test("A token that sees the fleet again reads it as if nothing had been")
    func returns() async throws {
        let store = FakeStore()
        let fleet = try await fleet(of: 6, into: store)
        let before = fleet.current
        remove(ids(0..<6), from: fleet)
        #expect(try await fleet.ingest(into: store).massDisappearance?.lost == 6)
        fleet.change { $0 = before }
        let result = try await fleet.ingest(into: store)
        #expect(result.complete == 6)
        #expect(result.isWhole)
    }

    @Test(
        "The other fleet's containers, which such a run brings in, don't make the first ones gone when it is repeated"
    )
    func repeats() async throws {
        let store = FakeStore()
        let fleet = try await fleet(of: 6, into: store)
        remove(ids(0..<6), from: fleet)
        fleet.change { state in
            for id in ids(100..<120) { state.add(id.text, hourly(0..<3)) }
        }
        for _ in 0..<3 {
            let result = try await fleet.ingest(into: store)
            #expect(result.complete == 20)
            #expect(result.gone == [])
            #expect(result.massDisappearance == MassDisappearance(containers: ids(0..<6), lost: 6, known: 6))
        }
    }

    @Test("Containers that were gone before count neither as known nor as lost, and stay gone")
    func leavesGone() async throws {
        let store = FakeStore()
        let fleet = try await fleet(of: 10, into: store)
        remove(ids(0..<4), from: fleet)
        #expect(try await fleet.ingest(into: store).gone == ids(0..<4))
        // Three of the six that are left: not more than half.
        remove(ids(4..<7), from: fleet)
        #expect(try await fleet.ingest(into: store, IngestionOptions(full: true)).gone == ids(0..<7))
        remove(ids(7..<10), from: fleet)
        let result = try await fleet.ingest(into: store, IngestionOptions(full: true))
        #expect(result.gone == ids(0..<7))
        #expect(result.massDisappearance == MassDisappearance(containers: ids(7..<10), lost: 3, known: 3))
    }

    @Test("A run that asks for one of many lost containers doubts it as well; one that is alive is read")
    func doubtsChosen() async throws {
        let store = FakeStore()
        let fleet = try await fleet(of: 6, into: store)
        remove(ids(0..<5), from: fleet)
        fleet.change { $0.logs["c3"] = hourly(0..<5) }
        let one = try await fleet.ingest(into: store, IngestionOptions(containers: ["c0", "c3"]))
        #expect(one.gone == [])
        #expect(one.massDisappearance == MassDisappearance(containers: ["c0"], lost: 4, known: 6))
        #expect(one.complete == 1)
        #expect(store.numbers(of: "c3") == Array(0..<5))
        #expect(try await fleet.ingest(into: store).massDisappearance?.containers == ["c0", "c1", "c2", "c4"])
    }
}

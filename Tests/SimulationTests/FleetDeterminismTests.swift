import Foundation
import Simulation
import Statistics
import Testing
import Timelines

@Suite("A fleet is its seed's")
struct FleetDeterminismTests {
    @Test("the same options give the same bytes")
    func sameSeed() {
        #expect(bytes(Fleet(FleetOptions(seed: 7, now: monday))) == bytes(Fleet(FleetOptions(seed: 7, now: monday))))
    }

    @Test("another seed gives other bytes")
    func otherSeed() {
        #expect(bytes(Fleet(FleetOptions(seed: 7, now: monday))) != bytes(Fleet(FleetOptions(seed: 8, now: monday))))
    }

    @Test("the bytes of seed 1 are the same on every platform and in every release")
    func pinned() {
        // FNV-1a over all entries and listings of both revisions; changes only with the fleet itself.
        #expect(fingerprint(bytes(sampleFleet)) == 13_408_296_204_716_096_562)
    }

    @Test("a larger fleet begins with the smaller one")
    func growing() {
        let large = Fleet(FleetOptions(containers: 40, now: monday))
        #expect(large.containers.count == 40)
        for (small, big) in zip(sampleFleet.containers, large.containers) {
            #expect(small.entries.map(\.body) == big.entries.map(\.body))
        }
    }

    @Test("ids and names: 24 hex digits each, all ids different")
    func identities() {
        let ids = sampleFleet.containers.map(\.id)
        #expect(Set(ids).count == 24)
        #expect(ids.allSatisfy { $0.creationInstant != nil })
    }

    @Test("numbers stay in their range and reach both ends", arguments: 1...20 as ClosedRange<UInt64>)
    func ranges(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let drawn = (0..<400).map { _ in generator.number(in: -3...4) }
        #expect(drawn.min() == -3 && drawn.max() == 4, "seed \(seed)")
    }

    private func bytes(_ fleet: Fleet) -> [UInt8] {
        [1, 2].flatMap { revision in
            fleet.served(revision: revision).containers.flatMap { container in
                container.body + (0..<container.log.count).flatMap { container.log.body($0) }
            }
        }
    }

    private func fingerprint(_ bytes: [UInt8]) -> UInt64 {
        bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}

import Foundation
import Simulation
import Testing
import Timelines

@Suite("The fleet's logs hold")
struct FleetFormTests {
    @Test("whole chains, except where an entry is missing on purpose")
    func chains() {
        let allowed: [Scenario] = [
            .chainBreak, .nullFromStatus, .missingFromStatus, .noTime, .noStatus, .otherContainer, .notAnObject,
            .lateArrival, .idArrivesLater, .amended, .severalInOneInstant,
        ]
        let view = sampleFleet.served(revision: 2)
        for container in sampleFleet.containers where view.container(id: container.id.text) != nil {
            let entries = container.entries.filter { $0.shownUntil == .distantFuture && $0.isOnTimeline }
            for (first, second) in zip(entries, entries.dropFirst())
            where allowed.allSatisfy({ !second.scenarios.contains($0) }) && !container.scenarios.contains(.vanished) {
                #expect(first.toStatus == second.fromStatus || first.toStatus == "deleted", "\(container.name)")
            }
        }
    }

    @Test("breaks in the chain")
    func chainBreaks() {
        for (container, entry) in sampleFleet.shown(.chainBreak) {
            let before = container.entries.last { $0.at < entry.at }
            #expect(before?.toStatus != entry.fromStatus)
        }
    }

    @Test("from_status null in mid-log, and left out")
    func fromStatus() {
        #expect(sampleFleet.shown(.nullFromStatus).allSatisfy { $0.entry.object?["from_status"] is NSNull })
        #expect(sampleFleet.shown(.missingFromStatus).allSatisfy { $0.entry.object?["from_status"] == nil })
    }

    @Test("entries as in the guide's second example")
    func bare() {
        for (_, entry) in sampleFleet.shown(.withoutID) {
            #expect(
                entry.object.map { Set($0.keys) }
                    .map {
                        $0.isSubset(of: ["from_status", "to_status", "transition_time", "duration_ms", "triggered_by"])
                    } == true
            )
        }
    }

    @Test("metadata.command instead of operation")
    func command() {
        for (_, entry) in sampleFleet.shown(.commandForOperation) {
            #expect((entry.object?["metadata"] as? [String: Any])?["command"] is String)
            #expect(entry.operation == nil)
        }
    }

    @Test("durations that are null, left out, negative, huge and a text")
    func durations() {
        #expect(sampleFleet.shown(.nullDuration).allSatisfy { $0.entry.object?["duration_ms"] is NSNull })
        #expect(sampleFleet.shown(.missingDuration).allSatisfy { $0.entry.object?["duration_ms"] == nil })
        #expect(sampleFleet.shown(.negativeDuration).allSatisfy { ($0.entry.duration ?? 0) < 0 })
        #expect(sampleFleet.shown(.hugeDuration).allSatisfy { ($0.entry.duration ?? 0) > 86_400_000 })
        #expect(sampleFleet.shown(.textDuration).allSatisfy { $0.entry.object?["duration_ms"] is String })
    }

    @Test("triggered_by left out and empty")
    func actors() {
        #expect(sampleFleet.shown(.missingActor).allSatisfy { $0.entry.object?["triggered_by"] == nil })
        #expect(sampleFleet.shown(.emptyActor).allSatisfy { $0.entry.actor?.isEmpty == true })
    }

    @Test("several entries in one instant")
    func oneInstant() {
        for (container, entry) in sampleFleet.shown(.severalInOneInstant) {
            #expect(container.entries.count { $0.at == entry.at } == 2)
        }
    }

    @Test("a status outside the platform's list")
    func unknownStatus() {
        let statuses = Set(sampleFleet.shown(.unknownStatus).flatMap { [$0.entry.fromStatus, $0.entry.toStatus] })
        #expect(statuses == ["running", "migrating"])
    }

    @Test("fractions finer than milliseconds, of the same instant when floored")
    func fractions() throws {
        for (_, entry) in sampleFleet.shown(.fineFraction) {
            let time = try #require(entry.object?["transition_time"] as? String)
            #expect(time.count > "2026-11-09T14:30:00.000Z".count && time.hasSuffix("Z"))
        }
    }

    @Test("elements that can't stand on a timeline, of every kind")
    func unusable() {
        let times = sampleFleet.shown(.noTime).map { $0.entry.object?["transition_time"] }
        #expect(times.contains { $0 == nil } && times.contains { $0 is NSNull })
        #expect(times.compactMap { $0 as? String }.contains { !$0.hasSuffix("Z") && $0.hasPrefix("2026-") })
        #expect(sampleFleet.shown(.noStatus).allSatisfy { $0.entry.toStatus ?? "" == "" })
        #expect(sampleFleet.shown(.notAnObject).count == 3)
        #expect(sampleFleet.shown(.notAnObject).allSatisfy { $0.entry.object == nil })
        for (container, entry) in sampleFleet.shown(.otherContainer) {
            #expect(entry.object?["container_id"] as? String != container.id.text)
        }
    }

    @Test("a container that was deleted and made again under its id")
    func madeAgain() throws {
        let container = try #require(sampleFleet.containers(showing: .madeAgain).first)
        let again = try #require(container.entries(showing: .madeAgain).first)
        #expect(again.object?["from_status"] is NSNull)
        #expect(container.entries.last { $0.at < again.at }?.toStatus == "deleted")
    }
}

extension SimulatedEntry {
    fileprivate var isOnTimeline: Bool {
        let unusable: [Scenario] = [.noTime, .noStatus, .otherContainer, .notAnObject]
        return unusable.allSatisfy { !scenarios.contains($0) }
    }
}

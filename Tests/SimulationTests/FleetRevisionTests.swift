import Foundation
import Simulation
import Testing
import Timelines

@Suite("Between its revisions a fleet")
struct FleetRevisionTests {
    private let first = sampleFleet.served(revision: 1)
    private let second = sampleFleet.served(revision: 2)

    @Test("ends where its clock stands")
    func clocks() {
        #expect(sampleFleet.clock(revision: 1) == monday - .days(1))
        #expect(sampleFleet.clock(revision: 2) == monday)
        #expect(sampleFleet.clock(revision: 3) == monday + .hours(1))
        #expect(second.validity.contains(monday))
    }

    @Test("changes an entry's content under the same id")
    func amended() {
        let versions = sampleFleet.shown(.amended).map(\.entry)
        #expect(versions.count == 2)
        #expect(Set(versions.compactMap { $0.object?["id"] as? String }).count == 1)
        #expect(versions[0].duration != versions[1].duration)
        let container = sampleFleet.containers(showing: .amended)[0].id.text
        #expect(bodies(first, container).contains(versions[0].body))
        #expect(!bodies(first, container).contains(versions[1].body))
        #expect(bodies(second, container).contains(versions[1].body))
        #expect(!bodies(second, container).contains(versions[0].body))
    }

    @Test("hides an entry")
    func vanished() {
        for (container, entry) in sampleFleet.shown(.vanished) {
            #expect(bodies(first, container.id.text).contains(entry.body))
            #expect(!bodies(second, container.id.text).contains(entry.body))
        }
    }

    @Test("fills in entries of the past, one of the newest and one older than a day before that")
    func lateArrivals() {
        let late = sampleFleet.shown(.lateArrival)
        #expect(late.count == 2)
        for (container, entry) in late {
            #expect(entry.at < sampleFleet.clock(revision: 1))
            #expect(!bodies(first, container.id.text).contains(entry.body))
            #expect(bodies(second, container.id.text).contains(entry.body))
        }
        #expect(late[1].entry.at - late[0].entry.at > .days(1))
    }

    @Test("gives an entry its id, and leaves the rest of it")
    func laterID() {
        let versions = sampleFleet.shown(.idArrivesLater).map { $0.entry.object ?? [:] }
        #expect(versions.count == 2)
        #expect(versions[0]["id"] == nil && versions[1]["id"] is String)
        #expect(versions[0]["transition_time"] as? String == versions[1]["transition_time"] as? String)
    }

    @Test("loses a container")
    func gone() {
        for container in sampleFleet.containers(showing: .gone) {
            #expect(first.container(id: container.id.text) != nil)
            #expect(second.container(id: container.id.text) == nil)
        }
    }

    @Test("lists a container's status contrary to its log, then rightly")
    func drift() throws {
        let container = try #require(sampleFleet.containers(showing: .drift).first)
        let newest = container.entries.last { $0.at < sampleFleet.clock(revision: 1) }
        #expect(listed(first, container)["status"] as? String != newest?.toStatus)
        #expect(listed(second, container)["status"] as? String == newest?.toStatus)
        #expect(listed(first, container)["created_at"] == nil)
    }

    @Test("lists a container without entries the same way, and another one differently")
    func withoutEntries() {
        for container in sampleFleet.containers(showing: .withoutEntries) {
            #expect(container.entries.isEmpty)
            let same =
                listed(first, container)["status"] as? String == listed(second, container)["status"] as? String
            #expect(same == !container.scenarios.contains(.changingListing))
        }
    }

    private func bodies(_ view: ServedFleet, _ id: String) -> [[UInt8]] {
        guard let log = view.container(id: id)?.log else { return [] }
        return (0..<log.count).map { log.body($0) }
    }

    private func listed(_ view: ServedFleet, _ container: SimulatedContainer) -> [String: Any] {
        let body = view.container(id: container.id.text)?.body ?? []
        return (try? JSONSerialization.jsonObject(with: Data(body))) as? [String: Any] ?? [:]
    }
}

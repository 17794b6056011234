import Foundation
import HostileText
import Simulation
import Timelines

/// A fleet in which every text that can be is an attack on whoever prints it.
struct HostileFleet {
    let served: ServedFleet
    let ids: [String]
    /// Of the first container.
    let entryIDs: [String]

    init(seed: UInt64) throws {
        var hostile = HostileText(seed: seed)
        let actors = (0..<4).map { _ in hostile.name() }
        var containers: [ServedContainer] = []
        var entryIDs: [String] = []
        // The last two share a name, so that it names two.
        var name = hostile.name()
        for number in 0..<6 {
            if number < 5 { name = hostile.name() }
            let id = "69109d0000000000000000" + (number < 10 ? "0" : "") + String(number)
            var log = ServedLog()
            var last = "running"
            for place in 0..<12 {
                let at = Fixture.now - .days(6) + .hours(Int64(place * 11 + number))
                let next = place % 5 == 4 ? hostile.name() : last == "running" ? "stopped" : "running"
                let entryID = hostile.name() + "\(number)-\(place)"
                if number == 0 { entryIDs.append(entryID) }
                let entry: [String: Any] = [
                    "id": entryID, "container_id": id, "from_status": place == 7 ? hostile.name() : last,
                    "to_status": next, "transition_time": at.iso8601, "duration_ms": 900 + place * 100,
                    "triggered_by": actors[(place + number) % 4],
                    "metadata": ["operation": place % 3 == 0 ? hostile.name() : next == "running" ? "start" : "stop"],
                ]
                log.append(
                    try JSONSerialization.data(withJSONObject: entry).map(\.self),
                    createdAt: at,
                    from: last,
                    to: next
                )
                last = next
            }
            // One that can't be used is kept as it is, and the audit prints it.
            log.append(
                try JSONSerialization.data(withJSONObject: ["id": hostile.name(), "to_status": hostile.name()])
                    .map(\.self),
                createdAt: Fixture.now,
                from: nil,
                to: nil
            )
            let listing: [String: Any] = [
                "id": id, "name": name, "project_id": hostile.name(), "project_alias": hostile.name(),
                "server_name": hostile.name(), "container_image": hostile.name(), "status": hostile.name(),
                "created_at": (Fixture.now - .days(20)).iso8601,
            ]
            containers.append(
                ServedContainer(
                    id: id,
                    name: name,
                    body: try JSONSerialization.data(withJSONObject: listing).map(\.self),
                    log: log,
                    projectID: "",
                    status: "running",
                    createdAt: Fixture.now - .days(20),
                    updatedAt: Fixture.now
                )
            )
        }
        served = ServedFleet(containers: containers)
        ids = containers.map(\.id)
        self.entryIDs = entryIDs
    }

    /// A name that two containers bear.
    var sharedName: String { served.containers.last?.name ?? "" }
}

package import Timelines

/// A container of a fleet with everything that the API ever shows of it.
package struct SimulatedContainer: Sendable {
    package let id: ContainerID
    /// Every version of every entry, in the order of the log.
    package let entries: [SimulatedEntry]
    /// What it shows, by its entries or by its listing.
    package let scenarios: Set<Scenario>

    let role: Role
    let createdAt: Instant
    /// The statuses it is listed with, each from its instant on; empty only if it is never listed.
    let listed: [ListedStatus]
    /// When it leaves the listing and its paths answer 404.
    let gone: Instant?

    package var name: String { role.name }

    /// The entries that show `scenario`.
    package func entries(showing scenario: Scenario) -> [SimulatedEntry] {
        entries.filter { $0.scenarios.contains(scenario) }
    }
}

/// One version of an entry.
package struct SimulatedEntry: Sendable {
    /// The JSON text that the API serves.
    package let body: [UInt8]
    /// Its position in the log's order.
    package let at: Instant
    /// It is served in [`shownFrom`, `shownUntil`) of the server's clock.
    package let shownFrom: Instant
    package let shownUntil: Instant
    package let scenarios: [Scenario]
    let from: String?
    let to: String?
}

/// What a listing says from an instant on.
struct ListedStatus {
    let at: Instant
    let status: String
}

extension SimulatedContainer {
    func isPresent(at instant: Instant) -> Bool {
        instant >= createdAt && gone.map { instant < $0 } ?? true
    }

    /// Every instant at which the API begins to show something else of it.
    var changes: [Instant] {
        [createdAt] + (gone.map { [$0] } ?? []) + listed.map(\.at)
            + entries.flatMap { [$0.shownFrom, $0.shownUntil] }
    }

    func served(at instant: Instant) -> ServedContainer {
        var log = ServedLog()
        for entry in entries where entry.shownFrom <= instant && instant < entry.shownUntil {
            log.append(entry.body, createdAt: entry.shownFrom, from: entry.from, to: entry.to)
        }
        let status = listed.last { $0.at <= instant }
        let updated = max(createdAt, status?.at ?? createdAt)
        return ServedContainer(
            id: id.text,
            name: name,
            body: listing(status: status?.status, updatedAt: updated).bytes,
            log: log,
            projectID: role.project.id,
            realms: [role.project.realm],
            status: status?.status ?? "",
            createdAt: createdAt,
            updatedAt: updated,
            isExpired: role.listing.contains(.expired),
            isPrespawned: role.listing.contains(.prespawned)
        )
    }

    /// The container's object in a listing.
    private func listing(status: String?, updatedAt: Instant) -> JSONValue {
        let showsCreation = !role.listing.contains(.withoutCreationTime)
        let fields: [(name: String, value: JSONValue?)] = [
            ("id", .text(id.text)),
            ("project_id", .text(role.project.id)),
            ("project_alias", .text(role.project.alias)),
            ("server_id", .text(role.node.id)),
            ("server_name", .text(role.node.name)),
            ("name", .text(name)),
            ("container_image", .text(role.image)),
            ("autostart", .boolean(role.autostart)),
            ("hoody_kit", .boolean(true)),
            ("status", status.map(JSONValue.text)),
            ("created_at", showsCreation ? .text(createdAt.iso8601) : nil),
            ("updated_at", .text(updatedAt.iso8601)),
            ("realm_ids", .array([.text(role.project.realm)])),
        ]
        return .object(present: fields)
    }
}

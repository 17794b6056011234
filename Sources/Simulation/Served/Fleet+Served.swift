package import Timelines

extension Fleet {
    /// What the API shows when its clock says `instant`.
    package func served(at instant: Instant) -> ServedFleet {
        let all = containers + spare
        let present = all.filter { $0.isPresent(at: instant) }
        return ServedFleet(
            containers: present.map { $0.served(at: instant) },
            validity: validity(of: all, at: instant)
        )
    }

    /// What the API shows at a revision.
    package func served(revision: Int) -> ServedFleet {
        served(at: clock(revision: revision))
    }

    /// From the last change at or before `instant` to the next one.
    private func validity(of all: [SimulatedContainer], at instant: Instant) -> Interval {
        var validity = Interval(start: .distantPast, end: .distantFuture)
        for container in all {
            for change in container.changes {
                if change <= instant { validity.start = max(validity.start, change) }
                if change > instant { validity.end = min(validity.end, change) }
            }
        }
        return validity
    }
}

extension SimulatedContainer {
    func isPresent(at instant: Instant) -> Bool {
        instant >= identity.createdAt && gone.map { instant < $0 } ?? true
    }

    /// Every instant at which the API begins to show something else of it.
    var changes: [Instant] {
        [identity.createdAt] + (gone.map { [$0] } ?? []) + listed.map(\.at)
            + entries.flatMap { [$0.shownFrom, $0.shownUntil] }
    }

    func served(at instant: Instant) -> ServedContainer {
        var log = ServedLog()
        for entry in entries where entry.shownFrom <= instant && instant < entry.shownUntil {
            let key = ServedLogKey(createdAt: entry.shownFrom.milliseconds, from: entry.from, to: entry.to)
            log.append(entry.body, key: key)
        }
        let status = listed.last { $0.at <= instant }
        let updated = max(identity.createdAt, status?.at ?? identity.createdAt)
        return ServedContainer(
            id: id.text,
            name: name,
            body: listing(status: status?.status, updatedAt: updated).bytes,
            log: log,
            projectID: identity.project.id,
            realms: [identity.realm],
            status: status?.status ?? "",
            createdAt: identity.createdAt.milliseconds,
            updatedAt: updated.milliseconds,
            isExpired: isExpired,
            isPrespawned: isPrespawned
        )
    }

    /// The container's object in a listing.
    private func listing(status: String?, updatedAt: Instant) -> JSONValue {
        var fields: [(String, JSONValue)] = [
            ("id", .text(id.text)),
            ("project_id", .text(identity.project.id)),
            ("project_alias", .text(identity.project.alias)),
            ("server_id", .text(identity.node.id)),
            ("server_name", .text(identity.node.name)),
            ("name", .text(name)),
            ("container_image", .text(identity.image)),
            ("autostart", .boolean(identity.autostart)),
            ("hoody_kit", .boolean(true)),
        ]
        if let status { fields.append(("status", .text(status))) }
        if showsCreation { fields.append(("created_at", .text(CivilTime(identity.createdAt).timestamp))) }
        fields.append(("updated_at", .text(CivilTime(updatedAt).timestamp)))
        fields.append(("realm_ids", .array([.text(identity.realm)])))
        return .object(fields)
    }
}

import Timelines

/// Many containers with many entries, all of the guide's first form and in whole chains: stops and starts, restarts in
/// two rows, pauses, and now and then a crash.
///
/// Each container depends on the seed and its number alone, so that one can be made without the others.
package struct BigFleet: Sendable {
    package let options: BigFleetOptions

    package init(_ options: BigFleetOptions) {
        self.options = options
    }

    /// The whole fleet with its pages in memory, ready to be served.
    package func served() -> ServedFleet {
        ServedFleet(
            containers: (0..<options.containers).map(container),
            validity: Interval(start: .distantPast, end: .distantFuture)
        )
    }

    /// The container of that number, from 0, with its log in ascending order.
    package func container(_ number: Int) -> ServedContainer {
        var log = ServedLog()
        log.reserve(entries: options.entries, bytes: options.entries * 340)
        let id = id(of: number)
        var last: Status = .running
        write(number) { entry in
            log.append(entry.body, key: entry.key)
            last = entry.to
        }
        let body = JSONValue.object([
            ("id", .text(id)),
            ("project_id", .text(project.id)),
            ("project_alias", .text(project.alias)),
            ("server_name", .text(node(of: number).name)),
            ("name", .text(name(of: number))),
            ("container_image", .text("bench-\(number % 7)")),
            ("autostart", .boolean(true)),
            ("status", .text(last.knownText)),
            ("created_at", .text(CivilTime(born).timestamp)),
            ("updated_at", .text(CivilTime(options.now).timestamp)),
            ("realm_ids", .array([.text(Realm.store)])),
        ])
        return ServedContainer(
            id: id,
            name: name(of: number),
            body: body.bytes,
            log: log,
            projectID: project.id,
            realms: [Realm.store],
            status: last.knownText,
            createdAt: born.milliseconds,
            updatedAt: options.now.milliseconds,
            isExpired: false,
            isPrespawned: false
        )
    }

    /// When the history begins, and every container with it.
    var born: Instant { options.now - options.span }

    private var project: Project { .shop }

    func name(of number: Int) -> String {
        "bench-\(number)"
    }

    func node(of number: Int) -> Node {
        [Node.us, .eu, .ap][number % 3]
    }

    func id(of number: Int) -> String {
        var generator = SeededGenerator(seed: options.seed, part: UInt64(number))
        return objectID(seconds: born.seconds, machine: generator.next(), counter: UInt64(number))
    }
}

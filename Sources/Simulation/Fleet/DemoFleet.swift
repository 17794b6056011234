import Timelines

/// The containers of the demo's fleet, in the order in which they join it.
enum DemoFleet {
    /// The first `count` roles: the fixed ones, then ordinary ones.
    static func roles(_ count: Int) -> [Role] {
        let fixed = production + staging + data + development + operations
        let further = (0..<max(0, count - fixed.count)).map(ordinary)
        return Array((fixed + further).prefix(count))
    }

    /// The platform's own: waits for somebody to claim it.
    static let spare = Role(
        name: "prespawn-0",
        project: .operations,
        node: .ap,
        image: "debian-12",
        autostart: false,
        birth: .withinHistory,
        events: [Event(2, (9, 0, 0), .provision(from: .creating, to: .stopped), .platform)],
        listing: [.prespawned]
    )

    /// The days before the end, and the times, at which servers were rebooted.
    static let reboots: [(node: Node, event: Event)] = [
        (.us, Event(17, (3, 12, 40), .reboot, .reboot)),
        (.eu, Event(5, (4, 31, 5), .reboot, .reboot)),
    ]

    private static func ordinary(_ index: Int) -> Role {
        let number = index / 4 + 1
        let node = Node.allCases[index % 3]
        return switch index % 4 {
        case 0:
            Role(
                name: "prod-shard-\(number)",
                project: .shop,
                node: node,
                image: "postgres-17",
                pace: 110,
                schedules: [.sundayMaintenance, .crashes(everyDays: 40, minutes: 3...8)]
            )
        case 1:
            Role(
                name: "prod-edge-\(number)",
                project: .shop,
                node: node,
                image: "nginx-1.29",
                pace: 80,
                schedules: [.deployments(on: [.tuesday, .thursday], hour: 10, action: .restart, by: .deployment)]
            )
        case 2:
            Role(
                name: "preview-\(number)",
                project: .staging,
                node: node,
                image: "node-24",
                autostart: false,
                schedules: [.officeHours(pausing: false, by: .schedule)]
            )
        default:
            Role(
                name: "batch-\(number)",
                project: .data,
                node: node,
                image: "python-3.14",
                autostart: false,
                schedules: [.nightlyJob(hour: 1)]
            )
        }
    }
}

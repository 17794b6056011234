/// Where releases are tried.
extension Cast {
    static let staging: [Role] = [
        Role(
            name: "staging-api",
            project: .staging,
            node: .us,
            image: "shop-api-32-rc",
            autostart: false,
            habits: [.officeHours(pausing: false, by: .schedule)],
            edits: [.laterID]
        ),
        Role(
            name: "staging-api",
            project: .staging,
            node: .eu,
            image: "shop-api-32-rc",
            autostart: false,
            habits: [.officeHours(pausing: false, by: .script)],
            edits: [.bare]
        ),
        Role(
            name: "staging-web",
            project: .staging,
            node: .us,
            image: "nginx-1.29",
            autostart: false,
            pace: 80,
            habits: [.officeHours(pausing: false, by: .schedule)],
            edits: [.actors(4)]
        ),
        Role(
            name: "staging-db",
            project: .staging,
            node: .us,
            image: "postgres-18",
            autostart: false,
            pace: 130,
            habits: [.officeHours(pausing: false, by: .schedule)],
            edits: [.durations(3)]
        ),
        Role(
            name: "staging-worker",
            project: .staging,
            node: .eu,
            image: "shop-worker-13-rc",
            autostart: false,
            habits: [.officeHours(pausing: false, by: .schedule)],
            events: [
                Event(26, (11, 3, 30), .failedStart, .tom),
                Event(11, (15, 41, 9), .failedStart, .tom),
                Event(5, (10, 12, 55), .failedStart, .ines),
                Event(4, (12, 30, 0), .pause, .tom),
                Event(4, (13, 15, 45), .failedResume, .tom),
            ],
            edits: [.lateArrivals]
        ),
    ]
}

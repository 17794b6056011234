import Timelines

/// Staging, data, development and operations.
extension DemoFleet {
    static let staging: [Role] = [
        staging("staging-api", on: .us, "shop-api-32-rc", edits: [.laterID]),
        staging("staging-api", on: .eu, "shop-api-32-rc", by: .script, edits: [.bare]),
        staging("staging-web", on: .us, "nginx-1.29", pace: 80, edits: [.actors(4)]),
        staging("staging-db", on: .us, "postgres-18", pace: 130, edits: [.durations(3)]),
        staging(
            "staging-worker",
            on: .eu,
            "shop-worker-13-rc",
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

    /// Where releases are tried, in office hours.
    private static func staging(
        _ name: String,
        on node: Node,
        _ image: String,
        pace: Int64 = 100,
        by actor: Actor = .schedule,
        events: [Event] = [],
        edits: [Edit]
    ) -> Role {
        Role(
            name: name,
            project: .staging,
            node: node,
            image: image,
            autostart: false,
            pace: pace,
            schedules: [.officeHours(pausing: false, by: actor)],
            events: events,
            edits: edits
        )
    }

    static let data: [Role] = [
        Role(
            name: "data-etl",
            project: .data,
            node: .us,
            image: "python-3.14",
            autostart: false,
            schedules: [.nightlyJob(hour: 3)],
            events: [
                Event(19, (3, 20, 0), .blink, .pipeline),
                Event(4, (3, 20, 0), .blink, .pipeline),
            ]
        ),
        Role(
            name: "data-warehouse",
            project: .data,
            node: .ap,
            image: "clickhouse-25",
            pace: 150,
            schedules: [.deployments(on: [.tuesday, .friday], hour: 4, action: .restart, by: .script)],
            events: [
                Event(15, (2, 30, 0), .migration, .platform),
                Event(6, (2, 30, 0), .migration, .platform),
            ],
            edits: [.fineFractions(4), .chainBreaks(3), .nullFrom(2), .missingFrom(3)]
        ),
        Role(
            name: "data-notebook",
            project: .data,
            node: .eu,
            image: "jupyter-5",
            autostart: false,
            pace: 120,
            schedules: [.officeHours(pausing: false, by: .anna)],
            edits: [.unusable]
        ),
    ]

    static let development: [Role] = [
        Role(
            name: "dev-anna",
            project: .development,
            node: .eu,
            image: "devbox-7",
            autostart: false,
            schedules: [.officeHours(pausing: true, by: .anna)]
        ),
        Role(
            name: "dev-tom",
            project: .development,
            node: .us,
            image: "devbox-7",
            autostart: false,
            birth: .withinHistory,
            schedules: [.officeHours(pausing: true, by: .tom)],
            // Since it was made again, nobody pauses it in the evening: it is left on.
            schedulesEnd: 7,
            events: [
                Event(40, (9, 0, 0), .provision(from: .copying, to: .stopped), .tom),
                Event(40, (9, 30, 0), .start, .tom),
                // His trial ran out.
                Event(9, (12, 0, 0), .stop, .platform),
                Event(9, (12, 1, 0), .deletion, .platform),
                Event(7, (13, 0, 0), .provision(from: .creating, to: .running), .tom),
            ],
            listing: [.expired]
        ),
    ]

    static let operations: [Role] = [
        Role(
            name: "ci-runner-1",
            project: .operations,
            node: .us,
            image: "runner-2.330",
            autostart: false,
            birth: .withinHistory,
            schedules: [.deployments(on: [.monday, .friday], hour: 7, action: .restart, by: .pipeline)],
            events: [
                Event(30, (8, 15, 0), .provision(from: .creating, to: .failed), .pipeline),
                Event(30, (8, 40, 0), .bringBack, .pipeline),
                Event(8, (19, 0, 0), .deletion, .ines),
            ]
        ),
        Role(
            name: "ci-runner-2",
            project: .operations,
            node: .ap,
            image: "runner-2.330",
            autostart: false,
            birth: .withinHistory,
            schedules: [.deployments(on: [.monday, .friday], hour: 7, action: .restart, by: .pipeline)],
            events: [Event(20, (8, 15, 0), .provision(from: .claiming, to: .running), .pipeline)],
            listing: [.gone]
        ),
        Role(
            name: "tools-grafana",
            project: .operations,
            node: .ap,
            image: "grafana-12",
            autostart: false,
            birth: .withoutLog,
            listing: [.changing]
        ),
        Role(
            name: "tools-status",
            project: .operations,
            node: .eu,
            image: "uptime-kuma-2",
            birth: .withoutLog
        ),
        Role(
            name: "tools-wiki",
            project: .operations,
            node: .ap,
            image: "bookstack-25",
            autostart: false,
            schedules: [.officeHours(pausing: false, by: .someone)],
            edits: [.vanishing],
            listing: [.drift, .withoutCreationTime]
        ),
    ]
}

import Timelines

/// Data, development and operations.
extension Cast {
    static let data: [Role] = [
        Role(
            name: "data-etl",
            project: .data,
            node: .us,
            image: "python-3.14",
            autostart: false,
            habits: [.nightlyJob(hour: 3)],
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
            habits: [.deployments(on: [.tuesday, .friday], hour: 4, deed: .restart, by: .script)],
            events: [
                Event(15, (2, 30, 0), .migration, .platform),
                Event(6, (2, 30, 0), .migration, .platform),
            ],
            edits: [.fineFractions(4)]
        ),
        Role(
            name: "data-notebook",
            project: .data,
            node: .eu,
            image: "jupyter-5",
            autostart: false,
            pace: 120,
            habits: [.officeHours(pausing: false, by: .anna)],
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
            habits: [.officeHours(pausing: true, by: .anna)]
        ),
        Role(
            name: "dev-tom",
            project: .development,
            node: .us,
            image: "devbox-7",
            autostart: false,
            birth: .withinHistory,
            habits: [.officeHours(pausing: true, by: .tom)],
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
            habits: [.deployments(on: [.monday, .friday], hour: 7, deed: .restart, by: .pipeline)],
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
            habits: [.deployments(on: [.monday, .friday], hour: 7, deed: .restart, by: .pipeline)],
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
            habits: [.officeHours(pausing: false, by: .someone)],
            edits: [.vanishing],
            listing: [.drift, .withoutCreationTime]
        ),
    ]
}

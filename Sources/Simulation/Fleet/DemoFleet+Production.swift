import Timelines

extension DemoFleet {
    static let production: [Role] = [
        Role(
            name: "prod",
            project: .shop,
            node: .us,
            image: "shop-monolith-9",
            pace: 110,
            schedules: [.deployments(on: [.tuesday], hour: 9, action: .restart, by: .deployment)],
            events: [
                // The incident. Friday afternoon: one person stops production, another brings it back 37 minutes later.
                Event(3, (16, 42, 7), .stop, .mara, shows: [.whoStoppedProd]),
                Event(3, (17, 19, 30), .start, .jonas, shows: [.whoStoppedProd]),
                Event(31, (10, 5, 0), .restart, .ines),
            ]
        ),
        Role(
            name: "prod-api-1",
            project: .shop,
            node: .us,
            image: "shop-api-31",
            schedules: [.deployments(on: [.tuesday, .thursday], hour: 9, action: .restart, by: .deployment)],
            events: [
                // She notices at once that this one was a mistake.
                Event(3, (16, 44, 31), .stop, .mara), Event(3, (16, 45, 20), .start, .mara),
            ]
        ),
        Role(
            name: "prod-api-2",
            project: .shop,
            node: .eu,
            image: "shop-api-31",
            schedules: [
                .deployments(
                    on: [.tuesday, .thursday],
                    hour: 9,
                    action: .restartInOneRow(hasDuration: true),
                    by: .deployment
                )
            ],
            events: [Event(6, (13, 20, 11), .restartInOneRow(hasDuration: false), .abc123)]
        ),
        Role(
            name: "prod-web",
            project: .shop,
            node: .us,
            image: "nginx-1.29",
            pace: 80,
            schedules: [.deployments(on: [.monday, .wednesday], hour: 5, action: .quickRestart, by: .script)],
            events: [Event(3, (16, 43, 20), .stop, .mara), Event(3, (17, 8, 44), .start, .jonas)]
        ),
        Role(
            name: "prod-db",
            project: .shop,
            node: .us,
            image: "postgres-17",
            pace: 130,
            schedules: [.sundayMaintenance],
            events: [
                // A graceful stop hung; then by force.
                Event(20, (23, 14, 40), .forceStop, .ines),
                Event(20, (23, 16, 2), .start, .ines),
            ]
        ),
        Role(
            name: "prod-cache",
            project: .shop,
            node: .eu,
            image: "valkey-8",
            pace: 70,
            events: [
                Event(34, (11, 2, 15), .pause, .tom),
                Event(34, (11, 40, 31), .resume, .tom),
                Event(27, (15, 9, 44), .pause, .tom),
                Event(27, (15, 31, 2), .failedResume, .tom),
            ]
        ),
        Role(
            name: "prod-worker",
            project: .shop,
            node: .eu,
            image: "shop-worker-12",
            schedules: [.crashes(everyDays: 18, minutes: 3...8)],
            events: flapping(23, hour: 1) + flapping(4, hour: 21)
        ),
        Role(
            name: "prod-queue",
            project: .shop,
            node: .us,
            image: "rabbitmq-4",
            pace: 120,
            schedules: [.crashes(everyDays: 28, minutes: 3...9), .sundayMaintenance],
            events: [Event(12, (14, 22, 8), .crash(pause: .minutes(7)), .abc123, shows: [.recovery])],
            edits: [.command]
        ),
        Role(
            name: "prod-search",
            project: .shop,
            node: .ap,
            image: "opensearch-3",
            pace: 140,
            schedules: [.deployments(on: [.monday, .wednesday, .friday], hour: 12, action: .restart, by: .deployment)],
            edits: [.amendment]
        ),
    ]

    /// Six crashes within forty minutes, each ended by the watchdog within a minute.
    private static func flapping(_ daysBefore: Int64, hour: Int64) -> [Event] {
        (0..<6).map { round in
            Event(
                daysBefore,
                (hour, 4 + 7 * round, 13),
                .crash(pause: .seconds(20 + 5 * round)),
                .watchdog,
                shows: [.flapping]
            )
        }
    }
}

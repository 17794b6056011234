import Periods
import ServiceLevels
import Timelines

@testable import Answers
@testable import Study

/// Values that the tests render. All instants are told as seconds or hours after Monday, 2026-11-09T00:00:00Z.
enum Fixture {
    static let monday = Instant(milliseconds: 1_794_182_400_000)
    static let sunday = monday + .days(7)
    static let week = Interval(start: monday, end: sunday)
    static let ana = "user_ana"

    static func id(_ number: Int) -> ContainerID {
        let text = String(number)
        return ContainerID("690b0a40" + String(repeating: "0", count: 16 - text.count) + text)
    }

    static func at(hours: Int64 = 0, seconds: Int64 = 0) -> Instant {
        monday + .hours(hours) + .seconds(seconds)
    }

    static func time(
        up: TimeSpan = .zero,
        down: TimeSpan = .zero,
        unknown: TimeSpan = .zero,
        planned: TimeSpan = .zero,
        assumedUp: TimeSpan = .zero,
        out: TimeSpan = .zero
    ) -> AvailabilityFigures {
        var figures = AvailabilityFigures()
        figures.up = up
        figures.down = down
        figures.unknown = unknown
        figures.plannedDown = planned
        figures.assumedUp = assumedUp
        figures.outOfService = out
        return figures
    }

    static func trigger(
        _ actor: String,
        _ kind: ActorKind,
        _ operation: String,
        _ at: Instant,
        id: String = "e1"
    ) -> Trigger {
        Trigger(actor: actor, kind: kind, operation: operation, eventID: id, at: at)
    }

    /// A window of container 1, from 10:00 on Monday for an hour, stopped by force by Ana and started again by cron.
    static var window: DowntimeWindow {
        var time = DownTimeByStatus()
        time.stopped = .hours(1)
        return DowntimeWindow(
            containerID: id(1),
            containerName: "prod-api",
            start: at(hours: 10),
            end: at(hours: 11),
            duration: .hours(1),
            inRange: .hours(1),
            isOpen: false,
            isTruncated: false,
            isPlanned: false,
            isAssumed: false,
            time: time,
            openedBy: trigger(ana, .user, "force-stop", at(hours: 10)),
            closedBy: trigger("cron", .automation, "start", at(hours: 11), id: "e2")
        )
    }

    static var whoEntry: WhoEntry {
        WhoEntry(
            containerID: id(1),
            containerName: "prod-api",
            at: at(hours: 10),
            actor: ana,
            kind: .user,
            operation: "force-stop",
            isOperationDerived: false,
            fromStatus: "running",
            toStatus: "stopped",
            duration: .valid(800),
            eventID: "e1",
            window: window
        )
    }

    /// The service time of a container that is always needed, none of whose down time is excused.
    static func serviceTime(_ availability: AvailabilityFigures) -> ServiceTime {
        var time = ServiceTime()
        time.up = availability.up
        time.counted = availability.down
        time.unknown = availability.unknown
        time.outOfService = availability.outOfService
        time.assumedUp = availability.assumedUp
        return time
    }

    static func group(_ availability: AvailabilityFigures, containers: Int) -> GroupFigures {
        GroupFigures(
            group: ContainerGroup(name: "all"),
            containers: containers,
            service: ServiceFigures(time: serviceTime(availability)),
            restarts: GroupRestarts(),
            outages: OutageTotals(),
            worst: []
        )
    }

    static func listed(_ window: DowntimeWindow) -> ListedWindow {
        ListedWindow(window: window, service: WindowService(group: "all", cause: .user, counted: window.inRange))
    }

    static func container(
        _ number: Int,
        _ name: String?,
        _ availability: AvailabilityFigures,
        status: String? = "running"
    ) -> ContainerFigures {
        var downtime = DowntimeFigures()
        downtime.down = availability.down
        downtime.windows = availability.down > .zero ? 1 : 0
        return ContainerFigures(
            id: id(number),
            name: name,
            projectID: nil,
            status: status,
            coveredUntil: sunday,
            availability: availability,
            downtime: downtime,
            restarts: RestartFigures(),
            flapping: false,
            latency: [.start: LatencyFigures()],
            group: "all",
            service: ServiceFigures(time: serviceTime(availability))
        )
    }

    static let emptyFigures = StabilityFigures(
        coverage: CoverageFigures(coveredUntil: nil, containers: 0, stale: []),
        fleet: FleetFigures(
            availability: AvailabilityFigures(),
            downtime: DowntimeFigures(),
            restarts: RestartFigures(),
            flapping: 0,
            latency: [.start: LatencyFigures()]
        ),
        groups: [],
        outages: [],
        containers: [],
        windows: [],
        restarts: [],
        actors: [],
        quality: QualityFigures()
    )

    static let log = LogState(size: 12, root: Array(0..<32))

    /// An hour of maintenance of no container under each name.
    static func maintenance(named names: [String]) -> MaintenanceSchedule {
        let hour = Interval(start: Instant(milliseconds: 0), end: Instant(milliseconds: 3_600_000))
        return MaintenanceSchedule(rules: names.map { MaintenanceRule(name: $0, containers: [], time: .once(hour)) })
    }

    static func report(_ figures: StabilityFigures, options: AnalysisChoices = AnalysisChoices()) -> StabilityReport {
        StabilityReport(range: week, timezone: "UTC", options: options, log: log, figures: figures)
    }

    /// One week of two containers: the first was down for the hour of `window`, which was a recovery; the second never.
    static var smallFigures: StabilityFigures {
        let first = time(up: .days(7) - .hours(1), down: .hours(1))
        let second = time(up: .days(6), unknown: .hours(12), assumedUp: .hours(2), out: .hours(12))
        var fleetTime = first
        fleetTime += second
        var figures = emptyFigures
        figures.coverage = CoverageFigures(
            coveredUntil: at(hours: 156),
            containers: 2,
            stale: [StaleContainer(id: id(2), name: "prod-web", coveredUntil: at(hours: 156))],
            whole: .days(14),
            known: .days(14) - .hours(12)
        )
        figures.fleet.availability = fleetTime
        figures.fleet.statusTimes.running = fleetTime.up
        figures.fleet.statusTimes.stopped = fleetTime.down
        figures.fleet.statusTimes.other = fleetTime.outOfService
        figures.fleet.downtime.windows = 1
        figures.fleet.downtime.closed = 1
        figures.fleet.downtime.meanTimeToRecovery = 3_600_000
        figures.fleet.downtime.meanTimeBetweenFailures = 1_119_600_000.5
        figures.fleet.downtime.longest = .hours(1)
        figures.fleet.downtime.down = .hours(1)
        figures.fleet.restarts.count = 1
        figures.fleet.restarts.recovery = 1
        figures.fleet.restarts.perDay = 0.0769
        figures.fleet.restarts.maxInHour = 1
        figures.fleet.latency = [.start: starts, .forceStop: forceStops]
        figures.containers = [container(1, "prod-api", first), container(2, "prod-web", second, status: nil)]
        figures.containers[0].restarts = figures.fleet.restarts
        figures.windows = [listed(window)]
        figures.groups = [group(fleetTime, containers: 2)]
        figures.restarts = [
            Restart(
                containerID: id(1),
                at: at(hours: 11),
                kind: .recovery,
                actor: ana,
                operation: "force-stop",
                down: .hours(1),
                eventIDs: ["e1", "e2"]
            )
        ]
        figures.actors = [anaFigures]
        figures.quality.entries = 14
        figures.quality.missingDuration = 1
        figures.quality.drift = [
            Drift(containerID: id(2), listed: "stopped", timeline: "running", at: at(hours: 24))
        ]
        return figures
    }

    /// Twelve samples: enough for p50, p75 and p90.
    private static var starts: LatencyFigures {
        var figures = LatencyFigures()
        figures.n = 12
        figures.missing = 1
        figures.minimum = 5_000
        figures.mean = 8_912.5
        figures.maximum = 31_250
        figures.percentiles = [
            .p50: PercentileEstimate(value: 8_250, low: 7_000, high: 9_990),
            .p75: PercentileEstimate(value: 10_500, low: 8_250, high: nil),
            .p90: PercentileEstimate(value: 12_000, low: 9_000, high: nil),
        ]
        figures.failed = 2
        figures.successRate = 13.0 / 15.0
        return figures
    }

    private static var forceStops: LatencyFigures {
        var figures = LatencyFigures()
        figures.n = 1
        figures.minimum = 800
        figures.mean = 800
        figures.maximum = 800
        return figures
    }

    private static var anaFigures: ActorFigures {
        ActorFigures(
            actor: ana,
            kind: .user,
            attributed: true,
            entries: 14,
            operations: ["start": 13, "force-stop": 1],
            operationsDerived: 2,
            containers: 2,
            restarts: 1,
            forceStops: 1,
            windows: 1,
            down: .hours(1),
            firstSeen: at(hours: 10),
            lastSeen: at(hours: 11)
        )
    }

    static func timeline(_ stretches: [TimelineStretch]) -> TimelineReport {
        TimelineReport(
            range: week,
            timezone: "UTC",
            options: AnalysisChoices(),
            log: log,
            container: TimelineContainer(
                id: id(1),
                name: "prod-api",
                projectID: nil,
                coveredUntil: sunday,
                goneSince: nil
            ),
            coverage: CoverageFigures(coveredUntil: sunday, containers: 1, stale: []),
            availability: time(up: .days(7) - .hours(1), down: .hours(1)),
            stretches: stretches
        )
    }

    static var stretches: [TimelineStretch] {
        [
            TimelineStretch(
                interval: Interval(start: monday, end: at(hours: 10)),
                condition: .up,
                status: "running",
                isAssumed: true,
                entry: nil,
                remark: nil
            ),
            TimelineStretch(
                interval: Interval(start: at(hours: 10), end: at(hours: 11)),
                condition: .down,
                status: "stopped",
                isAssumed: false,
                entry: whoEntry,
                remark: nil
            ),
            TimelineStretch(
                interval: Interval(start: at(hours: 11), end: sunday),
                condition: .unknown,
                status: nil,
                isAssumed: false,
                entry: nil,
                remark: "the chain is broken: paused was expected to precede, an entry is missing"
            ),
        ]
    }

    /// An answer whose log is complete next to it, by an actor who did nothing else about then.
    static func answer(_ entry: WhoEntry = whoEntry) -> WhoAnswer {
        WhoAnswer(
            entry: entry,
            before: ChainEnd(at: at(hours: 1), status: "running", eventID: "e0"),
            after: ChainEnd(at: at(hours: 11), status: "stopped", eventID: "e2"),
            doubts: [],
            nearby: NearbyEntries(count: 0, entries: [])
        )
    }

    static func nearby(_ number: Int, _ name: String?, _ operation: String, after seconds: Int64) -> NearbyEntry {
        NearbyEntry(
            containerID: id(number),
            containerName: name,
            at: at(hours: 10, seconds: seconds),
            offset: .seconds(seconds),
            operation: operation,
            isOperationDerived: false,
            toStatus: "stopped",
            eventID: "n\(number)"
        )
    }

    static func who(_ answers: [WhoAnswer], range: Interval? = nil, found: Int? = nil) -> WhoReport {
        WhoReport(
            question: WhoQuestion(.status("stopped")),
            range: range,
            timezone: "UTC",
            options: AnalysisChoices(containers: ["prod"]),
            log: log,
            figures: WhoFigures(
                coverage: CoverageFigures(coveredUntil: sunday, containers: 2, stale: []),
                loggedSince: at(hours: -24),
                logsBegunLate: 0,
                entries: 40,
                found: found ?? answers.count,
                leftOut: 0,
                answers: LazyList(answers),
                lead: answers.first
            )
        )
    }
}

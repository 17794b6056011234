import HostileText
import Periods
import ServiceLevels
import TestSupport
import Timelines

@testable import Answers
@testable import Study

/// Reports with every oddity at once: hostile names, enormous numbers, missing parts.
struct RandomReports {
    var generator: SeededGenerator

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
    }

    /// Characters by the columns that they take, as a terminal shows them; 1 for those that have to be made visible.
    static let widths: [Character: Int] = [
        "a": 1, "Z": 1, " ": 1, "-": 1, "é": 1, "x\u{301}": 1, "ß": 1, "Ж": 1, "ا": 1, "ｱ": 1, "界": 2, "字": 2, "한": 2,
        "Ａ": 2, "＝": 2, "。": 2, "🚀": 2, "❤️": 2, "👩‍🚀": 2, "👍🏽": 2, "🇩🇪": 2, "👨‍👩‍👧‍👦": 2, "=": 1, "@": 1, "\"": 1, ",": 1,
        "\u{1B}": 1, "\n": 1, "\r": 1, "\t": 1, "\u{202E}": 1, "\u{200B}": 1, "\u{9B}": 1, "\u{0}": 1,
    ]
    private static let alphabet = widths.keys.sorted()

    mutating func text(longest: Int = 150) -> String {
        if chance() {
            var hostile = HostileText(seed: generator.next())
            return String(hostile.text().prefix(longest))
        }
        let count = Int.random(in: 0...longest, using: &generator)
        return String((0..<count).map { _ in RandomReports.alphabet.randomElement(using: &generator) ?? "a" })
    }

    mutating func chance() -> Bool { Bool.random(using: &generator) }

    mutating func count() -> Int {
        let most = [0, 3, 1_000, 12_345_678].randomElement(using: &generator) ?? 0
        return Int.random(in: 0...most, using: &generator)
    }

    mutating func span() -> TimeSpan {
        let most: [Int64] = [0, 900, 59_000, 100_000_000, 90_000_000_000]
        return TimeSpan(
            milliseconds: Int64.random(in: 0...(most.randomElement(using: &generator) ?? 0), using: &generator)
        )
    }

    mutating func milliseconds() -> Double? {
        chance() ? Double.random(in: 0...86_400_000, using: &generator) : nil
    }

    mutating func instant() -> Instant { Fixture.monday + span() }

    mutating func time() -> AvailabilityFigures {
        var figures = Fixture.time(up: span(), down: span(), unknown: span(), out: span())
        figures.plannedDown = chance() ? figures.down : .zero
        figures.assumedUp = chance() ? figures.up : .zero
        figures.assumedDown = chance() ? figures.down : .zero
        return figures
    }

    mutating func downtime() -> DowntimeFigures {
        var figures = DowntimeFigures()
        figures.windows = count()
        figures.open = count()
        figures.closed = count()
        figures.truncated = count()
        figures.meanTimeToRecovery = milliseconds()
        figures.meanTimeBetweenFailures = milliseconds()
        figures.longest = chance() ? span() : nil
        return figures
    }

    mutating func restarts() -> RestartFigures {
        var figures = RestartFigures()
        figures.count = count()
        figures.explicit = count()
        figures.quick = count()
        figures.recovery = count()
        figures.perDay = milliseconds()
        figures.maxInHour = count()
        return figures
    }

    mutating func latency() -> [LatencyKind: LatencyFigures] {
        var result = [LatencyKind.start: LatencyFigures()]
        for kind in LatencyKind.allCases where chance() {
            var figures = LatencyFigures()
            figures.n = count()
            figures.missing = count()
            figures.invalid = count()
            figures.failed = count()
            figures.minimum = milliseconds()
            figures.mean = milliseconds()
            figures.typical = chance() ? span() : nil
            figures.beyond = chance() ? count() : nil
            figures.maximum = milliseconds()
            for percentile in Percentile.allCases {
                guard let value = milliseconds() else { continue }
                let estimate = PercentileEstimate(value: value, low: milliseconds(), high: milliseconds())
                figures.percentiles[percentile] = estimate
            }
            result[kind] = figures
        }
        return result
    }

    mutating func trigger() -> Trigger? {
        guard chance() else { return nil }
        let kind = ActorKind.allCases.randomElement(using: &generator) ?? .other
        return Fixture.trigger(text(), kind, text(longest: 40), instant(), id: text())
    }

    mutating func window() -> DowntimeWindow {
        var window = Fixture.window
        window.containerName = chance() ? text() : nil
        window.start = instant()
        window.end = chance() ? instant() : nil
        window.duration = span()
        window.isOpen = chance()
        window.isTruncated = chance()
        window.isPlanned = chance()
        window.isAssumed = chance()
        window.openedBy = trigger()
        window.closedBy = trigger()
        window.reason = chance() ? text() : nil
        return window
    }

    mutating func entry() -> WhoEntry {
        var entry = Fixture.whoEntry
        entry.containerName = chance() ? text() : nil
        entry.at = instant()
        entry.actor = text()
        entry.kind = ActorKind.allCases.randomElement(using: &generator) ?? .other
        entry.operation = text(longest: 40)
        entry.isOperationDerived = chance()
        entry.fromStatus = chance() ? text() : nil
        entry.toStatus = chance() ? text() : "stopped"
        entry.duration = [.missing, .invalid, .valid(milliseconds() ?? 0)].randomElement(using: &generator) ?? .missing
        entry.window = chance() ? window() : nil
        entry.reason = chance() ? text() : nil
        entry.metadata = chance() ? #"{"operation":"stop","n":[1.50,null]}"# : nil
        return entry
    }

    mutating func chainEnd() -> ChainEnd? {
        chance() ? ChainEnd(at: instant(), status: text(), eventID: text()) : nil
    }

    mutating func nearby() -> NearbyEntry {
        NearbyEntry(
            containerID: Fixture.id(Int.random(in: 1...3, using: &generator)),
            containerName: chance() ? text() : nil,
            at: instant(),
            offset: TimeSpan(milliseconds: Int64.random(in: -600_000...600_000, using: &generator)),
            operation: text(),
            isOperationDerived: chance(),
            toStatus: text(),
            eventID: text()
        )
    }

    mutating func answer() -> WhoAnswer {
        let near = (0..<Int.random(in: 0...10, using: &generator)).map { _ in nearby() }
        let entries = NearbyEntries(count: near.count + (near.count == 10 ? count() : 0), entries: near)
        return WhoAnswer(
            entry: entry(),
            before: chainEnd(),
            after: chainEnd(),
            doubts: LogDoubt.allCases.filter { _ in Int.random(in: 0..<4, using: &generator) == 0 },
            nearby: chance() ? entries : nil
        )
    }

    mutating func question() -> WhoQuestion {
        let subject = chance() ? WhoSubject.status(text()) : .operation(text())
        return WhoQuestion(
            subject,
            by: ActorSelection(
                (0..<Int.random(in: 0...7, using: &generator)).map { _ in text() },
                kinds: ActorKind.allCases.filter { _ in chance() },
                isWithoutAutomation: chance()
            )
        )
    }

    /// An answer to a question of any kind; of up to `most` entries.
    mutating func who(most: Int) -> WhoReport {
        let answers = (0..<Int.random(in: 0...most, using: &generator)).map { _ in answer() }
        var report = Fixture.who(answers, range: chance() ? Fixture.week : nil, found: answers.count + count())
        report.question = question()
        report.options = options()
        report.timezone = chance() ? text() : "Europe/Berlin"
        report.figures.leftOut = count()
        report.figures.entries = count()
        report.figures.loggedSince = chance() ? instant() : nil
        report.figures.logsBegunLate = count()
        report.figures.coverage.coveredUntil = chance() ? instant() : nil
        report.figures.coverage.containers = count()
        report.figures.coverage.stale = (0..<Int.random(in: 0...7, using: &generator)).map {
            StaleContainer(id: Fixture.id($0), name: chance() ? text() : nil, coveredUntil: chance() ? instant() : nil)
        }
        return report
    }

    mutating func stretch() -> TimelineStretch {
        TimelineStretch(
            interval: Interval(start: instant(), end: instant()),
            condition: Condition.allCases.randomElement(using: &generator) ?? .up,
            status: chance() ? text() : nil,
            isAssumed: chance(),
            entry: chance() ? entry() : nil,
            remark: chance() ? text() : nil
        )
    }

    mutating func options() -> AnalysisChoices {
        var options = AnalysisChoices()
        options.paused = PausedCondition.allCases.randomElement(using: &generator) ?? .down
        options.restartGap = span()
        options.containers = (0..<Int.random(in: 0...7, using: &generator)).map { _ in text() }
        options.projects = (0..<Int.random(in: 0...2, using: &generator)).map { _ in text() }
        let names = (0..<Int.random(in: 0...2, using: &generator)).map { _ in text() }
        options.maintenance = Fixture.maintenance(named: names)
        options.actorRules = Array(
            repeating: ActorRule(glob: "bot*", kind: .automation),
            count: Int.random(in: 0...3, using: &generator)
        )
        options.listed = chance() ? count() : nil
        return options
    }

    mutating func container(_ number: Int) -> ContainerFigures {
        var container = Fixture.container(number, chance() ? text() : nil, time(), status: chance() ? text() : nil)
        container.projectID = chance() ? text() : nil
        container.downtime = downtime()
        container.restarts = restarts()
        container.flapping = chance()
        container.latency = latency()
        return container
    }

    mutating func cause() -> DowntimeCause {
        DowntimeCause.allCases.randomElement(using: &generator) ?? .other
    }

    mutating func kind() -> ActorKind { ActorKind.allCases.randomElement(using: &generator) ?? .other }

    mutating func service() -> ServiceTime {
        var service = Fixture.serviceTime(time())
        service.planned = span()
        service.grace = span()
        service.offUp = span()
        service.offDown = span()
        return service
    }

    mutating func slow() -> SlowTransition {
        SlowTransition(
            containerID: Fixture.id(count()),
            containerName: chance() ? text() : nil,
            kind: TimedKind.allCases.randomElement(using: &generator) ?? .restart,
            at: instant(),
            duration: milliseconds() ?? 0,
            typical: span(),
            actor: text(),
            eventID: text()
        )
    }

    mutating func actor() -> ActorFigures {
        ActorFigures(
            actor: text(),
            kind: ActorKind.allCases.randomElement(using: &generator) ?? .other,
            attributed: chance(),
            entries: count(),
            operations: Dictionary(
                [(ExactText(text(longest: 20)), 1), (ExactText("stop"), count())],
                uniquingKeysWith: +
            ),
            operationsDerived: count(),
            containers: count(),
            restarts: count(),
            forceStops: count(),
            windows: count(),
            down: span(),
            firstSeen: chance() ? instant() : nil,
            lastSeen: chance() ? instant() : nil
        )
    }

    mutating func report() -> StabilityReport {
        var figures = Fixture.emptyFigures
        let size = Int.random(in: 0...14, using: &generator)
        figures.containers = (0..<size).map { container($0) }
        figures.coverage.containers = size
        figures.coverage.stale = figures.containers.filter { _ in chance() }.map {
            StaleContainer(id: $0.id, name: $0.name, coveredUntil: chance() ? instant() : nil)
        }
        figures.fleet = FleetFigures(
            availability: time(),
            downtime: downtime(),
            restarts: restarts(),
            flapping: count(),
            latency: latency()
        )
        figures.windows = (0..<size).map { _ in
            ListedWindow(
                window: window(),
                service: WindowService(group: text(), cause: cause(), counted: span())
            )
        }
        figures.groups = (0..<(size / 3)).map { _ in group() }
        figures.outages = (0..<size).map { _ in outage() }
        figures.restarts = (0..<size).map { number in
            Restart(
                containerID: Fixture.id(number),
                containerName: chance() ? text() : nil,
                at: instant(),
                kind: .quick,
                actor: text(),
                operation: text(),
                down: span(),
                took: milliseconds(),
                eventIDs: [text(), text()]
            )
        }
        figures.failures = (0..<size).map { _ in
            FailureFigures(
                reason: chance() ? text() : nil,
                entries: count(),
                containers: count(),
                first: instant(),
                last: instant()
            )
        }
        figures.slow = (0..<size).map { _ in slow() }
        figures.slowCounts = Dictionary(figures.slow.map { ($0.kind, 1) }) { $0 + $1 }
        figures.stuck = (0..<size).map { number in
            StuckContainer(
                containerID: Fixture.id(number),
                containerName: chance() ? text() : nil,
                status: text(),
                since: instant()
            )
        }
        figures.fleet.statusTimes.running = span()
        figures.actors = (0..<size).map { _ in actor() }
        figures.quality.quarantined = count()
        figures.quality.drift = (0..<size).map { number in
            Drift(containerID: Fixture.id(number), listed: text(), timeline: text(), at: instant())
        }
        figures.quality.gone = [GoneContainer(containerID: Fixture.id(3), since: instant())]
        var report = Fixture.report(figures, options: options())
        report.timezone = chance() ? text() : "Europe/Berlin"
        return report
    }
}

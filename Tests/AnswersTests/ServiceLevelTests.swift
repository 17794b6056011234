import DrawnTimelines
import Periods
import ServiceLevels
import Study
import TestSupport
import Testing
import Timelines

@testable import Answers

/// The service level, its causes, outages and budgets, with numbers worked by hand. Drawings begin on a Monday at midnight, UTC.
@Suite("The service level")
struct ServiceLevelTests {
    private static let office = "mon-fri 08:00-18:00"

    /// A group of all containers with these hours.
    static func group(
        _ name: String = "prod",
        hours: [String] = [],
        grace: TimeSpan = ContainerGroup.defaultGrace,
        objective: String? = nil,
        window: TimeSpan = ContainerGroup.defaultWindow,
        containers: String = "*"
    ) throws -> ContainerGroup {
        let windows = try hours.map { try #require(WeeklyWindow(written: $0, clock: .utc)) }
        return ContainerGroup(
            name: name,
            containers: [Glob(containers)],
            hours: windows.isEmpty ? .always : .weekly(windows, texts: hours),
            grace: grace,
            objective: try objective.map { try #require(Objective($0)) },
            window: window
        )
    }

    private func service(
        _ drawing: String,
        _ group: ContainerGroup,
        from: String = "0s",
        to: String = "48h",
        covered: Instant?? = .some(.distantFuture),
        maintenance: [Interval] = []
    ) throws -> StabilityFigures {
        try analyzed(drawing, from: from, to: to, covered: covered) { options in
            options.groups = GroupList([group])
            options.maintenance = { _, _ in maintenance }
        }
    }

    // MARK: Service time and excused time

    @Test("Time outside the hours is in no part of the level, and stands beside it")
    func hours() throws {
        // Office hours on both days: 20 h. Down 17:00 to 19:00 on Monday: an hour counts, an hour is off.
        let figures = try service(
            "absent 0s | provision | up 17h | fail | failed 2h | recover | up 29h",
            Self.group(hours: [Self.office])
        )
        let time = figures.groups[0].service.time
        #expect((time.up, time.counted, time.grace) == (.hours(19), .hours(1), .zero))
        #expect((time.offUp, time.offDown, time.offUnknown) == (.hours(27), .hours(1), .zero))
        #expect(time.level == 19.0 / 20.0)
        #expect(figures.fleet.availability.ratio == 46.0 / 48.0)
    }

    @Test("Who switches a container off for the night may be early, and late in the morning")
    func margins() throws {
        // Off from 17:50 to 08:20: 10 min and 15 min are excused, 5 min count.
        let night = "absent 0s | provision | up 17h50m | stop | down 14h30m | start | up 15h40m"
        let excused = try service(night, Self.group(hours: [Self.office])).groups[0].service.time
        #expect((excused.counted, excused.grace) == (.minutes(5), .minutes(25)))
        // A failure has no margins: 10 min and 20 min.
        let failed = "absent 0s | provision | up 17h50m | fail | failed 14h30m | recover | up 15h40m"
        let counted = try service(failed, Self.group(hours: [Self.office])).groups[0].service.time
        #expect((counted.counted, counted.grace) == (.minutes(30), .zero))
        // With an hour's grace, all of it is excused; with none, nothing.
        let hour = try service(night, Self.group(hours: [Self.office], grace: .hours(1))).groups[0].service.time
        #expect((hour.counted, hour.grace) == (.zero, .minutes(30)))
        let none = try service(night, Self.group(hours: [Self.office], grace: .zero)).groups[0].service.time
        #expect((none.counted, none.grace) == (.minutes(30), .zero))
    }

    @Test("A window that begins exactly where the hours do, or is closed exactly where they end, has no margin there")
    func exactEdges() throws {
        let begins = "absent 0s | provision | up 8h | stop | down 10m | start | up 39h50m"
        let first = try service(begins, Self.group(hours: [Self.office])).groups[0].service.time
        #expect((first.counted, first.grace) == (.minutes(10), .zero))
        let ends = "absent 0s | provision | up 17h50m | stop | down 10m | start | up 30h"
        let second = try service(ends, Self.group(hours: [Self.office])).groups[0].service.time
        #expect((second.counted, second.grace) == (.minutes(10), .zero))
        // Still down there, it has one.
        let open = "absent 0s | provision | up 17h50m | stop | down 10m"
        let third = try service(open, Self.group(hours: [Self.office]), to: "18h").groups[0].service.time
        #expect((third.counted, third.grace) == (.zero, .minutes(10)))
        // Unknown time cuts it there: the same.
        let cut = "absent 0s | provision | up 17h50m | stop | down 10m"
        let covered = try service(cut, Self.group(hours: [Self.office]), covered: at("18h")).groups[0].service.time
        #expect((covered.counted, covered.grace) == (.zero, .minutes(10)))
    }

    @Test("Margins never reach beyond their stretch, and hours that touch are one stretch")
    func shortStretch() throws {
        // Two hours that touch: one stretch from 8 to 10. Down from 7 to 9: only the first 15 min are excused.
        let drawing = "absent 0s | provision | up 7h | stop | down 2h | start | up 15h"
        let touching = try service(
            drawing,
            Self.group(hours: ["mon 08:00-09:00", "mon 09:00-10:00"]),
            to: "24h"
        ).groups[0].service.time
        #expect((touching.counted, touching.grace) == (.minutes(45), .minutes(15)))
        // A stretch of 10 min is shorter than the margin.
        let short = try service(drawing, Self.group(hours: ["mon 08:00-08:10"]), to: "24h").groups[0].service.time
        #expect((short.counted, short.grace) == (.zero, .minutes(10)))
    }

    @Test("Maintenance comes before grace, overlaps once")
    func planned() throws {
        // Off 17:30 to 08:20. Maintenance 17:40 to 17:50: the margin excuses 10 of the last 15 min.
        let maintenance = try [DrawnFleet.range("17h40m", "17h50m"), DrawnFleet.range("17h45m", "17h50m")]
        let time = try service(
            "absent 0s | provision | up 17h30m | stop | down 14h50m | start | up 15h40m",
            Self.group(hours: [Self.office]),
            maintenance: maintenance
        ).groups[0].service.time
        #expect((time.planned, time.grace, time.counted) == (.minutes(10), .minutes(25), .minutes(15)))
    }

    @Test("The range cuts neither a window nor a stretch of hours")
    func rangeDoesNotCut() throws {
        // The range begins at 08:05, inside the margin of a window that began the evening before.
        let drawing = "absent 0s | provision | up 17h50m | stop | down 14h30m | start | up 15h40m"
        let time = try service(drawing, Self.group(hours: [Self.office]), from: "32h5m", to: "33h").groups[0].service
            .time
        #expect((time.grace, time.counted, time.up) == (.minutes(10), .minutes(5), .minutes(40)))
    }

    @Test("Hours without any gap have no margins, and keep their texts")
    func gapless() throws {
        let figures = try service(
            "absent 0s | provision | up 23h50m | stop | down 20m | start | up 23h50m",
            Self.group(hours: ["daily 00:00-24:00"])
        )
        let group = figures.groups[0]
        #expect((group.service.time.counted, group.service.time.grace) == (.minutes(20), .zero))
        #expect(group.group.hours.texts == ["daily 00:00-24:00"] && group.grace == .minutes(15))
        #expect(group.group.hours.timezone == "UTC")
    }

    @Test("Bounds allow for unknown and assumed time, excused time too")
    func bounds() throws {
        // Assumed down 0 to 2 h (of it 1 h in maintenance), up 2 to 6 h, unknown 6 to 8 h.
        let maintenance = try DrawnFleet.range("0s", "1h")
        let time = try service(
            "down 2h | start | up 4h",
            Self.group(),
            to: "8h",
            covered: at("6h"),
            maintenance: [maintenance]
        ).groups[0].service.time
        #expect((time.up, time.counted, time.planned, time.unknown) == (.hours(4), .hours(1), .hours(1), .hours(2)))
        #expect((time.assumedCounted, time.assumedExcused, time.assumed) == (.hours(1), .hours(1), .hours(2)))
        #expect(time.level == 4.0 / 5.0)
        #expect(time.low == 4.0 / 7.0)
        // 4 up + 2 unknown + 2 assumed down, of 4 + 1 + 2 + 1.
        #expect(time.high == 8.0 / 8.0)
    }

    // MARK: Causes

    @Test("A failure comes first, then a short restart, then the kind of who opened the window")
    func causes() throws {
        func cause(_ drawing: String, _ adjust: (inout AnalysisOptions) -> Void = { _ in }) throws -> [DowntimeCause] {
            try analyzed(drawing, adjust).windows.map(\.service.cause)
        }
        #expect(try cause("up 1h | fail by user_a | failed 10s | recover | up 1h") == [.failure])
        #expect(try cause("up 1h | stop by user_a | down 1h | fail | failed 1m | recover | up 1h") == [.failure])
        #expect(try cause("up 1h | stop by user_a | down 60s | start by user_b | up 1h") == [.restart])
        #expect(try cause("up 1h | stop by user_a | down 121s | start by user_a | up 1h") == [.user])
        // Explicit by its opening entry, up to ten minutes; by its closing entry alone it is no restart here.
        #expect(try cause("up 1h | stop as restart by ci | down 10m | start | up 1h") == [.restart])
        #expect(try cause("up 1h | stop as restart by ci | down 601s | start | up 1h") == [.automation])
        #expect(try cause("up 1h | stop by ci | down 5m | start as restart by ci | up 1h") == [.automation])
        #expect(
            try cause("up 1h | stop as restart by ci | down 601s | start | up 1h") { $0.restartLimit = .hours(1) } == [
                .restart
            ]
        )
        #expect(try cause("up 1h | stop by server-7 | down 1h | start | up 1h") == [.system])
        #expect(try cause("up 1h | stop by zoe | down 1h | start | up 1h") == [.other])
        #expect(try cause("up 1h | stop | down 1h | start | up 1h") == [.unattributed])
        #expect(try cause("down 1h | start by user_a | up 1h") == [.unattributed])
    }

    // MARK: Outages

    private func fleet(_ drawings: String..., groups: [ContainerGroup] = [], to: String = "24h") throws
        -> StabilityFigures
    {
        var fleet = DrawnFleet()
        for (number, drawing) in drawings.enumerated() { try fleet.add(drawing, id: "c\(number)") }
        return try fleet.figures(to: to) { $0.groups = GroupList(groups) }
    }

    @Test("Windows that begin within ten minutes of the reach before them are one outage")
    func outage() throws {
        // c0 down 1:00–1:30, c1 1:40–1:50 (ten minutes later), c2 2:00:01–2:05 (one second too late).
        let figures = try fleet(
            "up 1h | stop by user_a | down 30m | start by user_b | up 22h30m",
            "up 1h40m | stop by user_c | down 10m | start by user_b | up 22h10m",
            "up 2h1s | stop by user_a | down 299s | start by user_b | up 21h55m"
        )
        #expect(try figures.outages.map(\.start) == [at("1h"), at("2h1s")])
        let first = figures.outages[0]
        #expect(try first.end == at("1h50m"))
        #expect((first.duration, first.counted) == (.minutes(50), .minutes(40)))
        #expect((first.containers, first.mostAtOnce) == (2, 1))
        #expect(first.causes == [OutageCause(cause: .user, windows: 2, counted: .minutes(40))])
        #expect(first.actors.map(\.actor) == ["user_a", "user_c"])
        #expect(first.actors.map(\.counted) == [.minutes(30), .minutes(10)])
        let totals = figures.groups[0].outages
        #expect((totals.count, totals.open, totals.counted) == (2, 0, .minutes(40) + .seconds(299)))
        #expect(totals.longest == .minutes(50))
        #expect(totals.meanTimeToRecovery == Double(50 * 60_000 + 299_000) / 2)
        #expect(totals.meanTimeBetweenFailures == 43_200_000.0)
    }

    @Test("A window reaches no further than an hour past its beginning, and the latest reach counts")
    func reach() throws {
        // c0 is down from 1:00 to 9:00 and reaches to 2:00; c1 at 2:10 belongs to it, c2 at 2:26 to c1, c3 at 4:00 to none of them.
        let figures = try fleet(
            "up 1h | stop by user_a | down 8h | start | up 15h",
            "up 2h10m | stop by user_a | down 6m | start | up 21h44m",
            "up 2h26m | stop by user_a | down 5m | start | up 21h29m",
            "up 4h | stop by user_a | down 5m | start | up 19h55m"
        )
        #expect(figures.outages.map(\.windows.count) == [3, 1])
        #expect(figures.outages.map(\.mostAtOnce) == [2, 1])
    }

    @Test("An outage of a shortened list has its first hundred windows, and the sums of all")
    func manyWindows() throws {
        let often = String(repeating: " | up 1m | fail | failed 1m | recover", count: 130).dropFirst(3) + " | up 19h40m"
        var fleet = DrawnFleet()
        try fleet.add(String(often), id: "c0")
        let whole = try #require(fleet.figures(from: "0s", to: "24h").outages.first)
        let short = try #require(fleet.figures(from: "0s", to: "24h") { $0.listed = 3 }.outages.first)
        #expect(whole.windows.count == 130 && short.windows == Array(whole.windows.prefix(100)))
        #expect(short.members.map(\.windows) == [130] && short.windowCount == 130 && short.counted == .minutes(130))
        #expect(short.causes == whole.causes && short.actors == whole.actors && short.reasons == whole.reasons)
    }

    @Test("A restart joins the outage in which its actor opened a window; the others are added up beside")
    func restarts() throws {
        // user_a stops c0 from 1:00 to 1:30. Restarts: c1 at 0:50 by user_a (the edge of the gap), c2 at 1:10 by bot, c3 at 0:49:59
        // by user_a (too early), c4 at 1:40 by user_a (the other edge).
        let figures = try fleet(
            "up 1h | stop by user_a | down 30m | start | up 22h30m",
            "up 50m | stop by user_a | down 10s | start | up 23h9m50s",
            "up 1h10m | stop by bot | down 20s | start | up 22h49m40s",
            "up 49m59s | stop by user_a | down 30s | start | up 23h9m31s",
            "up 1h40m | stop by user_a | down 40s | start | up 22h19m20s"
        )
        #expect(figures.outages.count == 1)
        let outage = figures.outages[0]
        #expect(outage.windows.map(\.containerID.text) == ["c1", "c0", "c4"])
        #expect(try (outage.start, outage.end) == (at("50m"), at("1h40m40s")))
        #expect(outage.causes.map(\.cause) == [.user, .restart])
        let group = figures.groups[0]
        #expect(group.restarts == GroupRestarts(windows: 2, counted: .seconds(50), longest: .seconds(30)))
        #expect(group.service.time.counted == .minutes(30) + .seconds(100))
    }

    @Test("An outage is open while a container is down and would count at the next instant")
    func openOutage() throws {
        let still = try fleet("up 23h | stop by user_a | down 1h")
        #expect(still.outages.map(\.end) == [nil])
        #expect(still.outages[0].duration == .hours(1) && still.groups[0].outages.open == 1)
        #expect(still.groups[0].outages.meanTimeToRecovery == nil)
        // At 18:00 the hours end: it is over, and nobody brought it back.
        let closed = try fleet(
            "up 17h | fail | failed 7h",
            groups: [Self.group(hours: [Self.office])]
        )
        #expect(try closed.outages.map(\.end) == [at("18h")])
        #expect(closed.groups[0].outages.open == 0 && closed.groups[0].outages.meanTimeToRecovery == nil)
    }

    @Test("Time in hours alone is an outage's duration")
    func durationInHours() throws {
        // Failed from 17:00 to 09:00: an hour on each day.
        let figures = try fleet(
            "up 17h | fail | failed 16h | recover | up 15h",
            groups: [Self.group(hours: [Self.office])],
            to: "48h"
        )
        let outage = figures.outages[0]
        #expect(try (outage.start, outage.end) == (at("17h"), at("33h")))
        #expect((outage.duration, outage.counted) == (.hours(2), .hours(2)))
        #expect(figures.groups[0].outages.meanTimeBetweenFailures == 72_000_000.0)
    }

    // MARK: Groups

    @Test("A container is in the first group that names it; the rest is other, left out where it is empty")
    func membership() throws {
        let groups = try [
            Self.group("a", containers: "name-c0"), Self.group("b", containers: "c*"),
            Self.group("c", containers: "x*"),
        ]
        let both = try fleet("up 24h", "up 24h", groups: groups)
        #expect(both.groups.map(\.group.name) == ["a", "b", "c"])
        #expect(both.groups.map(\.containers) == [1, 1, 0])
        #expect(both.containers.map(\.group) == ["a", "b"])
        #expect(both.groups[2].service.time.level == nil && both.groups[2].outages == OutageTotals())
        let rest = try fleet("up 24h", "up 24h", groups: [Self.group("a", containers: "c1")])
        #expect(rest.groups.map(\.group.name) == ["a", "other"])
        #expect(rest.containers.map(\.group) == ["other", "a"])
        let project = ContainerGroup(name: "shop", projects: ["shop"])
        let list = GroupList([project])
        #expect(list.index(of: Container(id: ContainerID("x"), projectID: "p9", projectAlias: "shop")) == 0)
        #expect(list.index(of: Container(id: ContainerID("x"), projectID: "shop")) == 0)
        #expect(list.index(of: Container(id: ContainerID("x"), projectID: "Shop")) == 1)
    }

    // MARK: Objectives and budgets

    @Test("An objective is compared exactly, with the decimal as written")
    func objective() throws {
        // 1 min down of 1,000 min: exactly 99.9%.
        let kept = try service(
            "absent 0s | provision | up 999m | stop by user_a | down 1m | fail | failed 0s | recover | up 0s",
            Self.group(objective: "99.9%"),
            to: "1000m"
        ).groups[0]
        #expect((kept.isKept, kept.isCertain) == (true, true))
        #expect(kept.service.allowed == .minutes(1))
        let missed = try service(
            "absent 0s | provision | up 59939999ms | stop by user_a | down 60001ms",
            Self.group(objective: "0.999"),
            to: "1000m"
        ).groups[0]
        #expect((missed.isKept, missed.isCertain) == (false, true))
        // Half of it is unknown: kept, but not for certain.
        let uncertain = try service(
            "absent 0s | provision | up 500m",
            Self.group(objective: "99.9%"),
            to: "1000m",
            covered: at("500m")
        ).groups[0]
        #expect((uncertain.isKept, uncertain.isCertain) == (true, false))
        let nothing = try service("absent 24h | provision | up 1h", Self.group(objective: "99.9%"), to: "24h").groups[0]
        #expect(nothing.isKept == nil && nothing.isCertain == nil && nothing.service.burnRate == nil)
    }

    @Test("The burn rate is what was missed over what may be missed")
    func burnRate() throws {
        // 6 h of 24 h down: 0.25 missed, 0.5 allowed.
        let half = try service("up 18h | stop by user_a | down 6h", Self.group(objective: "50%"), to: "24h").groups[0]
        #expect(half.service.burnRate == 0.5)
        let all = try service("up 18h | stop by user_a | down 6h", Self.group(objective: "100%"), to: "24h").groups[0]
        #expect(all.service.burnRate == nil && all.service.allowed == .zero && all.isKept == false)
    }

    @Test("The budget's window ends with the range and reaches back before it")
    func budget() throws {
        // 40 h: 1 h down by user_a at 10 h, 30 min failed at 20 h. The range is the last 5 h, the window 36 h: from 4 h on.
        let figures = try service(
            "absent 0s | provision | up 10h | stop by user_a | down 1h | start | up 9h | fail by user_b | failed 30m | recover | up 19h30m",
            Self.group(objective: "90%", window: .hours(36)),
            from: "35h",
            to: "40h"
        )
        let group = figures.groups[0]
        #expect(group.service.time.counted == .zero)
        let budget = try #require(group.budget)
        // A tenth of 36 h.
        #expect(budget.allowed == .minutes(216) && budget.spent == .minutes(90) && budget.left == .minutes(126))
        #expect(budget.leftRatio == 126.0 / 216.0 && budget.leftLow == budget.left)
        #expect(
            budget.spentBy == [
                BudgetShare(actor: "user_a", kind: .user, cause: .user, windows: 1, counted: .hours(1)),
                BudgetShare(actor: "user_b", kind: .user, cause: .failure, windows: 1, counted: .minutes(30)),
            ]
        )
        // Without an objective there is none.
        #expect(try service("up 24h", Self.group(), to: "24h").groups[0].budget == nil)
    }
}

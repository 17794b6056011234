import ServiceLevels
import Study
import TestSupport
import Testing
import Timelines

@testable import Answers

/// The service levels of random fleets, held against a computation that knows nothing of intervals.
@Suite("Service levels, half minute by half minute")
struct ServiceJudgeTests {
    /// A fleet of containers called n0 and so on, in random groups.
    private struct Case {
        let judge: ServiceJudge
        let figures: StabilityFigures

        init(seed: UInt64) {
            var generator = SeededGenerator(seed: seed)
            let fleet = RandomFleet(seed: seed)
            let maintenance = (0..<4).map { _ in
                let start = RandomFleet.range(using: &generator).start
                return Interval(start: start, end: start + .minutes(Int64.random(in: 1...200, using: &generator)))
            }
            let options = AnalysisOptions(
                range: RandomFleet.range(using: &generator),
                paused: PausedCondition.allCases[Int(seed % 3)],
                restartGap: .seconds(seed % 2 == 0 ? 120 : 3_600),
                maintenance: { _, _ in maintenance },
                groups: RandomGroups.list(using: &generator),
                outageGap: .minutes([0, 10, 45].randomElement(using: &generator) ?? 10),
                restartLimit: .minutes([1, 10, 60].randomElement(using: &generator) ?? 10)
            )
            figures = .analyzed(fleet.histories, options, fleet.symbols)
            judge = ServiceJudge(
                figures: figures,
                options: options,
                maintenance: maintenance,
                histories: fleet.histories,
                symbols: fleet.symbols
            )
        }
    }

    private static let seeds: ClosedRange<UInt64> = 1...20

    @Test(
        "Each window counts what it counts instant by instant, for the cause that the definitions give",
        arguments: seeds
    )
    func windows(seed: UInt64) {
        let drawn = Case(seed: seed)
        for listed in drawn.figures.windows {
            let expected = drawn.judge.judged(listed)
            let name = "seed \(seed), \(listed.containerID) from \(listed.start.iso8601)"
            #expect(listed.service.group == drawn.judge.group(of: listed.containerID).name, "\(name)")
            #expect(listed.service.counted == expected.countedTime, "\(name)")
            #expect(listed.service.cause == expected.cause, "\(name)")
        }
    }

    @Test("Each container's service time divides as its instants do", arguments: seeds)
    func times(seed: UInt64) {
        let drawn = Case(seed: seed)
        let (judge, options) = (drawn.judge, drawn.judge.options)
        for (container, history) in zip(drawn.figures.containers, judge.histories) {
            let instants = InstantJudge(
                history,
                until: options.range.end,
                paused: options.paused,
                symbols: judge.symbols
            )
            let group = judge.group(of: container.id)
            var expected = ServiceTime()
            var instant = options.range.start
            while instant < options.range.end {
                let half = Interval(start: instant, end: instant + .seconds(30))
                let restarting = instants.restarting(in: half)
                let isService = judge.isService(instant, group)
                switch instants.condition(at: instant) {
                case .up where isService: expected.up += half.length - restarting
                case .up:
                    expected.offUp += half.length - restarting
                    expected.offDown += restarting
                case .unknown where isService: expected.unknown += half.length
                case .unknown: expected.offUnknown += half.length
                case .outOfService where isService: expected.outOfService += half.length
                case .down where !isService: expected.offDown += half.length
                case .down, .outOfService: break
                }
                instant = half.end
            }
            for window in drawn.figures.windows where window.containerID == container.id {
                let judged = judge.judged(window)
                expected.counted += judged.countedTime
                expected.planned += judged.planned
                expected.grace += judged.grace
            }
            var time = container.service.time
            // What of it is assumed, hand-worked tests say.
            (time.assumedUp, time.assumedCounted, time.assumedExcused) = (.zero, .zero, .zero)
            #expect(time == expected, "seed \(seed), \(container.id)")
        }
    }

    @Test("The outages of each group are those that come of one comparison at a time", arguments: seeds)
    func outages(seed: UInt64) {
        let drawn = Case(seed: seed)
        let windows = drawn.figures.windows.map(drawn.judge.judged)
        for group in drawn.figures.groups {
            let own = windows.filter { drawn.judge.group(of: $0.listed.containerID).name == group.group.name }
            let expected = drawn.judge.outages(own)
            let found = drawn.figures.outages.filter { $0.group == group.group.name }
            let name = "seed \(seed), \(group.group.name)"
            #expect(group.restarts.windows == expected.restarts.count, "\(name)")
            #expect(group.restarts.counted == expected.restarts.reduce(.zero) { $0 + $1.countedTime }, "\(name)")
            #expect(group.restarts.longest == expected.restarts.map(\.countedTime).max(), "\(name)")
            let byStart = expected.outages.map { outage in
                (start: outage.flatMap(\.counted).map(\.start).min() ?? .distantPast, windows: outage)
            }.sorted { $0.start < $1.start }
            #expect(found.map(\.start) == byStart.map(\.start), "\(name)")
            for (outage, expected) in zip(found, byStart) {
                let pieces = expected.windows.flatMap(\.counted)
                #expect(outage.counted == pieces.reduce(.zero) { $0 + $1.length }, "\(name)")
                #expect(outage.windows.count == expected.windows.count, "\(name)")
                let last = pieces.map(\.end).max() ?? .distantPast
                #expect(outage.end == nil || outage.end == last, "\(name)")
                let most = pieces.map { piece in pieces.count { $0.contains(piece.start) } }.max()
                #expect(outage.mostAtOnce == most, "\(name)")
                var time = TimeSpan.zero
                var instant = outage.start
                while instant < last {
                    let next = Instant(milliseconds: (instant.milliseconds / 30_000 + 1) * 30_000)
                    if drawn.judge.isService(instant, group.group) { time += min(next, last) - instant }
                    instant = next
                }
                #expect(outage.duration == time, "\(name)")
            }
        }
    }

    @Test(
        "Counted time adds up: outages and restarts to groups, groups to the fleet, shares to the budget",
        arguments: seeds
    )
    func sums(seed: UInt64) {
        let figures = Case(seed: seed).figures
        var fleet = ServiceTime()
        for group in figures.groups {
            let outages = figures.outages.filter { $0.group == group.group.name }
            #expect(group.service.time.counted == group.outages.counted + group.restarts.counted, "seed \(seed)")
            #expect(group.outages.counted == outages.reduce(.zero) { $0 + $1.counted }, "seed \(seed)")
            for outage in outages {
                #expect(outage.counted == outage.causes.reduce(.zero) { $0 + $1.counted }, "seed \(seed)")
                #expect(outage.counted == outage.actors.reduce(.zero) { $0 + $1.counted }, "seed \(seed)")
                #expect(outage.counted == outage.windows.reduce(.zero) { $0 + $1.counted }, "seed \(seed)")
            }
            if let budget = group.budget {
                #expect(budget.spent == budget.spentBy.reduce(.zero) { $0 + $1.counted }, "seed \(seed)")
            }
            fleet += group.service.time
        }
        let total = figures.fleet.availability
        #expect(fleet.up + fleet.offUp == total.up, "seed \(seed)")
        #expect(fleet.counted + fleet.planned + fleet.grace + fleet.offDown == total.down, "seed \(seed)")
        #expect(fleet.unknown + fleet.offUnknown == total.unknown, "seed \(seed)")
    }

    @Test("A shortened list has the outages with the most counted time, and changes no total", arguments: seeds)
    func shortened(seed: UInt64) {
        let drawn = Case(seed: seed)
        var options = drawn.judge.options
        options.listed = 2
        let short = StabilityFigures.analyzed(drawn.judge.histories, options, drawn.judge.symbols)
        #expect(short.groups == drawn.figures.groups, "seed \(seed)")
        for group in short.groups {
            let all = drawn.figures.outages.filter { $0.group == group.group.name }
            let found = short.outages.filter { $0.group == group.group.name }
            #expect(found.count == min(2, all.count) && Set(found).isSubset(of: all), "seed \(seed)")
            let most = all.map(\.counted).sorted(by: >).prefix(2)
            #expect(found.map(\.counted).sorted(by: >) == Array(most), "seed \(seed)")
        }
    }

    @Test("Without groups, the level leaves out what is planned, and nothing else", arguments: seeds)
    func withoutGroups(seed: UInt64) {
        let drawn = Case(seed: seed)
        var options = drawn.judge.options
        options.groups = GroupList()
        let figures = StabilityFigures.analyzed(drawn.judge.histories, options, drawn.judge.symbols)
        let (all, total) = (figures.groups[0], figures.fleet.availability)
        #expect(figures.groups.count == 1 && all.group.name == "all", "seed \(seed)")
        #expect(all.service.time.planned == total.plannedDown && all.service.time.grace == .zero, "seed \(seed)")
        #expect(all.service.time.level == total.unplanned, "seed \(seed)")
        // And groups change no figure of the fleet, but what their own typical times make slow.
        var grouped = drawn.figures.fleet
        for (kind, latency) in figures.fleet.latency {
            grouped.latency[kind]?.beyond = latency.beyond
            grouped.latency[kind]?.typical = latency.typical
        }
        #expect(figures.fleet == grouped && figures.restarts == drawn.figures.restarts, "seed \(seed)")
    }
}

import Periods
import ServiceLevels
import Study
import TestSupport
import Testing
import Timelines

@testable import Answers

@Suite("What the pictures of a report look back on")
struct ReportHistoryTests {
    /// The totals of a plan over histories.
    private func totals(
        _ plan: HistoryPlan,
        _ options: AnalysisOptions,
        _ histories: [ContainerHistory],
        _ symbols: SymbolTable
    ) -> HistoryTotals {
        let empty = HistoryTotals(
            plan,
            ContainerStudy(options: options, symbols: symbols),
            shown: options.groups.groups.map { _ in true },
            isTimed: options.groups.groups.map { $0.hours != .always }
        )
        // Shared out and merged, as several readers do it.
        var (first, second) = (empty, empty)
        for (place, history) in histories.enumerated() {
            if place.isMultiple(of: 2) { first.add(history) } else { second.add(history) }
        }
        first.merge(second)
        return first
    }

    @Test(
        "over random fleets, each period and day has the service time that the level of that part has",
        arguments: 1...30 as ClosedRange<UInt64>
    )
    func parts(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let fleet = RandomFleet(seed: seed)
        // The last three hours of two days: twelve periods of three hours, and days before them.
        let range = ReportRange(
            interval: Interval(start: RandomFleet.span.end - .hours(3), end: RandomFleet.span.end),
            clock: .utc
        )
        let plan = HistoryPlan(range)
        var options = AnalysisOptions(range: plan.whole, groups: RandomGroups.list(using: &generator))
        let periods = plan.periods.map(\.interval)
        options.parts = periods + plan.days
        let found = totals(plan, options, fleet.histories, fleet.symbols)
        var expected = options.groups.groups.map { _ in options.parts.map { _ in ServiceTime() } }
        var (starts, restarts) = (periods.map { _ in 0 }, periods.map { _ in 0 })
        var (blemished, quiet): (Set<ContainerID>, Int) = ([], 0)
        for history in fleet.histories {
            let study = ContainerStudy(of: history, options: options, symbols: fleet.symbols)
            let service = try #require(study.service)
            let own = service.parts[periods.count - 1]
            if own.counted + own.unknown > .zero {
                blemished.insert(history.container.id)
            } else if own.up + own.planned + own.grace > .zero {
                quiet += 1
            }
            for part in options.parts.indices { expected[service.group][part] += service.parts[part] }
            for (place, period) in periods.enumerated() {
                starts[place] += study.timeline.entries[study.entriesInRange].count {
                    period.contains($0.at) && LatencyKind($0) == .start
                }
                restarts[place] += study.restarts.count { period.contains($0.at) }
            }
        }
        for group in expected.indices {
            for place in periods.indices {
                let (time, other) = (found.service[group][place], expected[group][place])
                #expect(
                    time.up == other.up && time.counted == other.counted && time.unknown == other.unknown,
                    "seed \(seed)"
                )
                #expect(time.planned == other.planned + other.grace, "seed \(seed)")
            }
        }
        for day in plan.days.indices {
            let all = expected.reduce(into: ServiceTime()) { $0 += $1[periods.count + day] }
            #expect(found.dayService[day].up == all.up && found.dayService[day].counted == all.counted, "seed \(seed)")
        }
        #expect(found.starts.map(\.entries) == starts, "seed \(seed)")
        #expect(found.restarts.map { $0.explicit + $0.other } == restarts, "seed \(seed)")
        #expect(Set(found.worstLanes.map(\.container)) == blemished && found.quiet == quiet, "seed \(seed)")
    }

    @Test("a plan has twelve periods that end with the report's, and ninety days that end with its last")
    func plan() {
        let monday = Instant(milliseconds: 1_794_787_200_000)
        let week = Period.lastWeek.range(at: Present(monday), clock: .utc)
        let plan = HistoryPlan(week)
        #expect(plan.periods.count == 12 && plan.periods.last == week)
        for (before, after) in zip(plan.periods, plan.periods.dropFirst()) {
            #expect(before.interval.end == after.interval.start)
        }
        #expect(plan.days.count == 90 && plan.days.last == Interval(start: monday - .days(1), end: monday))
        #expect(plan.whole == Interval(start: monday - .days(90), end: monday))
        // Monday 00:00 is the first hour of a week, Sunday 23:00 the last.
        #expect(plan.hours.map(\.hourOfWeek) == Array(0..<168))
    }

    @Test("hours go by the clock: of the day that has 25, one is two hours long")
    func clockHours() throws {
        let berlin = try #require(ZonedClock(timeZone: "Europe/Berlin"))
        let sunday = Interval(
            start: try #require(Instant(iso8601: "2026-10-25T00:00:00+02:00")),
            end: try #require(Instant(iso8601: "2026-10-26T00:00:00+01:00"))
        )
        let hours = ReportRange(interval: sunday, clock: berlin).clockHours
        #expect(hours.map(\.hourOfWeek) == Array(144..<168))
        #expect(hours.map(\.interval.length) == (0..<24).map { $0 == 2 ? .hours(2) : .hours(1) })
        #expect(ReportRange(interval: sunday, clock: berlin).lastDays(2).map(\.length) == [.hours(24), .hours(25)])
    }

    @Test("a summary keeps the ends and at most 200 samples")
    func summary() {
        var distribution = LatencyDistribution()
        for number in 1...1_000 { distribution.add(.valid(Double(number))) }
        let summary = SampleSummary(distribution)
        #expect(summary.n == 1_000 && summary.values.count == 200)
        #expect(summary.values.first == 1 && summary.values.last == 1_000 && summary.values == summary.values.sorted())
        #expect(SampleSummary(LatencyDistribution()) == SampleSummary(n: 0, values: []))
    }
}

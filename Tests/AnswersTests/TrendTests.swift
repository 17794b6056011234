import DrawnTimelines
import Statistics
import Testing
import Timelines

@testable import Answers
@testable import Study

@Suite("Lasting changes over a history")
struct TrendTests {
    /// Hours from the drawings' midnight.
    private static func hours(_ count: Int) -> [Interval] {
        (0..<count).map { hour in
            let start = DrawnTimeline.monday + .hours(Int64(hour))
            return Interval(start: start, end: start + .hours(1))
        }
    }

    private static func search(hours count: Int, _ metrics: [TrendMetric] = TrendMetric.allCases) -> Search {
        Search(buckets: hours(count), wanted: TrendSearch(bucket: "hour", metrics: metrics))
    }

    private struct Search {
        var buckets: [Interval]
        var wanted: TrendSearch

        var options: AnalysisOptions {
            AnalysisOptions(range: Interval(start: buckets[0].start, end: buckets[buckets.count - 1].end))
        }

        func analysis(of histories: [ContainerHistory], _ symbols: SymbolTable) -> TrendAnalysis {
            var study = ContainerStudy(options: options, symbols: symbols)
            var analysis = TrendAnalysis(wanted, buckets: buckets, options: options, symbols: symbols)
            for history in histories {
                study.study(history)
                analysis.add(study)
            }
            return analysis
        }
    }

    private static func figures(_ drawing: String, _ search: Search) async throws -> TrendFigures {
        var fleet = DrawnFleet()
        try fleet.add(drawing)
        return await search.analysis(of: fleet.histories, fleet.symbols).figures()
    }

    @Test("a start a hour that takes longer from the thirteenth on: date, levels, size and the actor that came then")
    func worked() async throws {
        // 12 starts of 8 s by ana, then 12 of 12 s by cron; each comes after ten minutes of being stopped.
        let early = Array(repeating: "up 50m | stop | down 10m | start 8s by ana", count: 12)
        let late = Array(repeating: "up 50m | stop | down 10m | start 12s by cron", count: 12)
        let drawing = (early + late).joined(separator: " | ") + " | up 1h"
        let series = try #require(try await Self.figures(drawing, Self.search(hours: 25, [.startLatency])).series.first)
        // The first start comes at the end of the first hour, which belongs to the second.
        #expect(series.points.count == 24)
        #expect(series.buckets == 25)
        let change = try #require(series.changes.first)
        #expect(series.changes.count == 1)
        #expect(change.at == DrawnTimeline.monday + .hours(13))
        #expect(change.notBefore == change.at)
        #expect(change.before == 8_000 && change.after == 12_000 && change.relative == 0.5 && change.isWorse)
        #expect(change.bucketsBefore == 12 && change.bucketsAfter == 12)
        #expect(change.events == [TrendEvent(kind: .actor, name: "cron", at: change.at)])
        // One series: nothing is adjusted; 999 orders, none as strong.
        #expect(change.pValue == 0.001 && change.adjustedPValue == 0.001)
    }

    @Test("the p value is adjusted for the number of series, and a change below the least effect is none")
    func adjusted() async throws {
        let early = Array(repeating: "up 50m | stop | down 10m | start 8s", count: 12)
        let late = Array(repeating: "up 50m | stop | down 10m | start 9s", count: 12)
        let drawing = (early + late).joined(separator: " | ") + " | up 1h"
        let all = try await Self.figures(drawing, Self.search(hours: 25))
        #expect(all.tested == 3)
        #expect(all.series.map(\.changes.count) == [1, 0, 0])
        #expect(all.series[0].changes[0].adjustedPValue == 3 * all.series[0].changes[0].pValue)
        // From 8 s to 9 s is 12.5%.
        for (leastEffect, count) in [(0.12, 1), (0.13, 0)] {
            var search = Self.search(hours: 25, [.startLatency])
            search.wanted.leastEffect = leastEffect
            #expect(try await Self.figures(drawing, search).series[0].changes.count == count)
        }
    }

    @Test("an hour without data is a gap and no zero, and a change across it says since when it can have come")
    func gaps() async throws {
        let up = Array(repeating: "up 60m", count: 8).joined(separator: " | ")
        let halves = Array(repeating: "stop | down 30m | start | up 30m", count: 8).joined(separator: " | ")
        // An entry is missing between the first eight hours and the halves: two hours are unknown.
        let half = "stop from paused | down 30m | start | up 30m | "
        let drawing = "start from stopped | " + up + " | restart | ? 2h | " + half + halves
        let series = try #require(try await Self.figures(drawing, Self.search(hours: 19, [.availability])).series.first)
        #expect(series.points.map(\.value) == Array(repeating: 1, count: 8) + Array(repeating: 0.5, count: 9))
        let change = try #require(series.changes.first)
        #expect(change.at == DrawnTimeline.monday + .hours(10))
        #expect(change.notBefore == DrawnTimeline.monday + .hours(8))
        #expect(change.before == 1 && change.after == 0.5 && change.isWorse)
        // No share was missing to 1, so that no size relative to it can be told.
        #expect(change.relative == nil)
    }

    @Test("too few buckets are said to be too few")
    func short() async throws {
        let figures = try await Self.figures("start from stopped | up 9h", Self.search(hours: 9, [.availability]))
        #expect(figures.tested == 0)
        #expect(figures.series[0].points.count == 9 && !figures.series[0].isTested)
        #expect(figures.series[0].smallestFound == nil)
    }

    @Test("buckets add up to the report over the same range", arguments: 1...60 as ClosedRange<UInt64>)
    func sums(seed: UInt64) {
        let fleet = RandomFleet(seed: seed)
        var search = Self.search(hours: 48)
        search.wanted.byContainer = true
        let trend = search.analysis(of: fleet.histories, fleet.symbols)
        let figures = StabilityFigures.analyzed(fleet.histories, search.options, fleet.symbols)
        let whole = trend.whole
        #expect(whole.up.reduce(.zero, +) == figures.fleet.availability.up, "seed \(seed)")
        #expect(whole.down.reduce(.zero, +) == figures.fleet.availability.down, "seed \(seed)")
        #expect(whole.restarts.reduce(0, +) == figures.fleet.restarts.count, "seed \(seed)")
        #expect(whole.starts.reduce(0) { $0 + $1.n } == figures.fleet.latency[.start]?.n, "seed \(seed)")
        let all = whole.up.indices
        #expect(whole.level(of: .availability, over: all) == figures.fleet.availability.ratio, "seed \(seed)")
        #expect(trend.coverage == figures.coverage, "seed \(seed)")
        #expect(trend.parts.count == fleet.histories.count)
    }

    @Test("series and changes do not depend on the order of containers", arguments: 1...5 as ClosedRange<UInt64>)
    func order(seed: UInt64) async {
        let fleet = RandomFleet(seed: seed)
        var search = Self.search(hours: 48)
        search.wanted.byContainer = true
        func figures(_ histories: [ContainerHistory]) async -> TrendFigures {
            await search.analysis(of: histories, fleet.symbols).figures()
        }
        let (one, other) = (await figures(fleet.histories), await figures(fleet.histories.reversed()))
        #expect(one == other, "seed \(seed)")
    }
}

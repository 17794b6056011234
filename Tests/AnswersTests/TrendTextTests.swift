import Foundation
import Rendering
import SchemaValidation
import Testing
import Timelines

@testable import Answers

@Suite struct TrendTextTests {
    private static func day(_ number: Int) -> Interval {
        let start = Fixture.week.start + .days(Int64(number))
        return Interval(start: start, end: start + .days(1))
    }

    /// Twenty days of a metric, the third without data, that changed with the eleventh.
    private static func series(
        _ metric: TrendMetric,
        _ before: Double,
        _ after: Double,
        relative: Double?,
        container: ContainerID? = nil,
        name: String? = nil,
        actor: String = "user_ana"
    ) -> TrendSeries {
        let points = (0..<20).filter { $0 != 2 }.map { number in
            TrendPoint(
                interval: day(number),
                value: number < 10 ? before : after,
                samples: metric == .startLatency ? 3 : nil,
                inService: metric == .startLatency ? nil : .days(1)
            )
        }
        var series = TrendSeries(
            containerID: container,
            containerName: name,
            metric: metric,
            buckets: 20,
            points: points,
            isTested: true,
            level: after
        )
        series.changes = [
            TrendChange(
                at: day(10).start,
                notBefore: day(10).start,
                before: before,
                after: after,
                relative: relative,
                isWorse: true,
                pValue: 0.001,
                adjustedPValue: 0.003,
                bucketsBefore: 9,
                bucketsAfter: 10,
                events: [
                    TrendEvent(kind: .actor, name: actor, at: day(10).start + .hours(3)),
                    TrendEvent(kind: .image, name: "node:22", at: day(10).start),
                    TrendEvent(kind: .maintenance, name: "patches", at: day(9).start, end: day(9).end),
                ]
            )
        ]
        return series
    }

    private static func report(_ series: [TrendSeries], tested: Int = 3) -> TrendReport {
        TrendReport(
            range: Interval(start: day(0).start, end: day(19).end),
            timezone: "UTC",
            options: AnalysisChoices(),
            search: TrendSearch(bucket: "day"),
            log: LogState(size: 7, root: Array(repeating: 0, count: 32)),
            coverage: CoverageFigures(coveredUntil: day(19).end, containers: 2, stale: []),
            figures: TrendFigures(
                series: series,
                span: Interval(start: day(0).start, end: day(19).end),
                tested: tested,
                permutations: 999
            )
        )
    }

    private static let full = report([
        series(.startLatency, 8_000, 9_580, relative: 0.1975),
        series(.restarts, 0.25, 0, relative: -1),
        series(.availability, 0.999, 0.287, relative: 712),
        series(.availability, 1, 0.5, relative: nil, container: Fixture.id(1), name: "prod"),
    ])

    @Test("Each change is one sentence: when, from where to where, by how much, how sure, on how much")
    func sentences() {
        let text = Self.full.text()
        let flat = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(text.hasPrefix("Trend from 2026-11-09 00:00:00 to 2026-11-29 00:00:00, UTC, by day\n"))
        #expect(flat.contains("4 lasting changes in 3 series: 4 for the worse."))
        #expect(
            flat.contains(
                "On 2026-11-19 00:00:00 it rose from 8.0 s to 9.5 s (+1.5 s, +19.75%), for the worse; confidence 99.70%; "
                    + "9 days before, 10 days after."
            )
        )
        #expect(flat.contains("it fell from 0.25 to 0 (−0.25, −100.00%)"))
        #expect(flat.contains("it fell from 99.90% to 28.70% (−71.20 points, downtime × 713)"))
        // Nothing was missing to 1 before, so that no proportion is there to be told.
        #expect(flat.contains("it fell from 100% to 50.00% (−50.00 points), for the worse"))
        #expect(flat.contains("first entry by user_ana on 2026-11-19 03:00:00; first listed with image node:22"))
        #expect(flat.contains("maintenance patches from 2026-11-18 00:00:00 to 2026-11-19 00:00:00"))
        // The third day is a gap in the bars and no lowest one.
        #expect(text.contains("  ▁▁·▁▁▁▁▁▁▁██████████\n"))
        #expect(flat.contains("20 days, 1 of them without enough data; lowest 8.0 s, highest 9.5 s"))
    }

    @Test("Where nothing was found it is said over how much, and how large a change would have been found")
    func unchanged() {
        var quiet = Self.series(.startLatency, 8_000, 8_000, relative: nil)
        quiet.changes = []
        quiet.smallestFound = 1_200
        let text = Self.report([quiet], tested: 1).text().split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(text.contains("No lasting change was found in 1 series."))
        #expect(text.contains("over 19 days with data. A change of about +1.2 s (to 9.2 s) in the middle would"))
    }

    @Test("Too little history, an empty store and a series without data are said to be that")
    func little() {
        let empty = TrendSeries(metric: .restarts, buckets: 3, points: [], isTested: false, level: nil)
        let text = Self.report([empty], tested: 0).text()
        #expect(text.contains("Too little history: a change needs 10 days with data"))
        #expect(text.contains("  No day has data.\n"))
        var nothing = Self.report([], tested: 0)
        nothing.range = nil
        nothing.figures.span = nil
        #expect(nothing.text().hasPrefix("The store covers nothing of these containers"))
    }

    @Test("No line is wider than 100 columns and no control character gets through, whatever names say")
    func hostile() {
        let evil = "\u{1B}[31m\u{202E}" + String(repeating: "漢", count: 200) + "\n"
        let series = Self.series(
            .availability,
            0.9,
            0.1,
            relative: 5e14,
            container: Fixture.id(2),
            name: evil,
            actor: evil
        )
        let text = Self.report([series]).text()
        for line in text.split(separator: "\n") { #expect(String(line).displayWidth <= 100) }
        #expect(!text.contains("\u{1B}") && !text.contains("\u{202E}"))
    }

    @Test("The JSON is valid by its schema, and the schema refuses what is none")
    func schema() throws {
        let validator = try SchemaValidator(schemaNamed: "trend")
        let good = String(decoding: try Self.full.json(), as: UTF8.self)
        #expect(try validator.complaints(about: JSONValue(parsing: Array(good.utf8))) == [])
        for (part, replacement) in [
            ("\"before\":", "\"earlier\":"), ("\"kind\": \"image\"", "\"kind\": \"cause\""),
            ("\"confidence\": 0.997", "\"confidence\": 99.7"), ("\"bucket\": \"day\"", "\"bucket\": \"month\""),
            ("\"worse\": true", "\"worse\": 1"), ("trend/1", "trend/2"), ("\"tested\": 3", "\"tested\": null"),
        ] {
            let bad = good.replacingOccurrences(of: part, with: replacement)
            #expect(bad != good, "\(part) is not in the report")
            #expect(try !validator.complaints(about: JSONValue(parsing: Array(bad.utf8))).isEmpty, "\(replacement)")
        }
    }

    @Test("Every table of CSV has a row for each of its parts, under the names of the JSON")
    func tables() throws {
        func lines(_ table: String) throws -> [Substring] {
            String(decoding: try Self.full.csv(table), as: UTF8.self).split(separator: "\r\n")
        }
        #expect(try lines("summary").count == 2)
        #expect(try lines("series").count == 5)
        #expect(try lines("changes").count == 5)
        #expect(try lines("points").count == 1 + 4 * 19)
        #expect(try lines("points").first == "container_id,container_name,metric,start,end,value,samples,in_service_ms")
        #expect(
            try lines("changes")[0].hasPrefix("container_id,container_name,metric,at,not_before,before,after,change,")
        )
        #expect(try lines("changes")[2].contains(",0.25,0,-0.25,-1,true,0.001,0.003,0.997,9,10,3,"))
    }
}

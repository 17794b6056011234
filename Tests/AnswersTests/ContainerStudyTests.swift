import DrawnTimelines
import TestSupport
import Testing
import Timelines

@testable import Study

@Suite("The study of one container")
struct ContainerStudyTests {
    private static func study(
        _ drawing: String,
        from: String = "0s",
        to: String = "24h",
        covered: Instant?? = .some(.distantFuture),
        gone: Instant? = nil,
        listings: [(String, String?)] = [],
        _ adjust: (inout AnalysisOptions) -> Void = { _ in }
    ) throws -> ContainerStudy {
        var fleet = DrawnFleet()
        try fleet.add(drawing, covered: covered, gone: gone, listings: listings)
        let options = try DrawnFleet.options(from: from, to: to, adjust)
        return ContainerStudy(of: fleet.histories[0], options: options, symbols: fleet.symbols)
    }

    /// Entries 0 to 6 at 0:00, 1:00, 1:30, 2:30, 2:40, 3:40 and 3:45. Down from 1:00 to 1:30, for the ten seconds before 2:40, and
    /// from 3:40 to 3:45.
    private static let drawing = """
        absent 0s | provision | up 1h | stop by ana | down 30m | start | up 1h | restart | up 10m | restart 10s | up 1h \
        | fail | failed 5m | recover | up 1h
        """

    @Test("downtime intervals: their ends, entries, stretches and time by status")
    func intervals() throws {
        let study = try Self.study(Self.drawing)
        let intervals = study.intervals
        #expect(
            try intervals.map(\.interval) == [
                DrawnFleet.range("1h", "1h30m"), DrawnFleet.range("2h39m50s", "2h40m"),
                DrawnFleet.range("3h40m", "3h45m"),
            ]
        )
        #expect(intervals.map(\.opener) == [1, 4, 5])
        #expect(intervals.map(\.closer) == [2, 4, 6])
        #expect(intervals.map(\.ending) == [.ended, .ended, .ended])
        #expect(intervals.map(\.time.stopped) == [.minutes(30), .seconds(10), .zero])
        #expect(intervals.map(\.time.failed) == [.zero, .zero, .minutes(5)])
        #expect(intervals.map(\.inRange) == [.minutes(30), .seconds(10), .minutes(5)])
        #expect(intervals.allSatisfy { !$0.isAssumed && !$0.isPlanned })
        #expect(
            intervals.map { study.timeline.stretches[$0.stretches].map(\.condition) } == [[.down], [.down], [.down]]
        )
        #expect((0...6).map(study.interval(openedBy:)) == [nil, 0, nil, nil, 1, 2, nil])
        // Up for all of the 24 hours but 35 minutes and 10 seconds.
        #expect(study.availability.down == .seconds(2_110) && study.availability.up == .seconds(84_290))
    }

    @Test("of a range: the intervals that touch it, their part in it, and its entries")
    func range() throws {
        // An interval that ends where the range begins is one of its intervals; one that ends a millisecond before is not.
        let touching = try Self.study(Self.drawing, from: "1h30m", to: "2h30m")
        #expect(touching.intervalsInRange == 0..<1 && touching.intervals[0].inRange == .zero)
        #expect(touching.entriesInRange == 2..<3)
        #expect(try Self.study(Self.drawing, from: "1h30m1ms", to: "2h30m").intervalsInRange.isEmpty)
        // The last one is open at the end of the range, which is as far as the timeline goes.
        let study = try Self.study(Self.drawing, from: "1h15m", to: "3h42m")
        #expect(study.intervalsInRange == 0..<3)
        #expect(study.intervals.map(\.inRange) == [.minutes(15), .seconds(10), .minutes(2)])
        #expect(study.intervals.map(\.ending) == [.ended, .ended, .open])
        #expect(study.entriesInRange == 2..<6)
        #expect(study.restarts.map(\.closer) == [3, 4])
        // Nothing of a log that lies behind the range, or before it.
        #expect(try Self.study("absent 0s | provision | up 1h", from: "2h", to: "3h").entriesInRange.isEmpty)
        #expect(try Self.study("up 5h | stop | down 1h", from: "1h", to: "3h").entriesInRange.isEmpty)
    }

    @Test("restarts: intervals that are one, and entries from running to running that left no interval")
    func restarts() throws {
        // Half an hour of being stopped is none; entry 3 left no interval; 4 left one; 5 and 6 are a recovery of five minutes.
        let restarts = try Self.study(Self.drawing).restarts
        #expect(restarts.map(\.opener) == [3, 4, 5])
        #expect(restarts.map(\.closer) == [3, 4, 6])
        #expect(restarts.map(\.interval) == [nil, 1, 2])
        #expect(restarts.map(\.kind) == [.explicit, .explicit, .recovery])
        #expect(restarts.map(\.down) == [.zero, .seconds(10), .minutes(5)])
        #expect(try restarts.map(\.at) == [at("2h30m"), at("2h40m"), at("3h45m")])
        // With a gap that is as long as they took, the stop is a quick restart, and so is the recovery.
        let quick = try Self.study(Self.drawing) { $0.restartGap = .minutes(30) }.restarts
        #expect(quick.map(\.kind) == [.quick, .explicit, .explicit, .quick])
        // It counts where it was back: none at the end of the range, none beyond what is covered.
        #expect(try Self.study(Self.drawing, from: "2h30m", to: "2h40m").restarts.map(\.closer) == [3])
        #expect(try Self.study(Self.drawing, covered: .some(at("2h30m"))).restarts.isEmpty)
    }

    @Test("maintenance is asked for from the first interval to the last, and plans those that lie wholly inside")
    func maintenance() throws {
        let needed = try DrawnFleet.range("1h", "3h45m1ms")
        let declared = try [DrawnFleet.range("50m", "1h30m"), DrawnFleet.range("3h41m", "5h")]
        let study = try Self.study(Self.drawing) { options in
            options.maintenance = { container, asked in container.name == "name-a" && asked == needed ? declared : [] }
        }
        #expect(study.maintenance.intervals == declared)
        #expect(study.intervals.map(\.isPlanned) == [true, false, false])
        #expect(study.intervals.map(study.isFailure) == [false, true, true])
        // 30 min of the first, 4 of the last.
        #expect(study.availability.plannedDown == .minutes(34))
    }

    @Test(
        "what was before the first entry has no opener, and no failure is what `pause` opened or the range did not see begin"
    )
    func assumed() throws {
        let study = try Self.study("down 1h | start | up 1h | pause | paused 1h | resume | up 1h", from: "30m")
        #expect(study.intervals.map(\.opener) == [nil, 1])
        #expect(study.intervals.map(\.isAssumed) == [true, false])
        #expect((0...2).map(study.interval(openedBy:)) == [nil, 1, nil])
        #expect(study.intervals.map(study.isFailure) == [false, false])
        #expect(study.intervals.map(\.time.paused) == [.zero, .hours(1)])
        let stopped = try Self.study("down 1h | start | up 1h | stop | down 1h", from: "0s")
        #expect(stopped.intervals.map(stopped.isFailure) == [true, true])
    }

    @Test("an interval ends unknown, gone, or stays open")
    func endings() throws {
        func ending(_ drawing: String, covered: Instant? = .distantFuture, gone: Instant? = nil) throws
            -> [DowntimeInterval.Ending]
        {
            try Self.study(drawing, covered: .some(covered), gone: gone).intervals.map(\.ending)
        }
        let drawing = "absent 0s | provision | up 1h | stop | down 1h"
        #expect(try ending(drawing) == [.open])
        #expect(try ending(drawing, covered: at("3h")) == [.open])
        #expect(try ending(drawing, covered: at("5h"), gone: at("4h")) == [.gone])
        #expect(try ending(drawing + " | to failed | ? 1h | start from stopped | up 1h") == [.truncated])
    }

    @Test("coverage: gone, deleted, stale, and the final status of the part that is covered")
    func coverage() throws {
        func flags(_ study: ContainerStudy) -> [Bool] { [study.isGone, study.isDeleted, study.isStale] }
        let drawing = "absent 0s | provision | up 1h | stop | down 1h"
        let covered = try Self.study(drawing, covered: .some(at("24h")))
        #expect(flags(covered) == [false, false, false] && covered.finalStatus == .stopped)
        let stale = try Self.study(drawing, covered: .some(at("1h")))
        #expect(flags(stale) == [false, false, true] && stale.finalStatus == .running)
        let never = try Self.study(drawing, covered: .some(nil))
        #expect(flags(never) == [false, false, true] && never.finalStatus == nil)
        let gone = try Self.study(drawing, covered: .some(at("2h")), gone: at("2h"))
        #expect(flags(gone) == [true, false, false] && gone.finalStatus == nil)
        // Deletion needs no coverage.
        let deleted = try Self.study(drawing + " | deleted!", covered: .some(at("1h")))
        #expect(flags(deleted) == [false, true, false] && deleted.finalStatus == .deleted)
        let later = try Self.study(drawing, from: "3h", covered: .some(at("2h")))
        #expect(flags(later) == [false, false, true] && later.finalStatus == nil)
    }

    // MARK: Whatever the fleet

    @Test("intervals are the longest rows of down stretches", arguments: 1...100 as ClosedRange<UInt64>)
    func maximal(seed: UInt64) {
        let fleet = RandomFleet(seed: seed)
        var generator = SeededGenerator(seed: seed)
        let options = AnalysisOptions(range: RandomFleet.range(using: &generator))
        for history in fleet.histories {
            let study = ContainerStudy(of: history, options: options, symbols: fleet.symbols)
            let stretches = study.timeline.stretches
            let down = stretches.indices.filter { stretches[$0].condition == .down }
            #expect(study.intervals.flatMap { Array($0.stretches) } == down, "seed \(seed)")
            for (index, interval) in study.intervals.enumerated() {
                let next = index + 1 < study.intervals.count ? study.intervals[index + 1].stretches.lowerBound : .max
                #expect(interval.stretches.upperBound < next, "seed \(seed)")
                let isInRange = interval.start < options.range.end && interval.end >= options.range.start
                #expect(study.intervalsInRange.contains(index) == isInRange, "seed \(seed)")
                #expect(interval.opener.map { study.interval(openedBy: $0) == index } ?? true, "seed \(seed)")
            }
        }
    }

    @Test(
        "every entry from running to running that restarts is back in one restart, and no entry in two",
        arguments: 1...100 as ClosedRange<UInt64>
    )
    func closers(seed: UInt64) {
        let fleet = RandomFleet(seed: seed)
        var generator = SeededGenerator(seed: seed)
        let options = AnalysisOptions(range: RandomFleet.range(using: &generator))
        for history in fleet.histories {
            let study = ContainerStudy(of: history, options: options, symbols: fleet.symbols)
            let closers = study.restarts.map(\.closer)
            #expect(closers == Set(closers).sorted(), "seed \(seed)")
            let single = study.entriesInRange.filter { index in
                index < study.timeline.coveredEntryCount
                    && study.timeline.entries[index].isLoneRestart(after: study.status(before: index))
            }
            #expect(Set(single).isSubset(of: closers), "seed \(seed)")
            let alone = study.restarts.filter { $0.interval == nil }.map(\.closer)
            #expect(Set(alone).isSubset(of: single), "seed \(seed)")
        }
    }

    @Test("a value that studied others before finds the same", arguments: 1...40 as ClosedRange<UInt64>)
    func reused(seed: UInt64) {
        let fleet = RandomFleet(seed: seed)
        var generator = SeededGenerator(seed: seed)
        let planned = RandomFleet.range(using: &generator)
        let options = AnalysisOptions(
            range: RandomFleet.range(using: &generator),
            maintenance: { container, _ in container.id == fleet.histories[0].container.id ? [planned] : [] }
        )
        var reused = ContainerStudy(options: options, symbols: fleet.symbols)
        for history in fleet.histories {
            let fresh = ContainerStudy(of: history, options: options, symbols: fleet.symbols)
            reused.study(history)
            #expect("\(reused.intervals)" == "\(fresh.intervals)", "seed \(seed)")
            #expect("\(reused.restarts)" == "\(fresh.restarts)", "seed \(seed)")
            #expect(reused.intervalsInRange == fresh.intervalsInRange, "seed \(seed)")
            #expect(reused.entriesInRange == fresh.entriesInRange, "seed \(seed)")
            #expect(reused.maintenance == fresh.maintenance && reused.availability == fresh.availability)
            #expect(reused.timeline.stretches == fresh.timeline.stretches, "seed \(seed)")
            #expect(reused.drift == fresh.drift && reused.finalStatus == fresh.finalStatus, "seed \(seed)")
        }
    }
}

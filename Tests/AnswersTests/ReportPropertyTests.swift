import DrawnTimelines
import ServiceLevels
import Study
import TestSupport
import Testing
import Timelines

@testable import Answers

/// What has to hold for every fleet; the seed is in each failure.
@Suite struct ReportPropertyTests {
    private static let seeds: ClosedRange<UInt64> = 1...150

    private func figures(_ histories: [ContainerHistory], _ options: AnalysisOptions, _ symbols: SymbolTable)
        -> StabilityFigures
    {
        .analyzed(histories, options, symbols)
    }

    private func options(seed: UInt64) -> AnalysisOptions {
        var generator = SeededGenerator(seed: seed &+ 1_000_000)
        var options = AnalysisOptions(range: RandomFleet.range(using: &generator))
        options.paused = PausedCondition.allCases[Int(seed % 3)]
        let maintenance = (0..<3).map { _ in RandomFleet.range(using: &generator) }
        // No more than what was asked for.
        options.maintenance = { container, needed in
            container.name == "n0" ? maintenance.filter { $0.intersection(needed).length > .zero } : []
        }
        return options
    }

    @Test("The conditions of every container partition the range", arguments: seeds)
    func partition(seed: UInt64) {
        let fleet = RandomFleet(seed: seed)
        let options = options(seed: seed)
        let figures = figures(fleet.histories, options, fleet.symbols)
        for container in figures.containers {
            let time = container.availability
            #expect(
                time.up + time.down + time.unknown + time.outOfService == options.range.length,
                "seed \(seed), \(container.id)"
            )
            #expect(time.assumedUp <= time.up && time.assumedDown <= time.down, "seed \(seed)")
            #expect(time.assumedOutOfService <= time.outOfService && time.plannedDown <= time.down, "seed \(seed)")
        }
    }

    @Test(
        "Every instant is in the condition that the definitions give it, one by one",
        arguments: 1...30 as ClosedRange<UInt64>
    )
    func instantByInstant(seed: UInt64) {
        let fleet = RandomFleet(seed: seed)
        let options = options(seed: seed)
        for history in fleet.histories {
            let figures = figures([history], options, fleet.symbols).containers[0].availability
            let judge = InstantJudge(history, until: options.range.end, paused: options.paused, symbols: fleet.symbols)
            var expected: [Condition: TimeSpan] = [:]
            // Every change lies on a half minute, but for the windows of lone restarts, which the judge takes apart.
            var instant = options.range.start
            while instant < options.range.end {
                let half = Interval(start: instant, end: instant + .seconds(30))
                let restarting = judge.restarting(in: half)
                expected[judge.condition(at: instant), default: .zero] += half.length - restarting
                expected[.down, default: .zero] += restarting
                instant = half.end
            }
            #expect(figures.up == expected[.up] ?? .zero, "seed \(seed), \(history.container.id)")
            #expect(figures.down == expected[.down] ?? .zero, "seed \(seed), \(history.container.id)")
            #expect(figures.unknown == expected[.unknown] ?? .zero, "seed \(seed), \(history.container.id)")
            #expect(figures.outOfService == expected[.outOfService] ?? .zero, "seed \(seed), \(history.container.id)")
        }
    }

    @Test("Sums over containers equal the fleet's totals", arguments: seeds)
    func containerSums(seed: UInt64) {
        let fleet = RandomFleet(seed: seed)
        let figures = figures(fleet.histories, options(seed: seed), fleet.symbols)
        var time = AvailabilityFigures()
        for container in figures.containers { time += container.availability }
        let total = figures.fleet
        #expect(time == total.availability, "seed \(seed)")
        #expect(figures.containers.map(\.downtime.windows).reduce(0, +) == total.downtime.windows, "seed \(seed)")
        #expect(figures.containers.map(\.downtime.closed).reduce(0, +) == total.downtime.closed, "seed \(seed)")
        #expect(figures.containers.compactMap(\.downtime.longest).max() == total.downtime.longest, "seed \(seed)")
        #expect(figures.containers.map(\.restarts.count).reduce(0, +) == total.restarts.count, "seed \(seed)")
        #expect(figures.containers.map(\.restarts.maxInHour).max() == total.restarts.maxInHour, "seed \(seed)")
        #expect(figures.containers.count(where: \.flapping) == total.flapping, "seed \(seed)")
        for kind in LatencyKind.allCases {
            let samples = figures.containers.compactMap { $0.latency[kind]?.n }.reduce(0, +)
            #expect(samples == total.latency[kind]?.n ?? 0, "seed \(seed), \(kind)")
        }
    }

    @Test("Sums over actors equal the totals", arguments: seeds)
    func actorSums(seed: UInt64) {
        let fleet = RandomFleet(seed: seed)
        let figures = figures(fleet.histories, options(seed: seed), fleet.symbols)
        #expect(figures.actors.map(\.entries).reduce(0, +) == figures.quality.entries, "seed \(seed)")
        #expect(figures.actors.allSatisfy { $0.operations.values.reduce(0, +) == $0.entries }, "seed \(seed)")
        #expect(figures.actors.map(\.windows).reduce(0, +) == figures.fleet.downtime.windows, "seed \(seed)")
        #expect(figures.actors.map(\.restarts).reduce(0, +) == figures.fleet.restarts.count, "seed \(seed)")
        #expect(figures.actors.reduce(TimeSpan.zero) { $0 + $1.down } == figures.fleet.downtime.down, "seed \(seed)")
        #expect(figures.fleet.downtime.down == figures.fleet.availability.down, "seed \(seed)")
        let forceStops = figures.fleet.latency[.forceStop].map { $0.n + $0.missing + $0.invalid } ?? 0
        #expect(figures.actors.map(\.forceStops).reduce(0, +) == forceStops, "seed \(seed)")
        let unattributed = figures.actors.first { !$0.attributed }
        #expect(unattributed?.entries == figures.quality.missingActor, "seed \(seed)")
    }

    @Test("The lists hold what the totals count", arguments: seeds)
    func lists(seed: UInt64) {
        let fleet = RandomFleet(seed: seed)
        let options = options(seed: seed)
        let figures = figures(fleet.histories, options, fleet.symbols)
        #expect(figures.windows.count == figures.fleet.downtime.windows, "seed \(seed)")
        #expect(figures.restarts.count == figures.fleet.restarts.count, "seed \(seed)")
        #expect(figures.windows.count(where: \.isOpen) == figures.fleet.downtime.open, "seed \(seed)")
        #expect(figures.windows.count(where: \.isTruncated) == figures.fleet.downtime.truncated, "seed \(seed)")
        for window in figures.windows {
            let parts = window.time.stopped + window.time.failed + window.time.paused
            #expect(parts == window.duration, "seed \(seed)")
            #expect(window.isOpen == (window.end == nil), "seed \(seed)")
            #expect(
                window.start < options.range.end && window.end ?? options.range.start >= options.range.start,
                "seed \(seed)"
            )
        }
    }

    @Test("The order in which entries arrived changes nothing", arguments: seeds)
    func shuffled(seed: UInt64) {
        let fleet = RandomFleet(seed: seed)
        let options = options(seed: seed)
        var generator = SeededGenerator(seed: seed)
        let shuffled = fleet.histories.shuffled(using: &generator).map { history in
            var history = history
            history.entries.shuffle(using: &generator)
            history.entries.sort { $0.at < $1.at }
            return history
        }
        #expect(
            figures(shuffled, options, fleet.symbols) == figures(fleet.histories, options, fleet.symbols),
            "seed \(seed)"
        )
    }

    @Test("Merged parts give what a single pass gives, whatever the split", arguments: seeds)
    func merged(seed: UInt64) {
        let fleet = RandomFleet(seed: seed, containers: 7)
        var options = options(seed: seed)
        options.listed = seed % 2 == 0 ? nil : 5
        var generator = SeededGenerator(seed: seed)
        var parts = (0..<3).map { _ in StabilityAnalysis(options: options, symbols: fleet.symbols) }
        for history in fleet.histories.shuffled(using: &generator) {
            let study = ContainerStudy(of: history, options: options, symbols: fleet.symbols)
            parts[Int.random(in: 0..<3, using: &generator)].add(study)
        }
        var whole = StabilityAnalysis(options: options, symbols: fleet.symbols)
        for part in parts.shuffled(using: &generator) { whole.merge(part) }
        #expect(whole.figures(quarantined: 0) == figures(fleet.histories, options, fleet.symbols), "seed \(seed)")
    }

    @Test(
        "A shortened list is the head of the whole one, and shortens nothing else",
        arguments: 1...20 as ClosedRange<UInt64>
    )
    func shortened(seed: UInt64) {
        let fleet = RandomFleet(seed: seed, containers: 60)
        var options = options(seed: seed)
        options.range = RandomFleet.span
        let whole = figures(fleet.histories, options, fleet.symbols)
        options.listed = 10
        var short = figures(fleet.histories, options, fleet.symbols)
        #expect(
            short.windows.map(\.duration).sorted() == whole.windows.map(\.duration).sorted().suffix(10),
            "seed \(seed)"
        )
        #expect(short.restarts == whole.restarts.suffix(10), "seed \(seed)")
        for kind in TimedKind.allCases {
            let slowest = whole.slow.filter { $0.kind == kind }.map(\.duration).prefix(10)
            #expect(short.slow.filter { $0.kind == kind }.map(\.duration) == Array(slowest), "seed \(seed), \(kind)")
        }
        // Of outages all are there here, and of their windows the first hundred.
        for (index, outage) in whole.outages.enumerated() where short.outages.indices.contains(index) {
            #expect(short.outages[index].windows == Array(outage.windows.prefix(100)), "seed \(seed)")
            short.outages[index].windows = outage.windows
        }
        short.slow = whole.slow
        short.windows = whole.windows
        short.restarts = whole.restarts
        #expect(short == whole, "seed \(seed)")
    }

    @Test("Entries from the end of the range on change nothing but the time before a first one", arguments: seeds)
    func later(seed: UInt64) {
        let fleet = RandomFleet(seed: seed)
        let options = options(seed: seed)
        let cut = fleet.histories.map { history in
            var history = history
            let firstInstant = history.entries.first?.at
            history.entries.removeAll { $0.at >= options.range.end && $0.at != firstInstant }
            return history
        }
        #expect(
            figures(cut, options, fleet.symbols) == figures(fleet.histories, options, fleet.symbols),
            "seed \(seed)"
        )
    }

    @Test("Splitting a range adds up where no later entry reaches back over the cut", arguments: seeds)
    func split(seed: UInt64) {
        // 1. Logs without breaks and without lone restarts, so that nothing reaches back. Nor does an entry after `deleted`:
        //    up to it a report takes the container for out of service for ever, covered or not; with it, time that is not
        //    covered is unknown. So only the last entry deletes.
        var fleet = RandomFleet(seed: seed).histories
        for place in fleet.indices {
            var last: Status?
            let final = fleet[place].entries.count - 1
            fleet[place].entries = fleet[place].entries.enumerated().map { position, entry in
                var entry = entry
                if entry.to == .deleted, position < final { entry.to = .deleting }
                entry.from = last.map(PriorStatus.status) ?? .null
                if entry.operation == .restart { entry.operation = .start }
                entry.at = entry.at + TimeSpan(milliseconds: Int64(entry.id.ordinal))
                last = entry.to
                return entry
            }
        }
        // 2. The whole against its parts.
        let symbols = RandomFleet(seed: seed).symbols
        var generator = SeededGenerator(seed: seed)
        var options = options(seed: seed)
        let whole = figures(fleet, options, symbols)
        var cuts = (0..<3).map { _ in RandomFleet.range(using: &generator).start }
        cuts = [options.range.start] + cuts.filter(options.range.contains).sorted() + [options.range.end]
        var time = AvailabilityFigures()
        var entries = 0
        var restarts = 0
        for (start, end) in zip(cuts, cuts.dropFirst()) where start < end {
            options.range = Interval(start: start, end: end)
            let part = figures(fleet, options, symbols)
            time += part.fleet.availability
            entries += part.quality.entries
            restarts += part.fleet.restarts.count
        }
        #expect(time == whole.fleet.availability, "seed \(seed)")
        #expect(entries == whole.quality.entries && restarts == whole.fleet.restarts.count, "seed \(seed)")
    }
}

extension EntryIdentifier {
    /// The number that the random fleet gave it: spreads entries of one instant.
    fileprivate var ordinal: UInt32 {
        if case .object(_, let low) = self { low } else { 0 }
    }
}

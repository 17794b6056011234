import DrawnTimelines
import TestSupport
import Timelines

/// Histories with everything that can happen to a log, from a seed.
struct RandomFleet {
    let symbols: SymbolTable
    let histories: [ContainerHistory]
    /// Every instant lies in here.
    static let span = Interval(start: DrawnTimeline.monday, end: DrawnTimeline.monday + .days(2))

    init(seed: UInt64, containers: Int = 4) {
        var generator = SeededGenerator(seed: seed)
        var symbols = SymbolTable()
        let words = RandomWords(symbols: &symbols)
        self.symbols = symbols
        histories = (0..<containers).map { Self.history(number: $0, words: words, using: &generator) }
    }

    private static func history(number: Int, words: RandomWords, using generator: inout SeededGenerator)
        -> ContainerHistory
    {
        var entries: [Entry] = []
        var at = span.start + .minutes(Int64.random(in: 0...300, using: &generator))
        var last: Status?
        for _ in 0..<Int.random(in: 0...60, using: &generator) {
            // Steps of half minutes, often none: instants tie.
            at =
                at
                + .seconds(
                    30 * Int64.random(in: 0...60, using: &generator) * Int64.random(in: 0...3, using: &generator)
                )
            guard at < span.end else { break }
            let to = words.statuses[Int.random(in: 0..<words.statuses.count, using: &generator)]
            let from: PriorStatus =
                switch Int.random(in: 0..<20, using: &generator) {
                case 0: .missing
                case 1: .null
                case 2: .status(words.statuses[Int.random(in: 0..<words.statuses.count, using: &generator)])
                default: last.map(PriorStatus.status) ?? .null
                }
            let duration: DurationReading =
                switch Int.random(in: 0..<8, using: &generator) {
                case 0: .missing
                case 1: .invalid
                default: .valid(Double(Int.random(in: 0...400_000, using: &generator)))
                }
            entries.append(
                Entry(
                    at: at,
                    from: from,
                    to: to,
                    duration: duration,
                    actor: words.actors[Int.random(in: 0..<words.actors.count, using: &generator)],
                    operation: words.operations[Int.random(in: 0..<words.operations.count, using: &generator)],
                    reason: words.reasons[Int.random(in: 0..<words.reasons.count, using: &generator)],
                    server: words.servers[Int.random(in: 0..<words.servers.count, using: &generator)],
                    id: .object(high: UInt64.random(in: 0...9, using: &generator), low: UInt32(entries.count)),
                    marks: EntryMarks(rawValue: UInt8.random(in: 0...3, using: &generator))
                )
            )
            last = to
        }
        var container = Container(id: ContainerID("c\(number)"), name: "n\(number % 2)")
        container.server = ["s1", "s2", nil][number % 3]
        if Bool.random(using: &generator) { container.createdAt = randomInstant(using: &generator) }
        if Int.random(in: 0..<6, using: &generator) > 0 { container.coveredUntil = randomInstant(using: &generator) }
        if Int.random(in: 0..<2, using: &generator) > 0 { container.coveredUntil = span.end + .days(1) }
        if Int.random(in: 0..<8, using: &generator) == 0 { container.goneSince = randomInstant(using: &generator) }
        for _ in 0..<Int.random(in: 0...3, using: &generator) {
            let status = words.statuses[Int.random(in: 0..<words.statuses.count, using: &generator)]
            container.listings.append(Listing(at: randomInstant(using: &generator), status: status))
        }
        container.listings.sort { $0.at < $1.at }
        return ContainerHistory(container: container, entries: entries)
    }

    private static func randomInstant(using generator: inout SeededGenerator) -> Instant {
        span.start + .seconds(30 * Int64.random(in: 0...5_760, using: &generator))
    }

    /// A range of whole half minutes inside the span.
    static func range(using generator: inout SeededGenerator) -> Interval {
        let start = Int64.random(in: 0...5_000, using: &generator)
        let length = Int64.random(in: 1...(5_760 - start), using: &generator)
        return Interval(start: span.start + .seconds(30 * start), end: span.start + .seconds(30 * (start + length)))
    }
}

/// What random entries are made of.
private struct RandomWords {
    /// Running and stopped often, so that chains hold and windows close.
    let statuses: [Status]
    let actors: [Symbol?]
    let operations: [Symbol?]
    let reasons: [EntryReason?]
    let servers: [Symbol?]

    init(symbols: inout SymbolTable) {
        let odd = Status(symbol: symbols.intern("odd"))
        statuses = [.running, .running, .running, .stopped, .stopped, .failed, .paused, .creating, .deleted, odd]
        actors = [nil, symbols.intern("ana"), symbols.intern("cron"), symbols.intern("user_1")]
        operations = [nil, nil, .start, .stop, .restart, .forceStop, .pause, symbols.intern("reboot")]
        let oom = symbols.reasons.intern("oom")
        let disk = symbols.reasons.intern("disk")
        let asked = symbols.reasons.intern("asked")
        reasons = [
            nil, nil, EntryReason(text: oom, isError: true), EntryReason(text: disk, isError: true),
            EntryReason(text: disk, isError: false), EntryReason(text: asked, isError: false),
        ]
        servers = [nil, nil, symbols.intern("s1"), symbols.intern("s2"), symbols.intern("s3")]
    }
}

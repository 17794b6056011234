import Answers
import DrawnTimelines
import Observations
import Periods
import ServiceLevels
import Storage
import Study
import TestSupport
import Timelines

/// A random fleet in an event store, written pass by pass as a sync would.
struct WrittenFleet {
    let folder: TemporaryFolder
    let path: String
    private var generator: SeededGenerator
    private var logs: [RandomLog]

    init(seed: UInt64) async throws {
        generator = SeededGenerator(seed: seed)
        folder = try TemporaryFolder()
        path = folder.file("store.sqlite")
        logs = []
        for number in 0..<Int.random(in: 1...7, using: &generator) {
            logs.append(RandomLog(number: number, using: &generator))
        }
        let store = try await EventStore.open(at: path)
        var instants = (0..<3).map { _ in RandomLog.instant(using: &generator) }
        // Half of the fleets are covered beyond the last entry.
        if RandomLog.one(in: 2, using: &generator) { instants[2] = RandomLog.span.end + .hours(6) }
        for (pass, instant) in instants.sorted().enumerated() {
            try await write(pass, at: instant, to: store)
            for place in logs.indices { logs[place].change(using: &generator) }
        }
        try await store.close()
    }

    /// Groups of names and ids, maintenance that overlaps itself, once and every week, and kinds of actors.
    mutating func configuration() -> AnalysisChoices {
        var choices = AnalysisChoices()
        choices.groups = GroupList([
            ContainerGroup(name: "odd", containers: [Glob("n1"), Glob("box-*")]),
            ContainerGroup(name: "even", containers: [Glob("n*")]),
        ])
        let times = [TimeOfDay("09:00") ?? .endOfDay, TimeOfDay("11:30") ?? .endOfDay]
        choices.maintenance.rules = (0..<4).map { number in
            let start = RandomLog.instant(using: &generator)
            let length = TimeSpan.seconds(Int64.random(in: 0...30_000, using: &generator))
            let once = MaintenanceRule.Time.once(Interval(start: start, end: start + length))
            let window = WeeklyWindow(
                days: [.monday, .tuesday],
                from: times[0],
                to: times[1],
                clock: .utc
            )
            return MaintenanceRule(
                name: "rule \(number)",
                containers: number % 2 == 0 ? [Glob("n*")] : [],
                groups: ["odd"],
                time: number == 3 ? .weekly([window]) : once
            )
        }
        choices.actorRules = [
            ActorRule(glob: "user_*", kind: .automation), ActorRule(glob: "*", kind: .system),
        ]
        if RandomLog.one(in: 2, using: &generator) { choices.actorRules.removeLast() }
        return choices
    }

    private mutating func write(_ number: Int, at instant: Instant, to store: EventStore) async throws {
        let pass = try await store.beginPass(
            PassStart(instant: instant, scope: .all, full: true),
            recordedAt: instant
        )
        let present = logs.filter { number < $0.goneInPass ?? .max }
        let listing = try listing(of: present)
        try await store.record(
            listing: listing.containers,
            unusable: listing.unusable,
            isLast: true,
            of: pass,
            recordedAt: instant
        )
        for log in logs {
            let id = ContainerID(log.id)
            _ = try await store.beginReading(of: id, in: pass, mode: .full, recordedAt: instant)
            guard number < log.goneInPass ?? .max else {
                try await store.endReading(of: id, as: .gone, recordedAt: instant)
                continue
            }
            var rest = log.lines.filter { $0.at < instant + log.ahead }.map(\.json)[...]
            if RandomLog.one(in: 9, using: &generator) { rest.append(#"{"transition_time":"soon"}"#) }
            while !rest.isEmpty {
                let page = rest.prefix(Int.random(in: 1...40, using: &generator))
                rest = rest.dropFirst(page.count)
                let text = #"{"data":{"logs":[\#(page.joined(separator: ","))]}}"#
                let entries = try PageDecoder().entryPage(Array(text.utf8), askedFor: id).entries
                _ = try await store.record(page: entries, of: id, in: pass, recordedAt: instant)
            }
            let isComplete = !RandomLog.one(in: 5, using: &generator)
            try await store.endReading(
                of: id,
                as: isComplete ? .complete : .incomplete(reason: "broke off"),
                recordedAt: instant
            )
        }
        try await store.endPass(pass, recordedAt: instant)
    }

    /// A page of the list; what it says of a container's status has nothing to do with its log.
    private mutating func listing(of logs: [RandomLog]) throws -> ContainerPage {
        let statuses = [
            #","status":"running""#, #","status":"running""#, #","status":"stopped""#, #","status":null"#, "",
        ]
        let elements = logs.map { log in
            let name = log.name.map { #","name":"\#($0)""# } ?? ""
            let created = log.createdAt.map { #","created_at":"\#($0.iso8601)""# } ?? ""
            return #"{"id":"\#(log.id)"\#(name)\#(created)\#(statuses.pick(&generator))}"#
        }
        let text = #"{"data":{"containers":[\#(elements.joined(separator: ","))]}}"#
        return try PageDecoder().containerPage(Array(text.utf8), date: nil)
    }

    /// Ranges on whose last instants both sides have to agree.
    ///
    /// The store orders the entries of one instant once, looking at the whole log; a report may not look beyond its end. So
    /// they can disagree where the last instant before the end holds several entries: the next entry, which the report must
    /// not use, can have settled their order. One entry alone before the end settles all ties before it in the same way.
    /// The same goes for the first instant of a log that lies wholly behind the end.
    mutating func ranges(_ count: Int, over histories: [ContainerHistory]) -> [Interval] {
        let marks =
            histories.flatMap { $0.entries.map(\.at) } + histories.compactMap(\.container.coveredUntil)
            + histories.compactMap(\.container.createdAt)
        var ranges: [Interval] = []
        for _ in 0..<500 where ranges.count < count {
            var ends = (0..<2).map { _ in
                RandomLog.one(in: 3, using: &generator) && !marks.isEmpty
                    ? marks.pick(&generator)
                    : RandomLog.span.start + .seconds(Int64.random(in: -20_000...200_000, using: &generator))
            }
            ends.sort()
            guard ends[0] < ends[1] else { continue }
            let isSettled = histories.allSatisfy { history in
                let entries = history.entries
                let known = entries.count(before: ends[1])
                // Where all entries lie behind the end, the first one still tells what was before it.
                let last = known > 0 ? known - 1 : 0
                let neighbour = known > 0 ? last - 1 : 1
                return !entries.indices.contains(neighbour) || entries[neighbour].at != entries[last].at
            }
            if isSettled { ranges.append(Interval(start: ends[0], end: ends[1])) }
        }
        return ranges
    }
}

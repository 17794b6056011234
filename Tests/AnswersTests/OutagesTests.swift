import DrawnTimelines
import ServiceLevels
import Study
import TestSupport
import Testing
import Timelines

@testable import Answers

/// Which outage a time or an entry means, and what stands around it. Drawings begin on a Monday at midnight, UTC.
@Suite("One outage whole")
struct OutagesTests {
    // MARK: Which one

    /// Outages from 1:00 to 1:10 and from 4:10 to 4:30.
    private static let two =
        "up 1h | stop by ana | down 10m | start | up 3h | stop by ben | down 20m | start | up 40h"

    @Test("A time means the outage that holds it, else the nearest within a day")
    func time() throws {
        let figures = try analyzed(Self.two, to: "48h")
        func start(_ time: String) throws -> Instant? {
            let found = figures.outages(at: try at(time), in: nil)
            #expect(found.count <= 1)
            return found.first?.start
        }
        let (first, second) = (try at("1h"), try at("4h10m"))
        for time in ["0s", "1h", "1h5m", "1h10m", "2h"] { #expect(try start(time) == first, "\(time)") }
        // 1 h 30 min from either: the earlier.
        #expect(try start("2h40m") == first)
        for time in ["2h41m", "4h10m", "4h29m", "10h"] { #expect(try start(time) == second, "\(time)") }
        // A day after it ended, and a moment later.
        #expect(try start("28h30m") == second)
        #expect(try start("28h30m1s") == nil)
    }

    @Test("An open outage holds every later time")
    func open() throws {
        let figures = try analyzed("up 1h | stop by ana | down 47h", to: "48h")
        #expect(figures.outages.map(\.end) == [nil])
        let time = try at("47h")
        #expect(figures.outages(at: time, in: nil).count == 1)
    }

    @Test("In each group it means one")
    func groups() throws {
        var fleet = DrawnFleet()
        try fleet.add(Self.two, id: "a")
        try fleet.add("up 2h | stop by cid | down 1h | start | up 40h", id: "b")
        let figures = try fleet.figures(to: "24h") { options in
            options.groups = GroupList([
                ContainerGroup(name: "one", containers: [Glob("a")]),
                ContainerGroup(name: "two", containers: [Glob("b")]),
            ])
        }
        let time = try at("2h30m")
        let starts = [try at("1h"), try at("2h")]
        let found = figures.outages(at: time, in: nil)
        #expect(found.map(\.group) == ["one", "two"] && found.map(\.start) == starts)
        // With a container, only in its group.
        #expect(figures.outages(at: time, in: ("one", ContainerID("a"))).map(\.group) == ["one"])
    }

    @Test("An entry means the outage of the window that it lies in, though another be nearer by its bounds")
    func entry() throws {
        var fleet = DrawnFleet()
        // Two outages that overlap: a window holds others together for no longer than an hour.
        try fleet.add("up 1h | stop by ana | down 5h | start by ana | up 10h", id: "a")
        try fleet.add("up 3h | stop by ben | down 10m | start | up 10h", id: "b")
        let figures = try fleet.figures(to: "16h")
        let starts = [try at("1h"), try at("3h")]
        #expect(figures.outages.map(\.start) == starts)
        let group = figures.groups[0].group.name
        func start(_ time: String, in container: String) throws -> [Instant] {
            figures.outages(at: try at(time), in: (group, ContainerID(container))).map(\.start)
        }
        #expect(try start("3h", in: "b") == [starts[1]])
        #expect(try start("6h", in: "a") == [starts[0]])
        // Outside of all windows of its container it means what its time does.
        #expect(try start("3h5m", in: "c") == [starts[0]])
    }

    // MARK: What stands around it

    private func entries(
        around outage: Outage,
        _ histories: [ContainerHistory],
        _ symbols: SymbolTable,
        until end: Instant
    ) -> [OutageEntry] {
        let period = Interval(
            start: outage.start - .minutes(10),
            end: (outage.end ?? end) + .minutes(10) + TimeSpan(milliseconds: 1)
        )
        let options = AnalysisOptions(range: period)
        var parts = [0, 1].map { _ in SurroundingEntries([(outage, period)], options: options, symbols: symbols) }
        for (number, history) in histories.enumerated() { parts[number % 2].add(history) }
        parts[0].merge(parts[1])
        let found = parts[0].entries { seqs in Dictionary(uniqueKeysWithValues: seqs.map { ($0, "\($0)") }) }
        return found[0]
    }

    @Test("Entries from ten minutes before to ten after: of its containers by anyone, of its actors anywhere")
    func around() throws {
        var fleet = DrawnFleet()
        // The outage is from 1:00 to 1:20.
        try fleet.add(
            """
            up 49m59s | to migrating by cid id too-early | in migrating 1s | to running by cid id before | up 10m | \
            stop by ana id opened | down 10m | fail by cid id within | failed 10m | recover by ben id closed | up 10m | \
            to migrating by cid id after | in migrating 1s | to running by cid id too-late | up 10h
            """,
            id: "a"
        )
        try fleet.add(
            """
            up 65m | to migrating by ana id elsewhere | in migrating 1m | to running by dan id other | up 1m | \
            to migrating by ben id returner | in migrating 1m | to running id nobody | up 10h
            """,
            id: "b"
        )
        let figures = try fleet.figures()
        let outage = try #require(figures.outages.first)
        let end = try at("1h20m")
        #expect(figures.outages.count == 1 && outage.end == end)
        let found = entries(around: outage, fleet.histories.map(\.numbered), fleet.symbols, until: try at("24h"))
        #expect(
            found.map(\.entry.eventID) == ["before", "opened", "elsewhere", "within", "closed", "after"]
        )
        #expect(found.map(\.part) == [.near, .opened, .near, .within, .closed, .near])
    }

    @Test("On random fleets they are what looking at every entry finds", arguments: 1...40)
    func everyEntry(seed: UInt64) throws {
        let fleet = RandomFleet(seed: seed, containers: 5)
        let histories = fleet.histories.map(\.numbered)
        let options = AnalysisOptions(range: RandomFleet.span)
        let figures = StabilityFigures.analyzed(histories, options, fleet.symbols)
        for outage in figures.outages {
            let end = outage.end ?? RandomFleet.span.end
            let near = outage.start - .minutes(10)...end + .minutes(10)
            let members = Set(outage.windows.map(\.containerID))
            let actors = Set(outage.actors.filter { $0.kind != .unattributed }.map { ExactText($0.actor) })
            let expected = histories.flatMap { history in
                history.entries.filter { entry in
                    let actor = entry.actor.map { ExactText(fleet.symbols[$0]) }
                    return near.contains(entry.at)
                        && (members.contains(history.container.id) || actor.map(actors.contains) ?? false)
                }.map { "\(history.container.id) \($0.receipt)" }
            }
            let found = entries(around: outage, histories, fleet.symbols, until: RandomFleet.span.end)
            let names = found.map { "\($0.entry.containerID) \($0.entry.metadata ?? "")" }
            #expect(names.sorted() == expected.sorted(), "seed \(seed)")
            #expect(
                zip(found, found.dropFirst()).allSatisfy {
                    ($0.entry.at, $0.entry.containerID) <= ($1.entry.at, $1.entry.containerID)
                },
                "seed \(seed)"
            )
            // Every window that an entry opened is there with it.
            let windows = figures.windows.map(\.window).filter { window in
                outage.windows.contains { $0.containerID == window.containerID && $0.start == window.start }
            }
            let opened = Set(found.filter { $0.part == .opened }.map { "\($0.entry.containerID) \($0.entry.eventID)" })
            for window in windows where window.start >= near.lowerBound {
                guard let opener = window.openedBy else { continue }
                #expect(opened.contains("\(window.containerID) \(opener.eventID)"), "seed \(seed)")
            }
        }
    }
}

import DrawnTimelines
import ServiceLevels
import Study
import TestSupport
import Testing
import Timelines

@testable import Answers

@Suite("Why it failed")
struct ReasonTests {
    @Test("A window that failed has the reason of its first entry into failed that tells one")
    func failures() throws {
        func reasons(_ drawing: String) throws -> [String?] {
            try analyzed("up 1h | " + drawing).windows.map(\.window.reason)
        }
        #expect(try reasons("fail error oom | failed 1h | recover | up 1h") == ["oom"])
        #expect(
            try reasons(
                "fail | failed 1m | to failed error second | failed 1m | to failed error third | failed 1m | recover | up 1h"
            ) == ["second"]
        )
        // Whatever others of its entries tell, and whatever the one tells that ends it.
        #expect(
            try reasons("stop because asked | down 1m | fail error oom | failed 1h | recover because back | up 1h") == [
                "oom"
            ]
        )
        #expect(try reasons("stop because asked | down 1m | fail | failed 1h | recover because back | up 1h") == [nil])
    }

    @Test("Any other window has that of its first entry that tells one, but for the one that closes it")
    func others() throws {
        func reasons(_ drawing: String) throws -> [String?] {
            try analyzed("up 1h | " + drawing).windows.map(\.window.reason)
        }
        #expect(try reasons("stop because asked | down 1h | start because back | up 1h") == ["asked"])
        #expect(try reasons("stop | down 1m | pause error later | paused 1h | resume | up 1h") == ["later"])
        #expect(try reasons("stop | down 1h | start because back | up 1h") == [nil])
        // A restart in one entry ends what it began.
        #expect(try reasons("restart 20s because deploy | up 1h") == [nil])
        // Without an opening entry, and while it is open.
        #expect(try analyzed("down 1h | to failed error late | failed 1h").windows.map(\.window.reason) == ["late"])
        let window = try #require(
            try analyzed("up 1h | stop by ana because asked | down 1h | start because back | up 1h").windows.first
        )
        #expect(window.openedBy?.reason == "asked" && window.closedBy?.reason == "back")
    }

    @Test("Failures are entries into failed, and others whose metadata has an error, by exact reason")
    func totals() throws {
        var fleet = DrawnFleet()
        try fleet.add(
            "up 1h | fail error oom | failed 1h | recover error oom | up 1h | fail error disk | failed 1h | recover | up 1h",
            id: "a"
        )
        try fleet.add(
            "up 2h | fail error oom | failed 1h | recover | up 1h | fail | failed 1h | recover because luck | up 1h",
            id: "b"
        )
        try fleet.add("up 3h | stop because disk | down 1h | start | up 1h | fail because disk | failed 1h", id: "c")
        let figures = try fleet.figures()
        #expect(
            try figures.failures == [
                FailureFigures(reason: "oom", entries: 3, containers: 2, first: at("1h"), last: at("2h")),
                FailureFigures(reason: "disk", entries: 2, containers: 2, first: at("3h"), last: at("5h")),
                FailureFigures(reason: nil, entries: 1, containers: 1, first: at("4h"), last: at("4h")),
            ]
        )
        // Only those of the range.
        #expect(try fleet.figures(from: "3h", to: "5h").failures.map(\.reason) == ["disk", nil])
    }

    @Test("An outage counts its windows by reason, and its containers by server, joined restarts too")
    func outages() throws {
        var fleet = DrawnFleet()
        try fleet.add("up 1h | stop by ana error oom on s1 | down 20m | start | up 9h", id: "a")
        try fleet.add(
            "up 1h5m | stop by ana error oom on s2 | down 20m | start | up 1m | stop by ana on s1 | down 5m | start | up 9h",
            id: "b"
        )
        try fleet.add("up 1h2m | stop by ana as restart | down 1m | start as restart | up 9h", id: "c")
        fleet.histories[2].container.server = "s9"
        fleet.histories[0].container.server = "s8"
        let outage = try #require(try fleet.figures().outages.first)
        #expect(outage.windows.count == 4)
        #expect(outage.reasons == [OutageReason(reason: "oom", windows: 2), OutageReason(reason: nil, windows: 2)])
        #expect(
            outage.servers == [
                OutageServer(server: "s1", containers: 2), OutageServer(server: "s2", containers: 1),
                OutageServer(server: "s9", containers: 1),
            ]
        )
    }

    @Test(
        "In a text, reasons are one line with both ends, and numbers and ids make no difference",
        arguments: [
            ("exit 137 after 12.5 s", "exit 1 after 3.25 s", true), ("pod 0a1b2c3d4e gone", "pod ffffffff gone", true),
            ("pod 0a1b2c3 gone", "pod ffffff0 gone", false), ("deadbeef", "12345678", true), ("a1b", "a22b", true),
            ("oom", "disk", false),
        ]
    )
    func forms(first: String, second: String, areOne: Bool) {
        #expect((reasonForm(first) == reasonForm(second)) == areOne)
        let long = "first\nline\u{1B}[2J " + String(repeating: "x", count: 300) + " the end"
        let shown = reasonText(long)
        #expect(shown.hasPrefix("first line [2J") && shown.hasSuffix("the end") && !shown.contains("\n"))
    }

    @Test("Over random fleets they are what the definitions name, one by one", arguments: 1...40 as ClosedRange<UInt64>)
    func random(seed: UInt64) throws {
        let fleet = RandomFleet(seed: seed)
        var generator = SeededGenerator(seed: seed)
        let options = AnalysisOptions(
            range: RandomFleet.range(using: &generator),
            groups: RandomGroups.list(using: &generator)
        )
        let figures = StabilityFigures.analyzed(fleet.histories, options, fleet.symbols)
        var failures: [String: (entries: Int, containers: Set<ContainerID>)] = [:]
        for history in fleet.histories {
            for entry in history.entries where options.range.contains(entry.at) {
                guard entry.to == .failed || entry.reason?.isError == true else { continue }
                let reason = entry.reason.map { fleet.symbols.reasons[$0.text] } ?? "-"
                failures[reason, default: (0, [])].entries += 1
                failures[reason, default: (0, [])].containers.insert(history.container.id)
            }
        }
        let counts = failures.map { "\($0) \($1.entries) \($1.containers.count)" }
        let found = figures.failures.map { "\($0.reason ?? "-") \($0.entries) \($0.containers)" }
        #expect(found.sorted() == counts.sorted(), "seed \(seed)")

        var reasons: [String: String?] = [:]
        var servers: [String: String?] = [:]
        for listed in figures.windows {
            let history = try #require(fleet.histories.first { $0.container.id == listed.containerID })
            let entries = entries(of: listed.window, in: history, until: options.range.end, fleet.symbols)
            let hasFailed = listed.service.cause == .failure
            let telling = entries.first { $0.reason != nil && (!hasFailed || $0.to == .failed) }
            let reason = telling?.reason.map { fleet.symbols.reasons[$0.text] }
            let name = "\(listed.containerID) \(listed.start.iso8601)"
            #expect(listed.window.reason == reason, "seed \(seed), \(name)")
            reasons[name] = .some(reason)
            let named = listed.openedBy == nil ? nil : opener(of: listed.window, in: history, fleet.symbols)?.server
            servers[name] = .some(named.map { fleet.symbols[$0] } ?? history.container.server)
        }
        for outage in figures.outages {
            let names = outage.windows.map { "\($0.containerID) \($0.start.iso8601)" }
            var counts: [String: Int] = [:]
            for name in names { counts[(reasons[name] ?? nil) ?? "-", default: 0] += 1 }
            #expect(
                outage.reasons.map { "\($0.reason ?? "-") \($0.windows)" }.sorted()
                    == counts.map { "\($0) \($1)" }.sorted(),
                "seed \(seed)"
            )
            #expect(outage.reasons.reduce(0) { $0 + $1.windows } == outage.windows.count, "seed \(seed)")
            var containers: [String: Set<ContainerID>] = [:]
            for (name, window) in zip(names, outage.windows) {
                if let server = servers[name] ?? nil { containers[server, default: []].insert(window.containerID) }
            }
            #expect(
                outage.servers.map { "\($0.server) \($0.containers)" }.sorted()
                    == containers.map { "\($0) \($1.count)" }.sorted(),
                "seed \(seed)"
            )
        }
    }

    private func opener(of window: DowntimeWindow, in history: ContainerHistory, _ symbols: SymbolTable) -> Entry? {
        history.entries.first { $0.eventID(in: symbols, container: history.container.id) == window.openedBy?.eventID }
    }

    /// From the one that opened it to the one before that which closed it; ids are different in these logs.
    private func entries(
        of window: DowntimeWindow,
        in history: ContainerHistory,
        until end: Instant,
        _ symbols: SymbolTable
    ) -> [Entry] {
        let container = history.container
        let known = min(end, container.coveredUntil ?? .distantPast, container.goneSince ?? .distantFuture)
        var entries = history.entries.filter { $0.at < end }
        orderWithinInstants(&entries, symbols: symbols)
        func index(_ id: String?) -> Int? {
            entries.firstIndex { $0.eventID(in: symbols, container: container.id) == id }
        }
        let first = index(window.openedBy?.eventID) ?? 0
        let last = window.closedBy.flatMap { index($0.eventID) } ?? entries.count { $0.at < known }
        return first < last ? Array(entries[first..<last]) : []
    }
}

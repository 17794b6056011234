import DrawnTimelines
import ServiceLevels
import Study
import TestSupport
import Testing
import Timelines

@testable import Answers

/// Which server went down with an outage. Drawings begin on a Monday at midnight, UTC.
@Suite("A server that went down")
struct ServerFallTests {
    /// The outages of the fleet, with the servers named as a report names them.
    private func outages(
        _ histories: [ContainerHistory],
        _ symbols: SymbolTable,
        _ options: AnalysisOptions
    ) -> [Outage] {
        var analysis = StabilityAnalysis(options: options, symbols: symbols)
        for history in histories { analysis.add(ContainerStudy(of: history, options: options, symbols: symbols)) }
        var (figures, _, falls) = analysis.result(quarantined: 0)
        // Two parts, merged: what is counted does not depend on how containers are shared out.
        var parts = [0, 1].map { _ in RunningContainers(falls.candidates, options: options, symbols: symbols) }
        for (number, history) in histories.enumerated() { parts[number % 2].add(history) }
        parts[0].merge(parts[1])
        let servers = falls.servers(running: parts[0].counts)
        for index in figures.outages.indices {
            figures.outages[index].serverDown = servers[figures.outages[index].position]
        }
        return figures.outages
    }

    private func servers(_ drawings: String..., on servers: [String?] = []) throws -> [String?] {
        var fleet = DrawnFleet()
        for (number, drawing) in drawings.enumerated() { try fleet.add(drawing, id: "c\(number)") }
        for index in fleet.histories.indices {
            fleet.histories[index].container.server = index < servers.count ? servers[index] : "s1"
        }
        return outages(fleet.histories, fleet.symbols, try DrawnFleet.options()).map(\.serverDown)
    }

    private let up = "absent 0s | provision | up 20h"

    @Test("At least two containers, and at least half of those that were running on it just before")
    func half() throws {
        let fell = "up 1h | fail by system_x | failed 1h | recover | up 18h"
        #expect(try servers(fell, fell) == ["s1"])
        #expect(try servers(fell, up) == [nil])
        #expect(try servers(fell, fell, up, up) == ["s1"])
        #expect(try servers(fell, fell, up, up, up) == [nil])
        // What runs elsewhere, or was not running, counts for nothing.
        #expect(try servers(fell, fell, up, up, up, on: ["s1", "s1", "s1", "s1", "s2"]) == ["s1"])
        #expect(try servers(fell, fell, up, up, "up 30m | stop by ana | down 19h") == ["s1"])
    }

    @Test("What is less than half of those that ran on for certain is not counted again")
    func certainly() throws {
        func candidates(of running: Int) throws -> Int {
            var fleet = DrawnFleet()
            let fell = "up 10h | fail by system_x | failed 1h | recover | up 9h"
            let drawings = [fell, fell] + Array(repeating: up, count: running)
            for (number, drawing) in drawings.enumerated() { try fleet.add(drawing, id: "c\(number)") }
            for index in fleet.histories.indices { fleet.histories[index].container.server = "s1" }
            let options = try DrawnFleet.options()
            var analysis = StabilityAnalysis(options: options, symbols: fleet.symbols)
            for history in fleet.histories {
                analysis.add(ContainerStudy(of: history, options: options, symbols: fleet.symbols))
            }
            return analysis.result(quarantined: 0).falls.candidates.count
        }
        // Two of four are half; the two themselves ran until then, which is not certain of their whole minute.
        #expect(try (0...2).map(candidates) == [1, 1, 1])
        #expect(try candidates(of: 5) == 0)
    }

    @Test("Within two minutes, the last of them included")
    func together() throws {
        let first = "up 1h | fail by system_x | failed 1h | recover | up 18h"
        #expect(try servers(first, "up 1h2m | fail by system_x | failed 1h | recover | up 18h") == ["s1"])
        #expect(try servers(first, "up 1h2m1s | fail by system_x | failed 1h | recover | up 18h") == [nil])
    }

    @Test("What users and automations do is no fall; what the log does not name is")
    func actors() throws {
        func stopped(by actor: String) -> String { "up 1h | stop by \(actor) | down 1h | start | up 18h" }
        #expect(try servers(stopped(by: "user_ana"), stopped(by: "user_ana")) == [nil])
        #expect(try servers(stopped(by: "cron"), stopped(by: "cron")) == [nil])
        #expect(try servers(stopped(by: "somebody"), stopped(by: "server_reboot")) == ["s1"])
        let nobody = "up 1h | stop | down 1h | start | up 18h"
        #expect(try servers(nobody, nobody) == ["s1"])
    }

    @Test("The server is that of the newest entry before, else the newest listing's")
    func moved() throws {
        let named =
            "up 30m | to migrating by ana | in migrating 1m | to running by ana on s9 | up 29m | fail by system_x on s1"
            + " | failed 1h | recover | up 18h"
        let listed = "up 1h | fail by system_x | failed 1h | recover | up 18h"
        #expect(try servers(named, named) == ["s9"])
        #expect(try servers(named, listed, on: ["s1", "s9"]) == ["s9"])
        #expect(try servers(named, listed) == [nil])
        #expect(try servers(listed, listed, on: [nil, nil]) == [nil])
    }

    @Test("On random fleets it is what looking at every pair of windows finds")
    func everyWindow() throws {
        var named = 0
        for seed: UInt64 in 1...60 {
            let fleet = try Self.randomFleet(seed: seed)
            let options = try DrawnFleet.options()
            let found = outages(fleet.histories, fleet.symbols, options)
            named += found.count { $0.serverDown != nil }
            let judge = FallJudge(fleet, options)
            for outage in found {
                #expect(outage.serverDown == judge.server(of: outage, among: found), "seed \(seed)")
            }
        }
        #expect(named > 10)
    }

    /// Five containers that fall often, on two servers.
    private static func randomFleet(seed: UInt64) throws -> DrawnFleet {
        var generator = SeededGenerator(seed: seed)
        func oneOf(_ words: [String]) -> String { words.randomElement(using: &generator) ?? "" }
        var fleet = DrawnFleet()
        for number in 0..<5 {
            var drawing = "absent 0s | provision"
            for _ in 0..<Int.random(in: 0...6, using: &generator) {
                let (up, down) = (Int.random(in: 0...8, using: &generator), Int.random(in: 1...30, using: &generator))
                drawing +=
                    " | up \(up * 30)s | \(oneOf(["fail", "fail", "fail by user_ana", "fail by system_x", "fail by cron"]))"
                    + " | failed \(down)m | recover\(oneOf(["", " on s1", " on s2"]))"
            }
            try fleet.add(drawing + " | up 20h", id: "c\(number)")
            fleet.histories[number].container.server = oneOf(["s1", "s2"])
        }
        return fleet
    }
}

/// Looks at every window of every outage, one by one.
private struct FallJudge {
    private let studies: [ContainerStudy]
    private let classifier: ActorClassifier

    init(_ fleet: DrawnFleet, _ options: AnalysisOptions) {
        studies = fleet.histories.map { ContainerStudy(of: $0, options: options, symbols: fleet.symbols) }
        classifier = ActorClassifier(rules: options.actorRules, symbols: fleet.symbols)
    }

    private struct Window {
        let container: ContainerID
        let at: Instant
        let server: ExactText
    }

    /// Where a container was running just before `instant`, by its first `entries`; nil where it was not.
    private func server(_ study: ContainerStudy, before instant: Instant, entries: Int) -> ExactText? {
        let moment = instant - TimeSpan(milliseconds: 1)
        let isRunning = study.timeline.stretches.contains { $0.interval.contains(moment) && $0.status == .running }
        guard isRunning else { return nil }
        let named = entries > 0 ? study.timeline.entries[entries - 1].server.map { study.symbols[$0] } : nil
        return (named ?? study.container.server).map { ExactText($0) }
    }

    /// The windows of an outage that can be part of a fall.
    private func windows(of outage: Outage) -> [Window] {
        outage.windows.compactMap { window in
            guard let study = studies.first(where: { $0.container.id == window.containerID }),
                let interval = study.intervals.first(where: { $0.start == window.start && $0.length > .zero }),
                let opener = interval.opener,
                ![.user, .automation].contains(classifier.kind(of: study.timeline.entries[opener].actor)),
                interval.stretches.lowerBound > 0,
                study.timeline.stretches[interval.stretches.lowerBound - 1].status == .running
            else { return nil }
            let named = opener > 0 ? study.timeline.entries[opener - 1].server.map { study.symbols[$0] } : nil
            return (named ?? study.container.server).map {
                Window(container: window.containerID, at: study.timeline.entries[opener].at, server: ExactText($0))
            }
        }
    }

    func server(of outage: Outage, among outages: [Outage]) -> String? {
        let all = outages.flatMap(windows)
        let own = windows(of: outage)
        var best: (server: ExactText, first: Instant, count: Int)?
        for first in all {
            let together = all.filter { other in
                other.server == first.server && first.at <= other.at && other.at <= first.at + .minutes(2)
            }
            let count = Set(together.map(\.container)).count
            let running = studies.count { study in
                let before = study.timeline.entries.prefix { $0.at < first.at }.count
                return server(study, before: first.at, entries: before) == first.server
            }
            let holds = own.contains { mine in together.contains { $0.container == mine.container && $0.at == mine.at }
            }
            guard count > 1, count * 2 >= running, holds else { continue }
            let isBetter =
                best.map { known in
                    if count != known.count { return count > known.count }
                    return first.at == known.first ? first.server < known.server : first.at < known.first
                } ?? true
            if isBetter { best = (first.server, first.at, count) }
        }
        return best?.server.text
    }
}

import Foundation
import Simulation
import Testing
import Timelines

@Suite("The fleet of 24 containers and 8 weeks shows")
struct FleetScenarioTests {
    @Test("every scenario, whatever the seed", arguments: 1...6 as ClosedRange<UInt64>)
    func everyScenario(seed: UInt64) {
        let fleet = Fleet(FleetOptions(seed: seed, now: monday))
        for scenario in Scenario.allCases {
            #expect(!fleet.containers(showing: scenario).isEmpty, "\(scenario), seed \(seed)")
        }
    }

    @Test("every scenario on whatever weekday and hour the history ends", arguments: 0...6 as ClosedRange<Int64>)
    func everyWeekday(days: Int64) {
        let fleet = Fleet(FleetOptions(now: monday + .days(days) + .hours(3 * days) + .minutes(17)))
        for scenario in Scenario.allCases where scenario != .openDowntime {
            #expect(!fleet.containers(showing: scenario).isEmpty, "\(scenario), \(days) days later")
        }
    }

    @Test("stops and starts with typical durations, and slow starts")
    func durations() throws {
        let starts = sampleFleet.containers.flatMap(\.entries).filter {
            $0.fromStatus == "stopped" && $0.toStatus == "running" && ($0.duration ?? -1) > 0
                && ($0.duration ?? 0) < 1e9
        }
        let typical = starts.filter { (5_000...15_000).contains($0.duration ?? 0) }
        #expect(starts.count > 500)
        #expect(Double(typical.count) / Double(starts.count) > 0.75)
        for (_, entry) in sampleFleet.shown(.slowStart) where entry.isWhole {
            #expect(try #require(entry.duration) > 15_000)
        }
        for (_, entry) in sampleFleet.shown(.forceStop) {
            #expect(try #require(entry.duration) < 1_000)
            #expect(entry.operation == "force-stop")
        }
    }

    @Test("restarts in two rows, both naming the operation, that together take 10 to 25 s where they are not slow")
    func twoRows() throws {
        let api = try #require(sampleFleet.containers.first { $0.name == "prod-api-1" })
        let rows = api.entries(showing: .restartInTwoRows)
        #expect(rows.count >= 20 && rows.count.isMultiple(of: 2))
        for pair in stride(from: 0, to: rows.count, by: 2).map({ (rows[$0], rows[$0 + 1]) }) {
            #expect(pair.0.toStatus == "stopped" && pair.1.toStatus == "running")
            #expect(pair.0.operation == "restart" && pair.1.operation == "restart")
            guard !pair.1.scenarios.contains(.slowStart) else { continue }
            #expect((10_000...25_000).contains((pair.0.duration ?? 0) + (pair.1.duration ?? 0)))
        }
    }

    @Test("lone running → running rows of a restart, one of them without a duration")
    func oneRow() {
        for (_, entry) in sampleFleet.shown(.restartInOneRow) + sampleFleet.shown(.restartInOneRowWithoutDuration) {
            #expect(entry.fromStatus == "running" && entry.toStatus == "running" && entry.operation == "restart")
        }
        #expect(sampleFleet.shown(.restartInOneRowWithoutDuration).allSatisfy { $0.entry.duration == nil })
    }

    @Test("quick restarts of at most 120 s, without naming the operation")
    func quick() {
        let rows = sampleFleet.shown(.quickRestart).map(\.entry).filter { $0.shownUntil == .distantFuture }
        #expect(rows.allSatisfy { $0.operation != "restart" })
        for (stop, start) in zip(rows, rows.dropFirst()) where stop.toStatus == "stopped" && start.at > stop.at {
            #expect(start.at - stop.at <= .seconds(120))
        }
    }

    @Test("restarts through failed, and six of them within an hour")
    func flapping() throws {
        let worker = try #require(sampleFleet.containers(showing: .flapping).first)
        let back = worker.entries(showing: .flapping).filter { $0.toStatus == "running" }
        #expect(back.contains { first in back.count { $0.at >= first.at && $0.at - first.at < .hours(1) } >= 3 })
        #expect(back.allSatisfy { $0.fromStatus == "failed" })
    }

    @Test("many containers that come back within two minutes of a server's reboot")
    func autostart() {
        let rows = sampleFleet.shown(.autostartAfterReboot)
        for row in rows {
            let down = row.container.entries.last { $0.at < row.entry.at }
            #expect(down?.actor == "server_reboot")
            #expect(row.entry.actor == "autostart")
            #expect(row.entry.at - (down?.at ?? .distantPast) <= .seconds(120))
            #expect(row.entry.at - (down?.at ?? .distantPast) >= .seconds(60))
        }
        let sameMorning = rows.count { $0.entry.at < monday - .days(16) && $0.entry.at >= monday - .days(17) }
        #expect(sameMorning >= 5)
    }

    @Test("a pause that a reboot ended as stopped")
    func lostPause() {
        let rows = sampleFleet.shown(.pauseLostInReboot)
        #expect(rows.allSatisfy { $0.entry.fromStatus == "paused" && $0.entry.toStatus == "stopped" })
    }

    @Test("failed starts, resumes and provisions, with the reason in their metadata")
    func failures() {
        for (scenario, from) in [(.failedStart, "stopped"), (.failedResume, "paused")] as [(Scenario, String)] {
            for (_, entry) in sampleFleet.shown(scenario) {
                #expect(entry.fromStatus == from && entry.toStatus == "failed")
                #expect((entry.object?["metadata"] as? [String: Any])?["error"] is String)
            }
        }
        let failed = sampleFleet.shown(.failedProvision).map(\.entry)
        #expect(failed.contains { $0.fromStatus == "creating" && $0.toStatus == "failed" })
    }

    @Test("who stopped prod: mara on Friday at 16:42, and jonas brought it back 37 minutes later")
    func whoStoppedProd() throws {
        let prod = try #require(sampleFleet.containers.first { $0.name == "prod" })
        let story = prod.entries(showing: .whoStoppedProd)
        #expect(story.map(\.toStatus) == ["stopped", "running"])
        #expect(story.map(\.actor) == ["user_mara", "user_jonas"])
        // Monday − 3 days + 16:42:07, and the stop's own 5 to 10 s.
        let asked = monday - .days(3) + .hours(16) + .minutes(42) + .seconds(7)
        let stopped = try #require(story.first)
        #expect(stopped.at - asked >= .seconds(5) && stopped.at - asked <= .seconds(10))
        #expect(prod.entries.last { $0.at < monday && $0.toStatus == "stopped" }?.body == stopped.body)
    }

    @Test("one name that two containers bear")
    func sharedName() {
        #expect(Set(sampleFleet.containers(showing: .sharedName).map(\.name)).count == 1)
        #expect(sampleFleet.containers(showing: .sharedName).count == 2)
    }

    @Test("the Sunday maintenance between 02:00 and 04:00, every week")
    func maintenance() throws {
        let database = try #require(sampleFleet.containers.first { $0.name == "prod-db" })
        let rows = database.entries(showing: .plannedMaintenance).filter { $0.at < monday }
        #expect(rows.count == 16)
        for row in rows {
            let sinceMonday = (row.at.milliseconds - monday.milliseconds) % (7 * 86_400_000) + 7 * 86_400_000
            let hour = Double(sinceMonday % (7 * 86_400_000)) / 3_600_000
            #expect((146..<148).contains(hour))
        }
    }
}

extension SimulatedEntry {
    /// Whether nothing was done to its duration.
    fileprivate var isWhole: Bool {
        let spoiled: [Scenario] = [
            .nullDuration, .missingDuration, .negativeDuration, .hugeDuration, .textDuration, .amended,
        ]
        return spoiled.allSatisfy { !scenarios.contains($0) }
    }
}

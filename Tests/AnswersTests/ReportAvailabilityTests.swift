import DrawnTimelines
import Study
import Testing
import Timelines

@testable import Answers

@Suite struct ReportAvailabilityTests {
    @Test("The ratio is up / (up + down); unknown and out-of-service time are in neither part")
    func ratio() throws {
        // absent 4 h, creating 2 h, up 9 h, down 3 h, unknown 4 h, up 2 h of a day: 11 / (11 + 3).
        let drawing = """
            absent 4h | create | creating 2h | provision | up 9h | stop | down 3h | start | ? 4h | start from stopped | up 9h
            """
        let availability = try analyzed(drawing).fleet.availability
        #expect(availability.up == .hours(11))
        #expect(availability.down == .hours(3))
        #expect(availability.unknown == .hours(4))
        #expect(availability.outOfService == .hours(6))
        #expect(availability.assumed == .zero)
        #expect(availability.ratio == 11.0 / 14.0)
        // Bounds: 11/18 and 15/18.
        #expect(availability.low == 11.0 / 18.0)
        #expect(availability.high == 15.0 / 18.0)
    }

    @Test("The ratio is null where neither up nor down time is in the range")
    func noRatio() throws {
        let availability = try analyzed("absent 30h | provision | up 1h").fleet.availability
        #expect(availability.outOfService == .hours(24))
        #expect(availability.ratio == nil && availability.low == nil && availability.high == nil)
        #expect(availability.unplanned == nil)
    }

    @Test("The bounds doubt assumed time: low takes assumed up away, high adds assumed down")
    func bounds() throws {
        var fleet = DrawnFleet()
        try fleet.add("up 6h | stop | down 18h", id: "a")
        try fleet.add("down 4h | start | up 12h | to odd | in odd 8h", id: "b")
        // a: up 6 h assumed, down 18 h. b: down 4 h assumed, up 12 h, unknown 8 h. Of 48 h: low 12, high 18 + 8 + 4.
        let availability = try fleet.figures().fleet.availability
        #expect(availability.assumedUp == .hours(6))
        #expect(availability.assumedDown == .hours(4))
        #expect(availability.assumed == .hours(10))
        #expect(availability.low == 12.0 / 48.0)
        #expect(availability.high == 30.0 / 48.0)
    }

    @Test("Assumed out-of-service time is shown too, but not the time before the container existed")
    func assumedOutOfService() throws {
        var fleet = DrawnFleet()
        try fleet.add("creating 6h | provision | up 1h", id: "a", created: .some(at("2h")))
        try fleet.add("absent 6h | provision | up 1h", id: "b")
        let availability = try fleet.figures().fleet.availability
        #expect(availability.outOfService == .hours(12))
        #expect(availability.assumedOutOfService == .hours(4))
        #expect(availability.assumed == .hours(4))
    }

    @Test("Fleet figures divide sums over containers, they do not average ratios")
    func fleetRatio() throws {
        var fleet = DrawnFleet()
        try fleet.add("absent 0s | provision | up 24h", id: "a")
        try fleet.add("absent 22h | provision | up 1h | stop | down 1h", id: "b")
        let figures = try fleet.figures()
        #expect(figures.containers.map(\.availability.ratio) == [1, 0.5])
        #expect(figures.fleet.availability.ratio == 25.0 / 26.0)
    }

    @Test("Downtime in declared maintenance is planned, overlaps once, and `unplanned` leaves it out")
    func planned() throws {
        let drawing = "absent 0s | provision | up 10h | stop | down 4h | start | up 10h"
        let first = try DrawnFleet.range("9h", "12h")
        let second = try DrawnFleet.range("11h", "13h")
        let far = try DrawnFleet.range("20h", "21h")
        // Down 10 h to 14 h, maintenance 9 h to 13 h: 3 h of 4 h planned, 20 / (20 + 4 − 3).
        let availability = try analyzed(drawing) { options in
            options.maintenance = { container, _ in
                container.name == "name-a" && container.id == ContainerID("a") ? [far, second, first] : []
            }
        }
        .fleet.availability
        #expect(availability.plannedDown == .hours(3))
        #expect(availability.unplanned == 20.0 / 21.0)
        #expect(availability.ratio == 20.0 / 24.0)
    }

    @Test("Planned downtime is clipped to the range")
    func plannedInRange() throws {
        let maintenance = try DrawnFleet.range("9h", "15h")
        let figures = try analyzed("up 10h | stop | down 4h | start | up 10h", from: "12h", to: "13h") {
            $0.maintenance = { _, _ in [maintenance] }
        }
        #expect(figures.fleet.availability.plannedDown == .hours(1))
    }

    @Test("`--paused` moves paused time", arguments: PausedCondition.allCases)
    func paused(condition: PausedCondition) throws {
        let figures = try analyzed("absent 0s | provision | up 10h | pause | paused 4h | resume | up 10h") {
            $0.paused = condition
        }
        let availability = figures.fleet.availability
        #expect(availability.up == .hours(condition == .up ? 24 : 20))
        #expect(availability.down == .hours(condition == .down ? 4 : 0))
        #expect(availability.outOfService == .hours(condition == .out ? 4 : 0))
        #expect(figures.fleet.downtime.windows == (condition == .down ? 1 : 0))
    }

    @Test("Split ranges add up where no entry after the cut reaches back over it")
    func split() throws {
        let drawing =
            "absent 1h | create | creating 1h | provision | up 5h | stop | down 9h | start | up 2h | pause | paused 6h"
        var sum = AvailabilityFigures()
        for hour in 0..<24 {
            sum += try analyzed(drawing, from: "\(hour)h", to: "\(hour + 1)h").fleet.availability
        }
        #expect(try analyzed(drawing).fleet.availability == sum)
    }

    @Test("A day of 25 hours has 25 hours in the figures, one of 23 has 23")
    func daysOfOtherLengths() throws {
        #expect(try analyzed("absent 0s | provision | up 60h", to: "25h").fleet.availability.up == .hours(25))
        #expect(try analyzed("absent 0s | provision | up 60h", to: "23h").fleet.availability.up == .hours(23))
    }
}

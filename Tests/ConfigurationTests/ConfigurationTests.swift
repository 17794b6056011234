import Configuration
import Periods
import ServiceLevels
import Study
import Testing
import Timelines

struct ConfigurationTests {
    private static let example = """
        # Everything that the file can say.
        maintenance:
          - name: New disks
            containers: [prod-*, 65f0aa*]
            from: 2026-11-09T22:00:00Z
            to: 2026-11-10T01:30:00+01:00
          - name: "Weekly patches"
            containers:
              - "*-db"
            weekly: {days: [sunday], from: "02:00", to: "04:00", timezone: Europe/Berlin}
        actors:
          - match: deploy-*
            kind: automation
          - {match: "*@example.com", kind: user}
        """

    @Test("the example of the documentation is understood")
    func example() throws {
        let configuration = try configuration(Self.example)
        #expect(
            configuration.actorRules == [
                ActorRule(glob: "deploy-*", kind: .automation), ActorRule(glob: "*@example.com", kind: .user),
            ]
        )
        #expect(!configuration.maintenance.names.isEmpty)
        let weeks = try interval("2026-11-09T00:00:00Z", "2026-11-23T00:00:00Z")
        let calendar = configuration.maintenance.calendar(over: weeks)
        let disks = try interval("2026-11-09T22:00:00Z", "2026-11-10T00:30:00Z")
        // Sundays 15 and 22 November, 02:00 to 04:00 at +01:00.
        let patches = try [
            interval("2026-11-15T01:00:00Z", "2026-11-15T03:00:00Z"),
            interval("2026-11-22T01:00:00Z", "2026-11-22T03:00:00Z"),
        ]
        let id = ContainerID("000000000000000000000001")
        #expect(calendar.intervals(for: Container(id: id, name: "prod-web"), in: "all", over: weeks) == [disks])
        #expect(
            calendar.intervals(for: Container(id: id, name: "prod-db"), in: "all", over: weeks) == [disks] + patches
        )
        #expect(calendar.intervals(for: Container(id: id, name: "test-db"), in: "all", over: weeks) == patches)
        #expect(calendar.intervals(for: Container(id: id, name: "Prod-web"), in: "all", over: weeks).isEmpty)
        #expect(calendar.intervals(for: Container(id: id, name: nil), in: "all", over: weeks).isEmpty)
        #expect(
            calendar.intervals(
                for: Container(id: ContainerID("65f0aa000000000000000001"), name: nil),
                in: "all",
                over: weeks
            ) == [disks]
        )
        #expect(
            calendar.intervals(
                for: Container(id: ContainerID("65f0aa000000000000000001"), name: "web"),
                in: "all",
                over: weeks
            ) == [disks]
        )
    }

    @Test("maintenance outside the range is left out, and what reaches into it is whole")
    func range() throws {
        let maintenance = try configuration(Self.example).maintenance
        let id = ContainerID("1")
        let during = try interval("2026-11-09T23:00:00Z", "2026-11-09T23:00:01Z")
        let disks = try interval("2026-11-09T22:00:00Z", "2026-11-10T00:30:00Z")
        #expect(
            maintenance.calendar(over: during).intervals(
                for: Container(id: id, name: "prod-db"),
                in: "all",
                over: during
            ) == [disks]
        )
        let after = try interval("2026-11-10T00:30:00Z", "2026-11-11T00:00:00Z")
        #expect(
            maintenance.calendar(over: after).intervals(for: Container(id: id, name: "prod-db"), in: "all", over: after)
                .isEmpty
        )
    }

    @Test("whatever a calendar was made for, it has all of the maintenance that is needed")
    func needed() throws {
        let maintenance = try configuration(Self.example).maintenance
        let id = ContainerID("65f0aa000000000000000001")
        // Each end before, within and after the occurrences of two weeks, some on their very edges.
        let ends = try (8...24).flatMap { day in
            let date = "2026-11-\(day < 10 ? "0" : "")\(day)"
            return try ["\(date)T00:00:00Z", "\(date)T01:00:00Z", "\(date)T22:00:00Z"].map { text in
                try #require(Instant(iso8601: text))
            }
        }
        let ranges = ends.flatMap { start in ends.filter { $0 >= start }.map { Interval(start: start, end: $0) } }
        var generator = SystemRandomNumberGenerator()
        for needed in ranges where needed.start < needed.end {
            let expected = IntervalSet(
                maintenance.calendar(over: needed).intervals(
                    for: Container(id: id, name: "prod-db"),
                    in: "all",
                    over: needed
                )
            )
            for _ in 0..<10 {
                let made = ranges.randomElement(using: &generator) ?? needed
                let given = IntervalSet(
                    maintenance.calendar(over: made).intervals(
                        for: Container(id: id, name: "prod-db"),
                        in: "all",
                        over: needed
                    )
                )
                #expect(
                    given.intervals.filter { $0.intersection(needed).length > .zero } == expected.intervals,
                    "made for \(made), needed for \(needed)"
                )
            }
        }
    }

    @Test(
        "a file that says nothing is fine",
        arguments: [
            "", "\n", "# nothing\n", "---\n", "~", "{}", "maintenance:\nactors:\n", "maintenance: []\nactors: []",
            "\u{FEFF}",
        ]
    )
    func nothing(text: String) throws {
        #expect(try configuration(text) == Configuration())
        #expect(Configuration().maintenance.names.isEmpty)
    }

    @Test("scalars are read as written, quoted or not")
    func scalars() throws {
        let written = try configuration(
            """
            timezone: UTC
            maintenance:
              - {name: 2026, containers: ['*'], weekly: {days: [Sunday, sunday], from: 02:00, to: 24:00}}
            actors: [{match: 123*, kind: 'system'}]
            """
        )
        #expect(written.actorRules == [ActorRule(glob: "123*", kind: .system)])
        // The rule names no time zone: the file's.
        let days = try interval("2026-11-14T00:00:00Z", "2026-11-16T00:00:00Z")
        let calendar = written.maintenance.calendar(over: days)
        let sunday = try interval("2026-11-15T02:00:00Z", "2026-11-16T00:00:00Z")
        #expect(
            calendar.intervals(for: Container(id: ContainerID("1"), name: "any"), in: "all", over: days) == [sunday]
        )
    }

    @Test("typical times change the defaults key by key, a group's those of the file")
    func typicalTimes() throws {
        let list = try configuration(
            """
            typical: {start: 20s, pause: 1500ms, provision: 5m, stop: none}
            groups:
              db:
                containers: [db-*]
                typical: {start: none, stop: 1m, restart: 90s}
            """
        ).groups
        func times(_ typical: TypicalTimes) -> [String] {
            TimedKind.allCases.compactMap { kind in typical[kind].map { "\(kind.rawValue) \($0.milliseconds)" } }
        }
        let file = [
            "start 20000", "provision 300000", "resume 2000", "force-stop 1000", "pause 1500", "restart 25000",
        ]
        #expect(times(list.typical) == file && times(list.groups[1].typical) == file)
        #expect(
            times(list.groups[0].typical) == [
                "provision 300000", "resume 2000", "force-stop 1000", "stop 60000", "pause 1500", "restart 90000",
            ]
        )
        // The guide's, and the project's own of pause.
        #expect(
            times(try configuration("").groups.typical) == [
                "start 15000", "resume 2000", "force-stop 1000", "stop 10000", "pause 1500", "restart 25000",
            ]
        )
    }

    @Test("a group's limits are read in their units; what is left out limits nothing")
    func limits() throws {
        let groups = try configuration(
            """
            groups:
              db:
                containers: [db-*]
                limits: {p50: 1.5s, p95: 20s, p99: 1m, availability: 99.5%, restarts_per_day: 0.25, downtime: 2h, failed_starts: 3}
              web: {containers: [web-*], limits: {availability: 0.9}}
              lab: {containers: [lab-*]}
            """
        ).groups.declared
        var expected = GroupLimits()
        (expected.p50, expected.p95, expected.p99) = (1_500, 20_000, 60_000)
        (expected.availability, expected.restartsPerDay, expected.downtime) = (0.995, 0.25, 7_200_000)
        expected.failedStarts = 3
        #expect(groups[0].limits == expected)
        #expect(groups[1].limits.availability == 0.9 && groups[1].limits.downtime == nil)
        #expect(groups[2].limits == .none)
    }

    @Test("what is accepted lasts to the end of a date by the file's clock, or to an instant")
    func accepted() throws {
        let accepted = try configuration(
            """
            timezone: Europe/Berlin
            accept:
              - {what: svc-04, why: new base image, by: kai, until: 2026-12-01}
              - {what: "max-p95 of *", why: moving, by: lena, until: "2026-12-01T12:00:00Z"}
            """
        ).accepted
        #expect(accepted.map(\.what.pattern) == ["svc-04", "max-p95 of *"])
        #expect(accepted.map(\.by) == ["kai", "lena"] && accepted.map(\.why) == ["new base image", "moving"])
        // Berlin is an hour ahead of UTC in winter.
        #expect(accepted.map(\.until.iso8601) == ["2026-12-01T22:59:59.999Z", "2026-12-01T12:00:00.000Z"])
    }

    @Test("groups keep the order of the file, and their defaults")
    func groups() throws {
        let written = try configuration(
            """
            timezone: Europe/Berlin
            groups:
              prod:
                containers: [prod-*]
                projects: [shop, 65f0aa]
                objective: 99.9%
                window: 7d
              dev: {containers: [dev-*], hours: mon-fri 08:00-18:00, grace: 30m}
              lab: {containers: ['*'], hours: [daily 22:00-06:00, sat 00:00-24:00], timezone: UTC}
              rest: {projects: [x], hours: [always]}
            maintenance:
              - {name: patches, groups: [prod, other], weekly: sun 02:00-04:00}
            """
        ).groups
        #expect(written.groups.map(\.name) == ["prod", "dev", "lab", "rest", "other"])
        let (prod, dev, lab) = (written.groups[0], written.groups[1], written.groups[2])
        #expect(prod.containers == [Glob("prod-*")] && prod.projects == ["shop", "65f0aa"])
        #expect(prod.objective == Objective("99.9%") && prod.window == .days(7))
        #expect(prod.hours == .always && prod.grace == .minutes(15))
        #expect(dev.hours.texts == ["mon-fri 08:00-18:00"] && dev.hours.timezone == "Europe/Berlin")
        #expect(dev.grace == .minutes(30) && dev.objective == nil && dev.window == .days(28))
        #expect(lab.hours.texts == ["daily 22:00-06:00", "sat 00:00-24:00"] && lab.hours.timezone == "UTC")
        #expect(written.groups[3].hours == .always)
    }

    @Test("maintenance by group is of the group's containers, whatever they are called")
    func maintenanceByGroup() throws {
        let maintenance = try configuration(
            """
            groups: {prod: {containers: [p*]}, dev: {containers: [d*]}}
            maintenance:
              - {name: m, groups: [dev], containers: [px], from: 2026-11-09T00:00:00Z, to: 2026-11-10T00:00:00Z}
            """
        ).maintenance
        let day = try interval("2026-11-09T00:00:00Z", "2026-11-10T00:00:00Z")
        let calendar = maintenance.calendar(over: day)
        func planned(_ name: String, _ group: String) -> [Interval] {
            calendar.intervals(for: Container(id: ContainerID("1"), name: name), in: group, over: day)
        }
        #expect(planned("p1", "prod").isEmpty && planned("d1", "dev") == [day] && planned("px", "prod") == [day])
    }

    @Test("weekly maintenance can be written as days with times, by the rule's zone or the file's")
    func shortForm() throws {
        // A fortnight in which Berlin is at UTC+1 from Sunday 25 October, 01:00 UTC on, and at UTC+2 before.
        let range = try interval("2026-10-19T00:00:00Z", "2026-10-26T12:00:00Z")
        func planned(_ rule: String) throws -> [Interval] {
            let text = "timezone: Europe/Berlin\nmaintenance:\n  - {name: a, containers: ['*'], \(rule)}\n"
            let calendar = try configuration(text).maintenance.calendar(over: range)
            return calendar.intervals(for: Container(id: ContainerID("1"), name: "web"), in: "all", over: range).sorted
            { $0.start < $1.start }
        }
        // From 02:00, which comes first at 00:00 UTC, to 04:00 at 03:00 UTC.
        let sunday = try interval("2026-10-25T00:00:00Z", "2026-10-25T03:00:00Z")
        for days in ["sun", "Sunday", "sun-sun", "SUN,sun"] {
            #expect(try planned("weekly: \(days.debugDescription.dropLast()) 02:00-04:00\"") == [sunday], "\(days)")
        }
        #expect(
            try planned("weekly: [sun 02:00-04:00], timezone: UTC") == [
                interval("2026-10-25T02:00:00Z", "2026-10-25T04:00:00Z")
            ]
        )
        // From Friday over the weekend to Monday; an end that is not later lies on the next day.
        #expect(
            try planned("weekly: ['fri-mon 23:00-01:00', tue 12:00-24:00], timezone: UTC") == [
                interval("2026-10-18T23:00:00Z", "2026-10-19T01:00:00Z"),
                interval("2026-10-19T23:00:00Z", "2026-10-20T01:00:00Z"),
                interval("2026-10-20T12:00:00Z", "2026-10-21T00:00:00Z"),
                interval("2026-10-23T23:00:00Z", "2026-10-24T01:00:00Z"),
                interval("2026-10-24T23:00:00Z", "2026-10-25T01:00:00Z"),
                interval("2026-10-25T23:00:00Z", "2026-10-26T01:00:00Z"),
            ]
        )
        #expect(try planned("weekly: daily 06:00-06:00, timezone: UTC").count == 9)
    }

    @Test("a byte order mark and Windows' ends of lines do no harm")
    func foreignEditors() throws {
        let text = "\u{FEFF}actors:\r\n  - match: deploy-*\r\n    kind: automation\r\n"
        #expect(try configuration(text).actorRules == [ActorRule(glob: "deploy-*", kind: .automation)])
    }

    @Test("rules of actors keep the order of the file, which decides")
    func order() throws {
        let rules = try configuration(
            "actors: [{match: user_ci*, kind: automation}, {match: user*, kind: other}]"
        ).actorRules
        var symbols = SymbolTable()
        let robot = symbols.intern("user_ci7")
        let person = symbols.intern("User_ana")
        let classifier = ActorClassifier(rules: rules, symbols: symbols)
        #expect(classifier.kind(of: robot) == .automation)
        #expect(classifier.kind(of: person) == .other)
    }
}

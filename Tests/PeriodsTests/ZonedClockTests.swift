import Testing
import Timelines

@testable import Periods

struct ZonedClockTests {
    @Test(
        "names of the IANA database are time zones",
        arguments: [
            "UTC", "Europe/Berlin", "America/New_York", "Europe/Kyiv", "Asia/Calcutta", "Etc/GMT-2", "CET", "GMT",
        ]
    )
    func knownNames(name: String) throws {
        #expect(try clock(name).identifier == name)
    }

    @Test(
        "abbreviations, offsets, other letter case and inventions are none",
        arguments: [
            "", " ", "europe/berlin", "Europe/Berlin ", "BST", "IST", "PST", "CEST", "GMT+2", "UTC+1", "+02:00", "Z",
            "Mars/Base", "SystemV/EST5", "../etc/passwd", "/", "Etc/Unknown",
        ]
    )
    func unknownNames(name: String) throws {
        #expect(ZonedClock(timeZone: name) == nil)
        let error = try #require(throws: PeriodError.self) {
            try ZonedClock(timeZone: name, namedAt: "--timezone \(name)")
        }
        #expect(error.code == .badTimeZone)
        #expect(error.source == "--timezone \(name)")
    }

    @Test(
        "an unknown name comes with the one that was probably meant",
        arguments: [
            ("europe/berlin", "did you mean Europe/Berlin?"), ("Berlin", "did you mean Europe/Berlin?"),
            ("new york", "did you mean America/New_York?"),
            ("Mars/Base", "write a name such as UTC, Europe/Berlin or America/New_York"),
        ]
    )
    func suggestion(name: String, hint: String) throws {
        let error = try #require(throws: PeriodError.self) { try ZonedClock(timeZone: name, namedAt: "line 3") }
        #expect(error.description == "line 3: no such time zone; \(hint)")
    }

    @Test("the offset changes with the very millisecond of the change")
    func offsets() throws {
        let berlin = try clock("Europe/Berlin")
        #expect(berlin.offset(at: try instant("2026-03-29T00:59:59.999Z")) == .hours(1))
        #expect(berlin.offset(at: try instant("2026-03-29T01:00:00Z")) == .hours(2))
        #expect(berlin.offset(at: try instant("1883-04-01T00:00:00Z")) == .seconds(3_208))
        #expect(try clock("America/New_York").offset(at: try instant("2026-11-01T06:00:00Z")) == .hours(-5))
        #expect(ZonedClock.utc.offset(at: try instant("2026-07-01T00:00:00Z")) == .zero)
    }

    @Test("a time that is skipped means the moment of the skip, one that comes twice its first occurrence")
    func gapsAndOverlaps() throws {
        let berlin = try clock("Europe/Berlin")
        // 29 March 2026: from 01:59:59 +01:00 to 03:00:00 +02:00 at 01:00 UTC.
        #expect(try first("2026-03-29T01:59:59.999Z", berlin) == instant("2026-03-29T00:59:59.999Z"))
        #expect(try first("2026-03-29T02:00:00Z", berlin) == instant("2026-03-29T01:00:00Z"))
        #expect(try first("2026-03-29T02:30:00Z", berlin) == instant("2026-03-29T01:00:00Z"))
        #expect(try first("2026-03-29T03:00:00Z", berlin) == instant("2026-03-29T01:00:00Z"))
        #expect(try first("2026-03-29T03:00:01Z", berlin) == instant("2026-03-29T01:00:01Z"))
        // 25 October 2026: from 02:59:59 +02:00 to 02:00:00 +01:00 at 01:00 UTC.
        #expect(try first("2026-10-25T01:59:59Z", berlin) == instant("2026-10-24T23:59:59Z"))
        #expect(try first("2026-10-25T02:00:00Z", berlin) == instant("2026-10-25T00:00:00Z"))
        #expect(try first("2026-10-25T02:59:59.999Z", berlin) == instant("2026-10-25T00:59:59.999Z"))
        #expect(try first("2026-10-25T03:00:00Z", berlin) == instant("2026-10-25T02:00:00Z"))
    }

    @Test("the first instant is what its definition says, around every change of some zones")
    func firstInstantByDefinition() throws {
        // Lord Howe changes by half an hour, Apia left out a whole day, Asunción put midnight back to 23:00.
        let places = [
            ("Australia/Lord_Howe", "2026-04-04T15:00:00Z"), ("Australia/Lord_Howe", "2026-10-03T15:30:00Z"),
            ("Pacific/Apia", "2011-12-30T10:00:00Z"), ("America/Asuncion", "2024-03-24T03:00:00Z"),
            ("America/New_York", "2026-03-08T07:00:00Z"), ("America/New_York", "2026-11-01T06:00:00Z"),
            ("Africa/Casablanca", "2026-02-15T02:00:00Z"), ("Europe/Berlin", "1893-03-31T23:06:32Z"),
        ]
        for (name, change) in places {
            let zone = try clock(name)
            let change = try instant(change)
            #expect(zone.offset(at: change) != zone.offset(at: change - .minutes(1)), "\(name)")
            for minutes in stride(from: Int64(-1_800), through: 1_800, by: 7) {
                let shown = zone.wallTime(at: change + .minutes(minutes))
                let found = zone.firstInstant(showing: shown)
                #expect(zone.wallTime(at: found) >= shown, "\(name) \(minutes)")
                // Shortly before it, and an hour and a day before it, the clock shows less.
                for milliseconds in [1, 3_600_000, 86_400_000] as [Int64] {
                    let earlier = zone.wallTime(at: found - TimeSpan(milliseconds: milliseconds))
                    #expect(earlier < shown, "\(name) \(minutes)")
                }
                #expect(found <= change + .minutes(minutes), "\(name) \(minutes)")
            }
        }
    }

    @Test("instants are shown with the offset of that very instant")
    func text() throws {
        let berlin = try clock("Europe/Berlin")
        #expect(berlin.text(try instant("2026-11-09T14:30:00.999Z")) == "2026-11-09 15:30:00 +01:00")
        #expect(berlin.text(try instant("2026-10-25T00:30:00Z")) == "2026-10-25 02:30:00 +02:00")
        #expect(berlin.text(try instant("2026-10-25T01:30:00Z")) == "2026-10-25 02:30:00 +01:00")
        #expect(berlin.text(try instant("1890-01-01T00:00:00Z")) == "1890-01-01 00:53:28 +00:53:28")
        #expect(try clock("America/New_York").text(instant("2026-01-01T03:00:00Z")) == "2025-12-31 22:00:00 -05:00")
        #expect(try clock("America/St_Johns").text(instant("2026-01-01T03:00:00Z")) == "2025-12-31 23:30:00 -03:30")
        #expect(ZonedClock.utc.text(try instant("1969-12-31T23:59:59.999Z")) == "1969-12-31 23:59:59 UTC")
        #expect(berlin.localText(try instant("2026-07-01T22:00:05Z")) == "2026-07-02 00:00:05")
    }

    /// The first instant at which the clock shows what a clock in UTC shows at `text`.
    private func first(_ text: String, _ zone: ZonedClock) throws -> Instant {
        zone.firstInstant(showing: WallTime(milliseconds: try instant(text).milliseconds))
    }
}

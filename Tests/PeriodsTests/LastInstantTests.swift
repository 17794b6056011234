import Periods
import Testing
import Timelines

@Suite("The last instant that an option names")
struct LastInstantTests {
    private func last(_ text: String, in zone: String = "UTC") throws -> String {
        let now = try instant("2026-11-13T10:20:30.400Z")
        return try clock(zone).lastInstant(named: text, option: "--as-known-at", now: now).iso8601
    }

    @Test("an instant is itself, whatever the zone")
    func instants() throws {
        #expect(try last("2026-11-09T14:30:00+01:00", in: "Asia/Tokyo") == "2026-11-09T13:30:00.000Z")
    }

    @Test("a date is its last millisecond in the zone, also where it has 23 or 25 hours")
    func dates() throws {
        #expect(try last("2026-11-09") == "2026-11-09T23:59:59.999Z")
        #expect(try last("2026-11-09", in: "America/New_York") == "2026-11-10T04:59:59.999Z")
        // Berlin is at UTC+1 until 01:00 UTC on 29 March, then at UTC+2: that day ends at 22:00 UTC.
        #expect(try last("2026-03-28", in: "Europe/Berlin") == "2026-03-28T22:59:59.999Z")
        #expect(try last("2026-03-29", in: "Europe/Berlin") == "2026-03-29T21:59:59.999Z")
        #expect(try last("2026-10-25", in: "Europe/Berlin") == "2026-10-25T22:59:59.999Z")
    }

    @Test("a relative time counts back from now")
    func relative() throws {
        #expect(try last("-7d", in: "Asia/Tokyo") == "2026-11-06T10:20:30.400Z")
        #expect(try last("-90m") == "2026-11-13T08:50:30.400Z")
        #expect(try last("7d") == "2026-11-06T10:20:30.400Z")
        #expect(try last("now") == "2026-11-13T10:20:30.400Z")
        #expect(try last("09:30", in: "Europe/Berlin") == "2026-11-13T08:30:00.000Z")
        #expect(try last("yesterday") == "2026-11-12T23:59:59.999Z")
    }

    @Test(
        "anything else is refused by the option's name, with what to write",
        arguments: ["monday", "next 7d", "2026-02-30", ""]
    )
    func refused(text: String) throws {
        let error = #expect(throws: PeriodError.self) { try last(text) }
        #expect(error?.code == .badBound)
        #expect(error?.source == "--as-known-at \(text)")
    }
}

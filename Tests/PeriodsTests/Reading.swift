import Periods
import Testing
import Timelines

/// The instant that `text` writes; the test fails where it writes none.
func instant(_ text: String) throws -> Instant {
    try #require(Instant(iso8601: text))
}

/// The interval between two instants as written.
func interval(_ start: String, _ end: String) throws -> Interval {
    Interval(start: try instant(start), end: try instant(end))
}

func clock(_ timeZone: String) throws -> ZonedClock {
    try #require(ZonedClock(timeZone: timeZone))
}

package import Timelines

/// The range of a report with the clock that its day and week edges, and its readers, go by.
package struct ReportRange: Hashable, Sendable {
    package var interval: Interval
    package var clock: ZonedClock

    package init(interval: Interval, clock: ZonedClock) {
        self.interval = interval
        self.clock = clock
    }
}

package import Timelines

/// What the platform changed or hid: the one value that every format of `tacho audit` is rendered from.
package struct AuditReport: Hashable, Sendable {
    package static let schema = "tachograph.audit/1"

    /// When it was noticed; nil is everything recorded.
    package var range: Interval?
    /// The name of the zone that people read the instants in.
    package var timezone: String
    package var options: AuditOptions
    package var log: LogState
    /// How many containers were looked at.
    package var searched: Int
    package var figures: AuditFigures

    package init(
        range: Interval?,
        timezone: String,
        options: AuditOptions,
        log: LogState,
        searched: Int,
        figures: AuditFigures
    ) {
        self.range = range
        self.timezone = timezone
        self.options = options
        self.log = log
        self.searched = searched
        self.figures = figures
    }
}

/// Which containers an audit was asked for.
package struct AuditOptions: Hashable, Sendable {
    /// `--container` as given; empty is all.
    package var containers: [String]
    /// `--project` as given; empty is all.
    package var projects: [String]

    package init(containers: [String] = [], projects: [String] = []) {
        self.containers = containers
        self.projects = projects
    }
}

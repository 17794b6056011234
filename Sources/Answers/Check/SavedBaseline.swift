/// A baseline as it is kept in a file: all that a later comparison needs, and from what it was made.
package struct SavedBaseline: Hashable, Sendable {
    /// The version of this form; a reader refuses others.
    package static let schemaVersion = 1

    /// The samples with their kind, range and grouping, as they were taken from the range itself.
    package var samples: RangeSamples
    /// The name of the zone in which the range was asked for.
    package var timezone: String
    package var scope: GateScope
    /// How many leaves the log had.
    package var logSize: Int64
    /// Its RFC 6962 root hash, 32 bytes.
    package var logRoot: [UInt8]
    /// The containers that were not covered to the end of the range, by id: where there are any, a run that uses it is stale.
    package var stale: [StaleContainer]

    package init(
        samples: RangeSamples,
        timezone: String,
        scope: GateScope,
        logSize: Int64,
        logRoot: [UInt8],
        stale: [StaleContainer] = []
    ) {
        self.samples = samples
        self.timezone = timezone
        self.scope = scope
        self.logSize = logSize
        self.logRoot = logRoot
        self.stale = stale
    }
}

/// What was selected, as it was given; empty is all.
package struct GateScope: Hashable, Sendable {
    /// `--container`.
    package var containers: [String]
    /// `--project`.
    package var projects: [String]

    package init(containers: [String] = [], projects: [String] = []) {
        self.containers = containers
        self.projects = projects
    }
}

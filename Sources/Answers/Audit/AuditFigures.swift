internal import Rendering
package import Study
package import Timelines

/// What the platform changed in what it had served, left out, or contradicted; each list by when it was noticed, then by container.
package struct AuditFigures: Hashable, Sendable {
    package var totals = AuditTotals()
    /// Those with a finding, by id.
    package var containers: [AuditedContainer] = []
    package var amendments: [Amendment] = []
    package var vanished: [VanishedEntry] = []
    package var chainBreaks: [ChainBreak] = []
    package var quarantined: [QuarantinedElement] = []
    package var drift: [Drift] = []

    package init() {}
}

/// How many findings there are of each kind.
package struct AuditTotals: Hashable, Sendable {
    /// Changes of content, several of one entry counted each.
    package var amendments = 0
    /// Entries that were changed at least once.
    package var amended = 0
    /// Disappearances.
    package var vanished = 0
    /// Of these, how many ended.
    package var returned = 0
    package var chainBreaks = 0
    package var quarantined = 0
    package var drift = 0

    package init() {}

    /// Whether the platform took back anything that it had served.
    package var isRewritten: Bool { amendments > 0 || vanished > 0 }
}

/// The findings about one container, counted.
package struct AuditedContainer: Hashable, Sendable {
    package var id: ContainerID
    package var name: String?
    package var projectID: String?
    package var totals: AuditTotals = AuditTotals()
}

/// The pass that noticed something, and when it recorded that.
package struct Noticed: Hashable, Sendable {
    package var at: Instant
    package var pass: Int64

    package init(at: Instant, pass: Int64) {
        self.at = at
        self.pass = pass
    }
}

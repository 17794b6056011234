package import Timelines

/// A regression, or a budget that is not met, that somebody accepts for a time.
package struct AcceptedRegression: Hashable, Sendable {
    /// A glob for what the gate calls it: a group, `all`, or a budget such as `max-p95 of prod`; letter case counts.
    package var what: Glob
    package var why: String
    package var by: String
    /// The last instant at which it is accepted.
    package var until: Instant

    package init(what: Glob, why: String, by: String, until: Instant) {
        self.what = what
        self.why = why
        self.by = by
        self.until = until
    }
}

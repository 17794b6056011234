package import Timelines

/// Why an episode counts as a restart.
package enum RestartKind: String, Hashable, Sendable, CaseIterable {
    case explicit, quick, recovery
}

/// A restart, by the indices of its entries in a timeline.
package struct RestartEpisode: Sendable {
    package var opener: Int
    package var closer: Int
    /// Back in running.
    package var at: Instant
    package var kind: RestartKind
    package var down: TimeSpan
    /// The index of its downtime interval in `ContainerStudy.intervals`; nil where it left none.
    package var interval: Int?
}

extension RestartEpisode {
    /// How long it took, in milliseconds: the down time, and how long the entry that opened it took; of a restart in one entry, how long
    /// that took. Nil where that is not known.
    package func took(in timeline: Timeline) -> Double? {
        guard case .valid(let duration) = timeline.entries[opener].duration else { return nil }
        return opener == closer ? duration : Double(down.milliseconds) + duration
    }

    /// The restart that a downtime interval is; nil where it is none.
    init?(_ interval: DowntimeInterval, index: Int, of timeline: Timeline, gap: TimeSpan) {
        guard let opener = interval.opener, let closer = interval.closer, timeline.entries[closer].to == .running else {
            return nil
        }
        self.opener = opener
        self.closer = closer
        self.interval = index
        at = timeline.entries[closer].at
        down = interval.length
        // A restart in one row: the entry that opened its interval closed it too.
        if opener == closer {
            kind = .explicit
            return
        }
        let previous = opener > 0 ? timeline.entries[opener - 1].to : nil
        let leg = timeline.entries[opener].to
        guard leg == .stopped || leg == .failed, timeline.entries[opener].leaves(.running, after: previous) else {
            return nil
        }
        if (opener...closer).contains(where: { timeline.entries[$0].operation == .restart }) {
            kind = .explicit
        } else if down <= gap {
            kind = .quick
        } else if (opener..<closer).contains(where: { timeline.entries[$0].to == .failed }) {
            kind = .recovery
        } else {
            return nil
        }
    }

    /// The restart that a `running → running` entry is that left no downtime interval.
    init(withoutInterval entry: Int, of timeline: Timeline) {
        opener = entry
        closer = entry
        at = timeline.entries[entry].at
        kind = .explicit
        down = .zero
    }
}

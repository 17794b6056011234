package import Timelines

/// A restart as the analysis keeps it until the end: its texts are still symbols.
package struct RestartRecord: Sendable {
    package let container: ContainerID
    /// The place in its container's log of the entry that brought it back.
    package let place: Int
    /// Back in running.
    package let at: Instant
    package let kind: RestartKind
    package let down: TimeSpan
    /// The one that opened the window; where there is no window, the restart's only entry.
    package let opener: Entry
    /// All after the opener, the closing one included.
    package let others: [Entry]

    /// The order of a shortened list: the newest first.
    package static func isNewer(_ left: RestartRecord, _ right: RestartRecord) -> Bool {
        precedes(right, left)
    }

    /// The order of the report: by instant, container id, place.
    package static func precedes(_ left: RestartRecord, _ right: RestartRecord) -> Bool {
        if left.at != right.at { return left.at < right.at }
        if left.container != right.container { return left.container < right.container }
        return left.place < right.place
    }
}

/// A restart by the places of its entries in a timeline.
package struct RestartEpisode {
    package var opener: Int
    package var closer: Int
    package var at: Instant
    package var kind: RestartKind
    package var down: TimeSpan
}

extension RestartEpisode {
    /// The restart that a window is; nil where it is none.
    package init?(_ run: DowntimeInterval, of timeline: Timeline, gap: TimeSpan) {
        guard let opener = run.opener, let closer = run.closer, timeline.entries[closer].to == .running else {
            return nil
        }
        self.opener = opener
        self.closer = closer
        at = timeline.entries[closer].at
        down = run.interval.length
        // A restart in one row: the entry that opened its window closed it too.
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

    /// The restart that a `running → running` entry is that left no window.
    package init(withoutWindow place: Int, of timeline: Timeline) {
        opener = place
        closer = place
        at = timeline.entries[place].at
        kind = .explicit
        down = .zero
    }

    package func record(of timeline: Timeline, container: ContainerID) -> RestartRecord {
        RestartRecord(
            container: container,
            place: closer,
            at: at,
            kind: kind,
            down: down,
            opener: timeline.entries[opener],
            others: opener < closer ? Array(timeline.entries[(opener + 1)...closer]) : []
        )
    }
}

/// Why an episode counts as a restart.
package enum RestartKind: String, Hashable, Sendable, CaseIterable {
    case explicit, quick, recovery
}

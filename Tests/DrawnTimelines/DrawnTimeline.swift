package import Timelines

/// A container's log drawn as a line of text, for tests: what the container is in for how long, and the entries between.
///
///     up 10m | stop 8s by ana | down 1h | start 12s by cron | up 5m
///
/// A **state** takes time: `up`, `down` (stopped), `failed`, `paused`, `creating`, `claiming`, `copying`, `deleting`,
/// `deleted`, or `in STATUS`, with a span (`1h30m`, `250ms`, none is zero). It must be what the entry before it brought.
/// `? SPAN` is a state that nobody knows: the entry after it says its `from` itself.
///
/// At the beginning a state is the first entry's `from_status`; `absent SPAN` makes that null, `unsaid SPAN` leaves it out.
///
/// An **entry** takes none: the span in it is its `duration_ms` (`bad` for an unusable one). `start`, `stop`, `force-stop`,
/// `pause`, `resume` and `restart` (running → running) name themselves as operation; `create`, `provision` (→ running),
/// `fail`, `recover` (→ running), `delete` (→ deleting), `deleted!` and `to STATUS` name none. After it, in any order:
/// `by ACTOR`, `from STATUS|null|missing`, `as OPERATION` (or `as none`), `id TEXT`, `error REASON`, `because REASON`,
/// `on SERVER`, `amended`, `vanished`.
package struct DrawnTimeline: Sendable {
    package let start: Instant
    package private(set) var end: Instant
    package private(set) var entries: [Entry] = []

    /// Monday, 9 November 2026, midnight UTC.
    package static let monday = Instant(milliseconds: 1_794_182_400_000)

    package init(
        _ drawing: String,
        from start: Instant = DrawnTimeline.monday,
        symbols: inout SymbolTable
    ) throws(DrawingError) {
        self.start = start
        var pen = Pen(start: start)
        for part in drawing.split(separator: "|") {
            try pen.draw(part.split(separator: " "), symbols: &symbols)
        }
        end = pen.now
        entries = pen.entries
    }

    /// The container whose log this is: created where the drawing begins and covered to its end, unless told otherwise.
    package func history(
        id: String = "container",
        name: String? = nil,
        created: Instant?? = .none,
        covered: Instant?? = .none,
        gone: Instant? = nil,
        listings: [Listing] = []
    ) -> ContainerHistory {
        ContainerHistory(
            container: Container(
                id: ContainerID(id),
                name: name,
                createdAt: created ?? start,
                coveredUntil: covered ?? end,
                goneSince: gone,
                listings: listings
            ),
            entries: entries
        )
    }
}

extension Instant {
    /// So long after the beginning of a drawing, as `1h30m`.
    package static func drawn(_ span: String, from start: Instant = DrawnTimeline.monday) throws(DrawingError)
        -> Instant
    {
        start + (try TimeSpan(drawn: span))
    }
}

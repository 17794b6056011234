package import Timelines

/// The answer to "who did it?", with what was searched for it.
package struct WhoFigures: Hashable, Sendable {
    /// How far the searched containers are covered: stale is before the end of the range or, where everything recorded was
    /// searched, before that of the container that is covered furthest.
    package var coverage: CoverageFigures
    /// The oldest entry of the searched containers that is used; nil where they have none.
    package var loggedSince: Instant?
    /// How many logs of searched containers begin in the range, and not with the creation of the container.
    package var logsBegunLate: Int
    /// How many entries lie in the range.
    package var entries: Int
    /// How many of them answer; `answers` holds fewer where a limit says so.
    package var found: Int
    /// How many more would, were they not somebody's whom the question leaves out.
    package var leftOut: Int
    /// Newest first, then by container id.
    package var answers: WhoAnswers
}

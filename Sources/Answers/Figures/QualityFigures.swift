package import Study
package import Timelines

/// What the figures rest on: of entries in the range, but `quarantined`, which is of the whole store.
package struct QualityFigures: Hashable, Sendable {
    package var entries: Int = 0
    package var amended: Int = 0
    package var vanished: Int = 0
    package var quarantined: Int = 0
    package var chainBreaks: Int = 0
    /// By instant, then container id.
    package var drift: [Drift] = []
    /// By id.
    package var gone: [GoneContainer] = []
    package var missingID: Int = 0
    package var missingDuration: Int = 0
    package var invalidDuration: Int = 0
    package var missingActor: Int = 0
    /// Entries into or out of a status outside the known list.
    package var unknownStatus: Int = 0

    package init() {}
}

package struct GoneContainer: Hashable, Sendable {
    package var containerID: ContainerID
    package var since: Instant
}

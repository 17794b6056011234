/// How far a run has come.
package struct IngestionProgress: Hashable, Sendable {
    /// Containers that are meant; nil while they are being listed.
    package var containers: Int?
    /// Containers that are done with, whatever the result.
    package var done: Int
    package var entries: EntryCounts
    package var requests: Int
}

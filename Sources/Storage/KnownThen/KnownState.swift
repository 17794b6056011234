/// A store as it was at an instant, with the log as it is now.
package struct KnownState: Sendable {
    /// Readers of one and the same state, at least one.
    package let readers: [EventStoreReader]
    /// The whole log, of which the readers see the beginning.
    package let whole: LogIdentity
}

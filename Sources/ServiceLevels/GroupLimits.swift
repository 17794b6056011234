/// What a group must not exceed in a check; nil is no limit.
package struct GroupLimits: Hashable, Sendable {
    /// Percentiles of the durations that the check is about, in milliseconds.
    package var p50: Double?
    package var p95: Double?
    package var p99: Double?
    /// The least service level, 0…1.
    package var availability: Double?
    package var restartsPerDay: Double?
    /// Of the counted time of all its containers, in milliseconds.
    package var downtime: Double?
    package var failedStarts: Int?

    package init() {}

    package static let none = GroupLimits()
}

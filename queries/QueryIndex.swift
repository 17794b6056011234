/// The queries that come with the program.
package enum QueryIndex {
    /// All of them, by name.
    package static let all: [StoreQuery] = [
        PackageResources.actors_sql,
        PackageResources.availability_sql,
        PackageResources.chain_breaks_sql,
        PackageResources.coverage_sql,
        PackageResources.downtime_windows_sql,
        PackageResources.failed_starts_sql,
        PackageResources.latency_by_week_sql,
        PackageResources.latency_percentiles_sql,
        PackageResources.listing_drift_sql,
        PackageResources.quality_sql,
        PackageResources.quarantined_sql,
        PackageResources.restarts_per_day_sql,
        PackageResources.restarts_sql,
        PackageResources.slow_starts_sql,
        PackageResources.stability_sql,
        PackageResources.start_percentiles_sql,
        PackageResources.who_stopped_what_sql,
        PackageResources.worst_containers_sql,
    ].compactMap { StoreQuery(text: String(decoding: $0, as: UTF8.self)) }

    /// The query called `name`, nil where there is none.
    package static func query(named name: String) -> StoreQuery? {
        all.first { $0.name == name }
    }
}

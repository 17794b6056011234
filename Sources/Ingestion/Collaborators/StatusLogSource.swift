package import Observations
package import Timelines

/// Where pages come from; retries and limits are the source's own.
package struct StatusLogSource: Sendable {
    /// A page of the container list, from 1, by id: of the project with this id, or of all where it is nil.
    package var containers: @Sendable (_ project: String?, _ page: Int) async throws(UpstreamFailure) -> ContainerPage
    /// A page of a container's status log, from 1, oldest entry first, of at most `limit` elements.
    package var statusLogs:
        @Sendable (_ container: ContainerID, _ page: Int, _ limit: Int) async throws(UpstreamFailure) -> EntryPage

    package init(
        containers: @escaping @Sendable (String?, Int) async throws(UpstreamFailure) -> ContainerPage,
        statusLogs: @escaping @Sendable (ContainerID, Int, Int) async throws(UpstreamFailure) -> EntryPage
    ) {
        self.containers = containers
        self.statusLogs = statusLogs
    }
}

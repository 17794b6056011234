internal import Ingestion
internal import Observations
internal import StatusAPI

extension StatusLogSource {
    /// Pages come from the API.
    init(_ client: StatusAPIClient) {
        self.init(
            containers: { project, page throws(UpstreamFailure) in
                try await client.containers(ofProject: project, page: page)
            },
            statusLogs: { container, page, limit throws(UpstreamFailure) in
                try await client.statusLogs(of: container, page: page, limit: limit)
            }
        )
    }
}

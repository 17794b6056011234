package import Observations
package import Timelines

/// Asks the API for pages: with retries, redirects and limits, over connections that all requests share.
///
/// Any number of tasks may ask at once. A cancelled task gets `.unavailable` without delay: look at `Task.isCancelled`
/// before believing it.
package final class StatusAPIClient: Sendable {
    let settings: StatusAPISettings
    private let loop: TransferLoop

    /// The most redirects that are followed for one answer.
    static let mostRedirects = 5

    package init(settings: StatusAPISettings) throws(StatusAPIError) {
        guard settings.timeout > .zero else {
            throw StatusAPIError(
                code: .timeout,
                message: "the timeout is not longer than zero",
                hint: "give a number of seconds such as 60 by --timeout"
            )
        }
        self.settings = settings
        loop = try TransferLoop()
        loop.start()
    }

    deinit {
        loop.stop()
    }

    /// A page of the container list, from 1, by id; of all containers where `project` is nil.
    package func containers(ofProject project: String? = nil, page: Int) async throws(UpstreamFailure) -> ContainerPage
    {
        let endpoint = Endpoint.containers(ofProject: project, realm: settings.realm, page: page)
        return try await self.page(at: endpoint) { response throws(MalformedBody) in
            try PageDecoder().containerPage(response.body, date: response.date.flatMap(Instant.init(httpDate:)))
        }
    }

    /// A page of a container's status log, from 1, oldest entry first; `limit` is 1 … 100.
    package func statusLogs(
        of container: ContainerID,
        page: Int,
        limit: Int
    ) async throws(UpstreamFailure) -> EntryPage {
        let endpoint = Endpoint.statusLogs(of: container, page: page, limit: limit)
        return try await self.page(at: endpoint) { response throws(MalformedBody) in
            try PageDecoder().entryPage(response.body, askedFor: container)
        }
    }

    func transfer(_ url: String) async -> Result<TransferResponse, TransferFailure> {
        await loop.response(
            to: TransferRequest(
                url: url,
                headers: [settings.token.headerLine, "Accept: application/json", "User-Agent: tachograph"],
                timeout: settings.timeout,
                connectTimeout: settings.connectTimeout,
                proxy: settings.proxy,
                authorities: settings.authorities,
                bodyLimit: settings.bodyLimit
            )
        )
    }
}

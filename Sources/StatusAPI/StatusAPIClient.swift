package import Observations
package import Timelines

/// Requests pages from the API, with retries, redirects and limits, over connections that all requests share.
///
/// Any number of tasks may call it at once. A cancelled task gets `.unavailable` without delay: look at `Task.isCancelled`
/// before believing it.
package final class StatusAPIClient: Sendable {
    let settings: StatusAPISettings
    private let loop: TransferLoop
    private let largeBodies = LargeBodies()

    /// The most redirects that are followed for one page.
    static let mostRedirects = 5

    package init(settings: StatusAPISettings) throws(StatusAPIError) {
        guard settings.timeout > .zero else {
            throw StatusAPIError(
                code: .timeout,
                message: "the timeout is not positive",
                hint: "give a positive time such as 60 with --timeout"
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
            let date = response.date.flatMap(Instant.init(httpDate:))
            var page = try PageDecoder().containerPage(response.body, date: date)
            page.permit = response.permit
            return page
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
            var page = try PageDecoder().entryPage(response.body, askedFor: container)
            page.permit = response.permit
            return page
        }
    }

    /// The response at `url`; one with a large body is requested again with a permit.
    func transfer(_ url: String) async -> Result<TransferResponse, TransferFailure> {
        let first = await transfer(url, bodyLimit: min(settings.bodyLimit, LargeBodies.smallBody))
        guard case .failure(.tooLarge) = first, settings.bodyLimit > LargeBodies.smallBody else { return first }
        guard let permit = await largeBodies.enter() else { return .failure(.cancelled) }
        return await transfer(url, bodyLimit: settings.bodyLimit).map { response in
            var response = response
            response.permit = permit
            return response
        }
    }

    private func transfer(_ url: String, bodyLimit: Int) async -> Result<TransferResponse, TransferFailure> {
        await loop.response(to: TransferRequest(url: url, settings: settings, bodyLimit: bodyLimit))
    }
}

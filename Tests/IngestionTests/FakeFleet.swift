import Ingestion
import Locking
import TestSupport
import Timelines

@testable import Observations

/// An API in memory, with the habits and faults that the real one may have.
final class FakeFleet: StatusLogSource {
    struct Habits: Sendable {
        enum Echo: Sendable { case served, asked, none }
        enum Total: Sendable { case honest, none, tooSmall, tooLarge, random }
        /// The most elements a page really has.
        var limit = 100
        var echo = Echo.served
        var total = Total.honest
        var hasTotalPages = true
    }

    struct State: Sendable {
        var logs: [ContainerID: [FakeEntry]] = [:]
        /// Ids that the list holds, in order; those of `logs` unless said otherwise.
        var listed: [ContainerID] = []
        var names: [ContainerID: String] = [:]
        var projects: [ContainerID: String] = [:]
        var habits = Habits()
        var failures: [ContainerID: UpstreamFailure] = [:]
        var listingFailure: UpstreamFailure?
        /// Containers that serve their first page whatever is asked for.
        var repeating: Set<ContainerID> = []
        var date: Instant?
        var requests: [Request] = []
        var generator = SeededGenerator(seed: 1)
        /// The number of the next entry that comes later.
        var nextNumber = 10_000
        /// How likely a status log request fails.
        var flakiness = 0.0
        /// Called before each status log request, with its number from 1.
        var before: @Sendable (inout State, Int) -> Void = { _, _ in }
        /// Called before each list request, with its number from 1.
        var beforeList: @Sendable (inout State, Int) -> Void = { _, _ in }

        /// Adds a container with this log; its name is `n-` and the id.
        mutating func add(_ id: String, _ log: [FakeEntry]) {
            logs[ContainerID(id)] = log
            listed.append(ContainerID(id))
            listed.sort()
            names[ContainerID(id)] = "n-\(id)"
        }
    }

    enum Request: Hashable, Sendable {
        case list(project: String?, page: Int)
        case log(ContainerID, page: Int)
    }

    private let state: Locked<State>

    init(_ prepare: (inout State) -> Void = { _ in }) {
        var state = State()
        prepare(&state)
        self.state = Locked(state)
    }

    func change(_ body: @Sendable (inout State) -> Void) {
        state.withLock { body(&$0) }
    }

    var current: State { state.withLock { $0 } }

    /// The pages of status logs asked for since the last call, in order.
    func takeLogRequests() -> [Int] {
        state.withLock { state in
            defer { state.requests = [] }
            return state.requests.compactMap { request in
                guard case .log(_, let page) = request else { return nil }
                return page
            }
        }
    }

    func containers(ofProject project: String?, page: Int) throws(UpstreamFailure) -> ContainerPage {
        try state.withLock { state throws(UpstreamFailure) in try state.list(project: project, page: page) }
    }

    func statusLogs(of container: ContainerID, page: Int, limit: Int) async throws(UpstreamFailure) -> EntryPage {
        await Task.yield()
        return try state.withLock { state throws(UpstreamFailure) in
            try state.log(of: container, page: page, limit: limit)
        }
    }
}

/// A source made of two functions, for what no fleet does.
struct MadeSource: StatusLogSource {
    var list: @Sendable (_ project: String?, _ page: Int) async throws(UpstreamFailure) -> ContainerPage
    var log:
        @Sendable (_ container: ContainerID, _ page: Int, _ limit: Int) async throws(UpstreamFailure) -> EntryPage = {
            _,
            _,
            _ async throws(UpstreamFailure) in EntryPage(entries: [], pagination: Pagination())
        }

    func containers(ofProject project: String?, page: Int) async throws(UpstreamFailure) -> ContainerPage {
        try await list(project, page)
    }

    func statusLogs(of container: ContainerID, page: Int, limit: Int) async throws(UpstreamFailure) -> EntryPage {
        try await log(container, page, limit)
    }
}

extension FakeFleet.State {
    fileprivate mutating func list(project: String?, page: Int) throws(UpstreamFailure) -> ContainerPage {
        requests.append(.list(project: project, page: page))
        beforeList(&self, requests.count { if case .list = $0 { true } else { false } })
        if let listingFailure { throw listingFailure }
        let ids = listed.filter { project == nil || projects[$0] == project }
        let (slice, pagination) = cut(ids, page: page, limit: 100)
        return ContainerPage(
            containers: slice.map { id in
                ListedContainer(
                    id: id,
                    name: names[id],
                    projectID: projects[id],
                    status: "running",
                    createdAt: nil,
                    body: Array("{\"id\":\"\(id)\"}".utf8)
                )
            },
            unusable: [],
            pagination: pagination,
            date: date
        )
    }

    fileprivate mutating func log(of container: ContainerID, page: Int, limit: Int) throws(UpstreamFailure) -> EntryPage
    {
        requests.append(.log(container, page: page))
        before(&self, requests.count { if case .log = $0 { true } else { false } })
        if let failure = failures[container] { throw failure }
        if Double.random(in: 0..<1, using: &generator) < flakiness { throw .unavailable(detail: "flaky") }
        guard let log = logs[container] else { throw .notFound(detail: "404 Not Found") }
        let (slice, pagination) = cut(log, page: repeating.contains(container) ? 1 : page, limit: limit)
        return EntryPage(entries: slice.map(\.received), pagination: pagination)
    }

    private mutating func cut<Element>(_ all: [Element], page: Int, limit: Int) -> ([Element], Pagination) {
        let size = min(limit, habits.limit)
        let slice = Array(all.dropFirst((page - 1) * size).prefix(size))
        let total: Int? =
            switch habits.total {
            case .honest: all.count
            case .none: nil
            case .tooSmall: all.count / 2
            case .tooLarge: all.count * 2 + 1
            case .random: Int.random(in: 0...all.count * 2, using: &generator)
            }
        let echo: Int? =
            switch habits.echo {
            case .served: size
            case .asked: limit
            case .none: nil
            }
        let pages = habits.hasTotalPages ? total.map { ($0 + size - 1) / size } : nil
        return (slice, Pagination(total: total, limit: echo, totalPages: pages))
    }
}

import Observations
package import Timelines

/// Fetches what is new of a fleet's status logs into the event log, in one pass.
package struct IngestionRun: Sendable {
    let options: IngestionOptions
    let context: PassContext

    /// A run with `now` as the client's clock; `progress` is called after every page and every container, from any task.
    package init(
        options: IngestionOptions,
        source: any StatusLogSource,
        log: any EventLog,
        now: @escaping @Sendable () -> Instant,
        progress: @escaping @Sendable (IngestionProgress) -> Void = { _ in }
    ) {
        self.options = options
        context = PassContext(source: source, log: log, now: now, state: RunState(report: progress))
    }

    /// Runs the pass to its end; a cancelled task ends it early, with what was received so far kept. Call it once.
    ///
    /// - Throws: if the containers can't be listed or selected, so that no pass begins, or if the event log fails.
    package func run() async throws(IngestionError) -> IngestionResult {
        let requestedAt = context.now()
        // 1. List the fleet: nothing is kept before the pass has a scope.
        guard let fleet = try await listFleet() else {
            return result(ending: .interrupted, since: requestedAt)
        }
        let known = try await context.keep { try await $0.knownContainers() }
        let selection = try TargetSelection(options, listed: fleet.containers, known: known)
        let targets = selection.targets
        // 2. Begin the pass, as of the first request: what happens later is not covered.
        let start = PassStart(
            instant: min(requestedAt, fleet.firstDate ?? requestedAt),
            scope: scope(of: targets),
            full: options.full
        )
        let begunAt = context.now()
        let pass = try await context.keep { try await $0.beginPass(start, recordedAt: begunAt) }
        try await context.keep { [containers = fleet.containers, unusable = fleet.unusable] log in
            try await log.record(
                listing: containers,
                unusable: unusable,
                isLast: true,
                of: pass,
                recordedAt: begunAt
            )
        }
        context.state.change { $0.containers = targets.count }
        // 3. Read every container's log; then end the pass in any case, so that complete containers count.
        let reading = FleetReading(pass: pass, options: options, context: context)
        var outcomes = await reading.run(targets)
        let absent = AbsentContainers(selection: selection, outcomes: outcomes)
        let disappearance = options.allowsMassDisappearance ? nil : absent.massDisappearance
        for target in absent.targets {
            // One that was gone before stays gone in any case.
            outcomes[target.id] = await reading.reading(of: target).settleAbsent(
                isGone: disappearance == nil || target.isGone
            )
        }
        let endedAt = context.now()
        try await context.keep { try await $0.endPass(pass, recordedAt: endedAt) }
        // 4. Sum up.
        let ending = context.state.ending ?? (Task.isCancelled ? .interrupted : .finished)
        var result = result(ending: ending, since: requestedAt)
        result.unusable = fleet.unusable.count
        result.massDisappearance = disappearance
        try result.take(outcomes, of: targets)
        return result
    }

    private func result(ending: IngestionEnding, since start: Instant) -> IngestionResult {
        let progress = context.state.progress
        var result = IngestionResult(ending: ending)
        result.entries = progress.entries
        result.requests = progress.requests
        result.duration = max(context.now() - start, .zero)
        return result
    }

    private func scope(of targets: [TargetSelection.Target]) -> PassScope {
        if !options.containers.isEmpty { return .containers(targets.map(\.id)) }
        return options.projects.isEmpty ? .all : .projects(options.projects)
    }

    /// Nil where the run was cancelled meanwhile.
    private func listFleet() async throws(IngestionError) -> FleetListing? {
        var fleet = FleetListing(context: context)
        do throws(FleetListing.Stop) {
            try await fleet.read(projects: options.projects)
            return fleet
        } catch {
            if Task.isCancelled { return nil }
            throw IngestionError(error)
        }
    }
}

extension IngestionError {
    fileprivate init(_ stop: FleetListing.Stop) {
        switch stop {
        case .upstream(.unauthorized(let detail), _):
            self.init(code: .unauthorized, message: detail)
        case .upstream(let failure, let project):
            self.init(code: .listing, message: "\(listName(project)): \(failure.detail)")
        case .endless(let reason, let project):
            self.init(code: .listing, message: "\(listName(project)) \(reason)")
        }
    }
}

private func listName(_ project: String?) -> String {
    project.map { "the container list of project \($0)" } ?? "the container list"
}

/// What a run fetches.
package struct IngestionOptions: Hashable, Sendable {
    /// Ids of the projects whose containers are read; empty for all.
    package var projects: [String]
    /// Ids, names or globs of the containers that are read; empty for all.
    package var containers: [String]
    /// Whether everything is read again, containers that are gone included.
    package var full: Bool
    /// Whether a pass may find most of the known containers gone at once; see `AbsentContainers`.
    package var allowsMassDisappearance: Bool
    /// How much of a log is read again before its newest known entry.
    package var overlap: TimeSpan
    /// How many containers are read at once, each with one request at a time; at least 1.
    package var concurrency: Int

    package init(
        projects: [String] = [],
        containers: [String] = [],
        full: Bool = false,
        allowsMassDisappearance: Bool = false,
        overlap: TimeSpan = .hours(24),
        concurrency: Int = 8
    ) {
        self.projects = projects
        self.containers = containers
        self.full = full
        self.allowsMassDisappearance = allowsMassDisappearance
        self.overlap = overlap
        self.concurrency = max(concurrency, 1)
    }
}

/// Why a run failed.
package struct IngestionError: Error, Sendable {
    package enum Code: Hashable, Sendable {
        /// The API refuses the token.
        case unauthorized
        /// The containers could not be listed.
        case listing
        /// No container matches `--container`.
        case noSuchContainer
        /// What was received could not be stored; see `underlying`.
        case storage
    }

    package var code: Code
    /// What happened, and to what, for a person.
    package var message: String
    /// The event log's own error.
    package var underlying: (any Error)?
}

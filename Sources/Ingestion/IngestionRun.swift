import Observations
package import Timelines

/// Fetches what is new of a fleet's status logs into the event log, in one pass.
package struct IngestionRun: Sendable {
    let options: IngestionOptions
    let tools: PassTools

    /// A run with `now` as the client's clock; `progress` is called after every page and every container, from any task.
    package init(
        options: IngestionOptions,
        source: StatusLogSource,
        log: EventLog,
        now: @escaping @Sendable () -> Instant,
        progress: @escaping @Sendable (IngestionProgress) -> Void = { _ in }
    ) {
        self.options = options
        tools = PassTools(source: source, log: log, now: now, tally: Tally(report: progress))
    }

    /// Runs the pass to its end; a cancelled task ends it early, with what was received so far kept. To be called once.
    ///
    /// - Throws: where the containers can't be listed or chosen, so that no pass begins, or where the event log fails.
    package func run() async throws(IngestionError) -> IngestionResult {
        let requestedAt = tools.now()
        // 1. List the fleet: nothing is kept before the pass has a scope.
        guard let fleet = try await listFleet() else {
            return result(ending: .interrupted, since: requestedAt)
        }
        let known = try await tools.keep { try await $0.knownContainers() }
        let selection = try Selection(options, listing: fleet.listing, known: known)
        let targets = selection.targets
        // 2. Begin the pass, as of the first request: what happens later is not covered.
        let start = PassStart(
            instant: min(requestedAt, fleet.firstDate ?? requestedAt),
            scope: scope(of: targets),
            full: options.full
        )
        let begunAt = tools.now()
        let pass = try await tools.keep { try await $0.beginPass(start, begunAt) }
        try await tools.keep { [listing = fleet.listing] in try await $0.recordListing(listing, pass, begunAt) }
        tools.tally.change { $0.containers = targets.count }
        // 3. Read every container's log; then end the pass whatever came, so that what is complete counts.
        let reading = FleetReading(pass: pass, options: options, tools: tools)
        var outcomes = await reading.run(targets)
        let absent = AbsentContainers(selection: selection, outcomes: outcomes)
        let doubt = options.allowsMassDisappearance ? nil : absent.doubt
        for target in absent.targets {
            // One that was gone before stays so, whatever became of the others.
            outcomes[target.id] = await reading.reading(of: target).settleAbsent(isGone: doubt == nil || target.isGone)
        }
        let endedAt = tools.now()
        try await tools.keep { try await $0.endPass(pass, endedAt) }
        // 4. Sum up.
        let ending = tools.tally.ending ?? (Task.isCancelled ? .interrupted : .finished)
        var result = result(ending: ending, since: requestedAt)
        result.unusable = fleet.listing.unusable.count
        result.doubted = doubt
        try result.take(outcomes, of: targets)
        return result
    }

    private func result(ending: IngestionEnding, since start: Instant) -> IngestionResult {
        let progress = tools.tally.progress
        var result = IngestionResult(ending: ending)
        result.entries = progress.entries
        result.requests = progress.requests
        result.duration = max(tools.now() - start, .zero)
        return result
    }

    private func scope(of targets: [Selection.Target]) -> PassScope {
        if !options.containers.isEmpty { return .containers(targets.map(\.id)) }
        return options.projects.isEmpty ? .all : .projects(options.projects)
    }

    /// Nil where the run was cancelled meanwhile.
    private func listFleet() async throws(IngestionError) -> FleetListing? {
        var fleet = FleetListing(tools: tools)
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
            self.init(code: .listing, message: "\(place(project)): \(failure.detail)")
        case .endless(let reason, let project):
            self.init(code: .listing, message: "\(place(project)) \(reason)")
        }
    }
}

private func place(_ project: String?) -> String {
    project.map { "the container list of project \($0)" } ?? "the container list"
}

import Observations
import Timelines

/// One way through a container's log, page by page; while a page is being kept, the next is asked for.
struct ReadingAttempt {
    let container: ContainerID
    let pass: PassNumber
    let mode: ReadingMode
    var doubts: TotalDoubts
    let tools: PassTools

    /// The short page of repeats on which this attempt, or else an earlier one, was given up.
    private(set) var shortRepeat: ShortRepeat?

    private var watch = RepeatWatch()
    private var longest = 0

    struct ShortRepeat: Hashable, Sendable {
        var offset: Int
        var count: Int
    }

    init(
        container: ContainerID,
        pass: PassNumber,
        mode: ReadingMode,
        doubts: TotalDoubts,
        shortRepeat: ShortRepeat?,
        tools: PassTools
    ) {
        self.container = container
        self.pass = pass
        self.mode = mode
        self.doubts = doubts
        self.shortRepeat = shortRepeat
        self.tools = tools
    }

    enum Result: Equatable {
        case end
        /// Before the place where it began, the log is not as it was known.
        case contradicted
        /// Entries may have been passed over: something went meanwhile, or the pages changed their size unsaid.
        case unsure
    }

    mutating func run() async throws(ContainerReading.Stop) -> Result {
        let begunAt = tools.now()
        let start = try await keep { [container, pass, mode] log in
            try await log.beginReading(container, pass, mode, begunAt)
        }
        var walk = PageWalk(from: max(start.place - 1, 0))
        var isVerified = start.place == 0
        var ahead: Fetched?
        while true {
            // A function of its own, so that a page is dropped before the next one is asked for.
            let turn = try await turn(&walk, start: start, isVerified: isVerified, ahead: &ahead)
            if case .ended(let result) = turn { return result }
            isVerified = isVerified || turn == .kept
        }
    }

    private typealias Fetched = Swift.Result<EntryPage, UpstreamFailure>

    private enum Turn: Equatable {
        case kept
        /// The page was not the one that was wanted.
        case moved
        case ended(Result)
    }

    /// Reads one page: the one that was fetched `ahead`, which is left with the next one if that was fetched meanwhile.
    private mutating func turn(
        _ walk: inout PageWalk,
        start: ReadingStart,
        isVerified: Bool,
        ahead: inout Fetched?
    ) async throws(ContainerReading.Stop) -> Turn {
        let fetched: Fetched
        if let given = ahead.take() {
            fetched = given
        } else {
            fetched = await tools.entryPage(of: container, page: walk.page)
        }
        let page: EntryPage
        switch fetched {
        case .success(let answer): page = answer
        case .failure(let failure): throw .upstream(failure)
        }
        let step = walk.take(count: page.entries.count, pagination: page.pagination)
        // 1. A page that is not the one that was wanted is not kept: what lies before it would be missing.
        if step.next == .lost { throw .incomplete("its pages keep changing their size") }
        let judgement = doubts.judge(step, count: page.entries.count)
        if judgement == .beginAgain { return .ended(.unsure) }
        if step.next == .moved { return .moved }
        // 2. Keep it, while the next one is under way; where it has all the room there is, that one has to wait.
        async let next = entryPage(step.next == .page && page.room == nil ? walk.page : nil)
        let outcomes = try await keep(page)
        let served = ServedPlaces(offset: step.offset, entries: page.entries, outcomes: outcomes)
        // 3. Is the log, up to where this reading began, what it was?
        if !isVerified, !served.confirmsUnchanged(before: start.place) { return .ended(.contradicted) }
        guard doubts.note(step, served, judgement) else { return .ended(.unsure) }
        guard try noteRepeats(outcomes, step) else { return .ended(.unsure) }
        if let excess = step.excess {
            throw .incomplete("its log \(excess); what was read is kept, and the next run goes on from there")
        }
        ahead = await next
        return step.next == .end ? .ended(.end) : .kept
    }

    private func entryPage(_ number: Int?) async -> Fetched? {
        guard let number else { return nil }
        return await tools.entryPage(of: container, page: number)
    }

    /// False where a page that is shorter than others holds nothing but what they held, and is not the last one by its total:
    /// the pages may have changed their size unsaid. Met at the same place by two attempts, it is how the log is.
    private mutating func noteRepeats(
        _ outcomes: [ElementOutcome],
        _ step: PageStep
    ) throws(ContainerReading.Stop) -> Bool {
        defer { longest = max(longest, outcomes.count) }
        let isRepeated = !outcomes.isEmpty && outcomes.allSatisfy { $0 == .repeated }
        guard watch.goesOn(step, isRepeated: isRepeated) else {
            throw .incomplete("its pages repeat without an end")
        }
        guard isRepeated, outcomes.count < longest, step.extent != .last else { return true }
        let found = ShortRepeat(offset: step.offset, count: outcomes.count)
        defer { shortRepeat = found }
        return shortRepeat == found
    }

    private func keep(_ page: EntryPage) async throws(ContainerReading.Stop) -> [ElementOutcome] {
        guard !page.entries.isEmpty else { return [] }
        let recordedAt = tools.now()
        let outcomes = try await keep { [container, pass] in try await $0.recordPage(page, container, pass, recordedAt)
        }
        tools.tally.change { progress in
            progress.entries.note(outcomes)
        }
        return outcomes
    }

    private func keep<Value: Sendable>(
        _ call: @escaping @Sendable (EventLog) async throws -> Value
    ) async throws(ContainerReading.Stop) -> Value {
        do throws(IngestionError) {
            return try await tools.keep(call)
        } catch {
            throw .storage(error)
        }
    }
}

extension EntryCounts {
    fileprivate mutating func note(_ outcomes: [ElementOutcome]) {
        received += outcomes.count
        for outcome in outcomes {
            switch outcome {
            case .new: new += 1
            case .known(_, let isAmended): amended += isAmended ? 1 : 0
            case .quarantined(let isNew): quarantined += isNew ? 1 : 0
            case .repeated: break
            }
        }
    }
}

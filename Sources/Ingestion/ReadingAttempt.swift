import Observations
import Timelines

/// One way through a container's log, page by page; while a page is being kept, the next one is requested.
struct ReadingAttempt {
    let container: ContainerID
    let pass: PassNumber
    let mode: ReadingMode
    var totals: TotalShrinkDetector
    /// The short page of repeats on which this attempt, or else an earlier one, was given up.
    var shortRepeat: ShortRepeat?
    let context: PassContext

    private(set) var loops = LoopDetector()
    private(set) var longest = 0

    struct ShortRepeat: Hashable, Sendable {
        var offset: Int
        var count: Int
    }

    enum Result: Equatable {
        case end
        /// Before the index where it began, the log is not as it was known.
        case contradicted
        /// Entries may have been skipped: something was removed meanwhile, or the page size changed without notice.
        case unsure
    }

    mutating func run() async throws(ContainerReading.Stop) -> Result {
        let begunAt = context.now()
        let start = try await keep { [container, pass, mode] log in
            try await log.beginReading(of: container, in: pass, mode: mode, recordedAt: begunAt)
        }
        var paginator = Paginator(from: max(start - 1, 0))
        var isVerified = start == 0
        var ahead: Fetched?
        while true {
            // A function of its own, so that a page is dropped before the next one is requested.
            let turn = try await turn(&paginator, start: start, isVerified: isVerified, ahead: &ahead)
            if case .ended(let result) = turn { return result }
            isVerified = isVerified || turn == .kept
        }
    }

    private typealias Fetched = Swift.Result<EntryPage, UpstreamFailure>

    private enum Turn: Equatable {
        case kept
        /// The page was not the one that was needed.
        case moved
        case ended(Result)
    }

    /// Reads one page: the one that was fetched `ahead`. Afterwards `ahead` is the next one, if that was fetched meanwhile.
    private mutating func turn(
        _ paginator: inout Paginator,
        start: Int,
        isVerified: Bool,
        ahead: inout Fetched?
    ) async throws(ContainerReading.Stop) -> Turn {
        let fetched: Fetched
        if let given = ahead.take() {
            fetched = given
        } else {
            fetched = await context.entryPage(of: container, page: paginator.page)
        }
        let page: EntryPage
        switch fetched {
        case .success(let answer): page = answer
        case .failure(let failure): throw .upstream(failure)
        }
        let step = paginator.take(count: page.entries.count, pagination: page.pagination)
        // 1. A page that is not the one that was needed is not kept: what lies before it would be missing.
        if step.next == .lost { throw .incomplete("its pages keep changing their size") }
        let judgement = totals.judge(step, count: page.entries.count)
        if judgement == .beginAgain { return .ended(.unsure) }
        if step.next == .moved { return .moved }
        // 2. Keep it, while the next one is under way; a page with a permit has to be dropped before the next one is requested.
        async let next = entryPage(step.next == .page && page.permit == nil ? paginator.page : nil)
        let outcomes = try await keep(page)
        let alignment = PageAlignment(offset: step.offset, entries: page.entries, outcomes: outcomes)
        // 3. Is the log, up to where this reading began, what it was?
        if !isVerified, !alignment.confirmsUnchanged(before: start) { return .ended(.contradicted) }
        guard totals.note(step, alignment, judgement) else { return .ended(.unsure) }
        guard try noteRepeats(outcomes, step) else { return .ended(.unsure) }
        if let excess = step.excess {
            throw .incomplete("its log \(excess); what was read is kept, and the next run continues from there")
        }
        ahead = await next
        return step.next == .end ? .ended(.end) : .kept
    }

    private func entryPage(_ number: Int?) async -> Fetched? {
        guard let number else { return nil }
        return await context.entryPage(of: container, page: number)
    }

    /// False where a page that is shorter than others holds nothing but what they held, and is not the last one by its total:
    /// the page size may have changed without notice. If two attempts find it at the same position, the log is like that.
    private mutating func noteRepeats(
        _ outcomes: [ElementOutcome],
        _ step: PageStep
    ) throws(ContainerReading.Stop) -> Bool {
        defer { longest = max(longest, outcomes.count) }
        let isRepeated = !outcomes.isEmpty && outcomes.allSatisfy { $0 == .repeated }
        guard loops.goesOn(step, isRepeated: isRepeated) else {
            throw .incomplete("its pages repeat without an end")
        }
        guard isRepeated, outcomes.count < longest, step.extent != .last else { return true }
        let found = ShortRepeat(offset: step.offset, count: outcomes.count)
        defer { shortRepeat = found }
        return shortRepeat == found
    }

    private func keep(_ page: EntryPage) async throws(ContainerReading.Stop) -> [ElementOutcome] {
        guard !page.entries.isEmpty else { return [] }
        let recordedAt = context.now()
        let outcomes = try await keep { [container, pass] log in
            try await log.record(page: page.entries, of: container, in: pass, recordedAt: recordedAt)
        }
        context.state.change { $0.entries.note(outcomes) }
        return outcomes
    }

    private func keep<Value: Sendable>(
        _ call: @escaping @Sendable (any EventLog) async throws -> Value
    ) async throws(ContainerReading.Stop) -> Value {
        do throws(IngestionError) {
            return try await context.keep(call)
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

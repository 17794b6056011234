import Observations
import Timelines

/// Reads a container's log to its end, page by page, in as many attempts as that takes; while a page is being kept, the next
/// one is requested.
struct LogReader {
    let container: ContainerID
    let pass: PassNumber
    private(set) var mode: ReadingMode
    let context: PassContext

    // Of all attempts.
    private(set) var totals = TotalShrinkDetector()
    /// The short page of repeats on which this attempt, or else an earlier one, was given up.
    private(set) var shortRepeat: ShortRepeat?

    // Of this attempt.
    private(set) var loops = LoopDetector()
    private(set) var longest = 0

    /// How often a log that changes while it is read is begun again.
    private static let mostRestarts = 3

    struct ShortRepeat: Hashable, Sendable {
        var offset: Int
        var count: Int
    }

    /// Why the log was not read to its end.
    enum Stop: Error {
        case upstream(UpstreamFailure)
        case storage(IngestionError)
        case incomplete(String)
    }

    /// How an attempt ended.
    private enum Ending: Equatable {
        case end
        /// Before the index where it began, the log is not as it was known.
        case contradicted
        /// Entries may have been skipped: something was removed meanwhile, or the page size changed without notice.
        case unsure
    }

    /// 1. An incremental reading that finds the log other than known becomes a full one.
    /// 2. A reading that may have skipped entries begins again from the first page, so that nothing is missing.
    mutating func read() async throws(Stop) {
        var restarts = 0
        while true {
            switch try await attempt() {
            case .end: return
            case .contradicted: break
            case .unsure:
                guard restarts < LogReader.mostRestarts else {
                    throw .incomplete("its log kept changing while it was read")
                }
                restarts += 1
            }
            mode = .full
            loops = LoopDetector()
            longest = 0
        }
    }

    private mutating func attempt() async throws(Stop) -> Ending {
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
            if case .ended(let ending) = turn { return ending }
            isVerified = isVerified || turn == .kept
        }
    }

    private typealias Fetched = Result<EntryPage, UpstreamFailure>

    private enum Turn: Equatable {
        case kept
        /// The page was not the one that was needed.
        case moved
        case ended(Ending)
    }

    /// Reads one page: the one that was fetched `ahead`. Afterwards `ahead` is the next one, if that was fetched meanwhile.
    private mutating func turn(
        _ paginator: inout Paginator,
        start: Int,
        isVerified: Bool,
        ahead: inout Fetched?
    ) async throws(Stop) -> Turn {
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

    /// False where a page that is shorter than others has only elements that they had, and is not the last one by its total:
    /// the page size may have changed without notice. If two attempts find it at the same position, the log is like that.
    private mutating func noteRepeats(
        _ outcomes: [ElementOutcome],
        _ step: PageStep
    ) throws(Stop) -> Bool {
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

    private func keep(_ page: EntryPage) async throws(Stop) -> [ElementOutcome] {
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
    ) async throws(Stop) -> Value {
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

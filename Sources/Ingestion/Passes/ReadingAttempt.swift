import Observations
import Timelines

/// One way through a container's log, page by page; while a page is being kept, the next is asked for.
struct ReadingAttempt {
    let container: ContainerID
    let pass: PassNumber
    let mode: ReadingMode
    var doubts: TotalDoubts
    let tools: PassTools

    private var repeatedInARow = 0
    private var longest = 0

    /// A page with nothing new in this reading can be chance (a page boundary that moved); a second one is not.
    private static let mostRepeated = 2

    init(container: ContainerID, pass: PassNumber, mode: ReadingMode, doubts: TotalDoubts, tools: PassTools) {
        self.container = container
        self.pass = pass
        self.mode = mode
        self.doubts = doubts
        self.tools = tools
    }

    enum Result {
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
        var fetched = await tools.entryPage(of: container, page: walk.page)
        while true {
            let page: EntryPage
            switch fetched {
            case .success(let answer): page = answer
            case .failure(let failure): throw .upstream(failure)
            }
            let step = walk.take(count: page.entries.count, pagination: page.pagination)
            // 1. A page that is not the one that was wanted is not kept: what lies before it would be missing.
            if step.next == .lost { throw .incomplete("its pages keep changing their size") }
            let judgement = doubts.judge(step, count: page.entries.count)
            if judgement == .beginAgain { return .unsure }
            if step.next == .moved {
                fetched = await tools.entryPage(of: container, page: walk.page)
                continue
            }
            // 2. Keep it, while the next one is under way.
            async let ahead = entryPage(step.next == .page ? walk.page : nil)
            let outcomes = try await keep(page)
            let served = ServedPlaces(offset: step.offset, entries: page.entries, outcomes: outcomes)
            // 3. Is the log, up to where this reading began, what it was?
            if !isVerified, !served.confirmsUnchanged(before: start.place) { return .contradicted }
            isVerified = true
            guard doubts.note(step, served, judgement) else { return .unsure }
            guard try noteRepeats(outcomes) else { return .unsure }
            guard let following = await ahead else { return .end }
            fetched = following
        }
    }

    private func entryPage(_ number: Int?) async -> Swift.Result<EntryPage, UpstreamFailure>? {
        guard let number else { return nil }
        return await tools.entryPage(of: container, page: number)
    }

    /// False where a page that is shorter than others holds nothing but what they held: a last page would not.
    private mutating func noteRepeats(_ outcomes: [ElementOutcome]) throws(ContainerReading.Stop) -> Bool {
        defer { longest = max(longest, outcomes.count) }
        guard !outcomes.isEmpty, outcomes.allSatisfy({ $0 == .repeated }) else {
            repeatedInARow = 0
            return true
        }
        repeatedInARow += 1
        if repeatedInARow == ReadingAttempt.mostRepeated { throw .incomplete("its pages repeat without an end") }
        return outcomes.count >= longest
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

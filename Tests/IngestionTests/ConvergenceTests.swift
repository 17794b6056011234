import Ingestion
import Locking
import Observations
import TestSupport
import Testing
import Timelines

@Suite("Convergence")
struct ConvergenceTests {
    @Test("Whatever came between, one undisturbed run later the store holds what the fleet holds", arguments: 0..<60)
    func converges(seed: Int) async throws {
        var story = Story(seed: UInt64(seed))
        let fleet = story.fleet()
        let store = FakeStore()
        for _ in 0..<Int.random(in: 1...4, using: &story.generator) {
            await story.disturbedRun(of: fleet, into: store)
            story.change(fleet)
        }
        fleet.change { state in
            state.flakiness = 0
            state.before = { _, _ in }
        }
        var result = try await fleet.ingest(into: store)
        // Totals that are drawn by lot can leave a container incomplete, which is said, and then read by the next run.
        for _ in 0..<3 where story.habits.total == .random && !result.isWhole {
            result = try await fleet.ingest(into: store)
        }
        #expect(result.isWhole, "seed \(seed): \(result.reasons)")
        for (id, log) in fleet.current.logs {
            let expected = log.sorted { ($0.at, $0.number) < ($1.at, $1.number) }.map(\.number)
            #expect(store.numbers(of: id.text) == expected, "seed \(seed), container \(id), \(story)")
        }
        // And it is stable: nothing more is found.
        let again = try await fleet.ingest(into: store)
        #expect(again.entries.new == 0 && again.entries.vanished == 0, "seed \(seed)")
    }
}

/// A random fleet, and what happens to it and to the runs over it.
///
/// Old entries either come or go in one story, not both: a log that lost one old entry and got another between two runs looks
/// the same from its end, and only a full run would see it.
private struct Story: CustomStringConvertible {
    enum Kind: CaseIterable {
        case grows, getsOldEntries, losesOldEntries
    }

    let kind: Kind
    let habits: FakeFleet.Habits
    var generator: SeededGenerator

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
        kind = Kind.allCases.randomElement(using: &generator) ?? .grows
        var habits = FakeFleet.Habits()
        habits.limit = [100, 100, 60, 7].randomElement(using: &generator) ?? 100
        habits.echo = [.served, .none].randomElement(using: &generator) ?? .served
        habits.hasTotalPages = Bool.random(using: &generator)
        // Only a total shows that entries go while a log is read.
        if kind != .losesOldEntries {
            habits.total = [.honest, .none, .tooSmall, .tooLarge, .random].randomElement(using: &generator) ?? .honest
        }
        self.habits = habits
    }

    var description: String { "\(kind), \(habits)" }

    /// Some containers with logs of all lengths about the page size, with entries of one instant in any order.
    mutating func fleet() -> FakeFleet {
        let logs = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
            let count = [0, 1, 30, 99, 100, 101, 250, 420].randomElement(using: &generator) ?? 0
            var log = hourly(0..<count)
            for place in log.indices.dropFirst() where Int.random(in: 0..<6, using: &generator) == 0 {
                log[place].at = log[place - 1].at
                if Bool.random(using: &generator) { log.swapAt(place - 1, place) }
            }
            return log
        }
        let (habits, kind, seed) = (habits, kind, generator.next())
        return FakeFleet { state in
            for (number, log) in logs.enumerated() { state.add("c\(number)", log) }
            state.habits = habits
            state.generator = SeededGenerator(seed: seed)
            state.flakiness = 0.03
            state.before = { state, _ in state.disturb(kind) }
        }
    }

    /// A run that may be cancelled, or whose process may die, anywhere.
    mutating func disturbedRun(of fleet: FakeFleet, into store: FakeStore) async {
        let life = Int.random(in: 0..<60, using: &generator)
        let options = IngestionOptions(full: Int.random(in: 0..<8, using: &generator) == 0, concurrency: 3)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0:
            store.change { $0.life = life }
            _ = try? await fleet.ingest(into: store, options)
            store.revive()
        case 1:
            let start = fleet.current.requests.count
            let task = Task { try await fleet.ingest(into: store, options) }
            let isDone = Locked(false)
            let waiter = Task {
                _ = try? await task.value
                isDone.withLock { $0 = true }
            }
            while !isDone.withLock({ $0 }), fleet.current.requests.count < start + life { await Task.yield() }
            task.cancel()
            await waiter.value
        default:
            _ = try? await fleet.ingest(into: store, options)
        }
    }

    /// What happens between two runs.
    mutating func change(_ fleet: FakeFleet) {
        let (kind, seed) = (kind, generator.next())
        fleet.change { state in
            var generator = SeededGenerator(seed: seed)
            for id in state.listed where Bool.random(using: &generator) {
                state.grow(id, by: Int.random(in: 0..<130, using: &generator))
                guard let log = state.logs[id], !log.isEmpty else { continue }
                let place = Int.random(in: log.indices, using: &generator)
                switch kind {
                case .grows: break
                case .getsOldEntries:
                    state.logs[id]?.insert(FakeEntry(number: state.nextNumber, at: log[place].at), at: place)
                    state.nextNumber += 1
                case .losesOldEntries: state.logs[id]?.remove(at: place)
                }
            }
        }
    }
}

extension FakeFleet.State {
    fileprivate mutating func grow(_ id: ContainerID, by count: Int) {
        let newest = logs[id]?.map(\.at).max() ?? 0
        for step in 0..<count {
            logs[id]?.append(FakeEntry(number: nextNumber, at: newest + Int64(step + 1) * 1_800_000))
            nextNumber += 1
        }
    }

    /// What happens while a run is under way.
    fileprivate mutating func disturb(_ kind: Story.Kind) {
        guard Int.random(in: 0..<10, using: &generator) == 0 else { return }
        guard let id = listed.randomElement(using: &generator), let log = logs[id], !log.isEmpty else { return }
        switch kind {
        case .grows, .getsOldEntries: grow(id, by: Int.random(in: 0..<5, using: &generator))
        case .losesOldEntries: logs[id]?.remove(at: Int.random(in: log.indices, using: &generator))
        }
    }
}

internal import Study
package import Timelines

/// Looks for what actors did within ten minutes before and after entries of theirs, in any container.
///
/// Holds each such entry once, whatever number of entries it is near to.
package struct NearbySearch: Sendable {
    /// How far it looks before and after an entry; that instant itself is still near.
    package static let reach = TimeSpan.minutes(10)
    /// How many it lists for an entry, the nearest ones.
    package static let listed = 10

    /// All periods in which something can be near; entries elsewhere need not be added.
    package let periods: IntervalSet
    private let periodsByActor: [Symbol: IntervalSet]
    private let symbols: SymbolTable
    private var containers: [Container] = []
    private var met: [Symbol: [MetEntry]] = [:]

    /// Looks around each of `answers`, at no entry at or after `end`.
    init(around answers: some Sequence<(actor: Symbol, at: Instant)>, before end: Instant, symbols: SymbolTable) {
        self.symbols = symbols
        let reach = NearbySearch.reach
        periodsByActor = Dictionary(grouping: answers, by: \.actor).mapValues { answers in
            IntervalSet(
                answers.map { answer in
                    let last = answer.at + reach + TimeSpan(milliseconds: 1)
                    return Interval(start: answer.at - reach, end: min(last, end))
                }
            )
        }
        periods = IntervalSet(periodsByActor.values.flatMap(\.intervals))
    }

    /// Adds an entry of `container`; containers are to come in the order of their ids, the entries of each in that of its log.
    package mutating func add(_ entry: Entry, of container: Container) {
        guard let actor = entry.actor, let near = periodsByActor[actor],
            near.covers(Interval(start: entry.at, end: entry.at))
        else { return }
        if containers.last?.id != container.id { containers.append(container) }
        met[actor, default: []].append(
            MetEntry(entry: entry, container: Int32(containers.count - 1), number: Int32(met[actor]?.count ?? 0))
        )
    }

    /// What was met, in an order in which it can be looked up.
    consuming func lookup() -> Lookup {
        for actor in met.keys {
            // At one instant they stay as they came.
            met[actor]?.sort { $0.entry.at == $1.entry.at ? $0.number < $1.number : $0.entry.at < $1.entry.at }
        }
        return Lookup(entries: met, containers: containers, symbols: symbols)
    }

    struct MetEntry: Sendable {
        let entry: Entry
        /// Its index in `containers`.
        let container: Int32
        /// How many entries of its actor came before it.
        let number: Int32
    }

    /// Entries by actor, in the order of time.
    struct Lookup: Sendable {
        fileprivate let entries: [Symbol: [MetEntry]]
        fileprivate let containers: [Container]
        fileprivate let symbols: SymbolTable
    }
}

extension NearbySearch.Lookup {
    /// What `actor` did near `found`, an entry of its own, which has to be among those that were added.
    func entries(around found: FoundEntry, by actor: Symbol) -> NearbyEntries {
        let instant = found.entry.at
        let all = entries[actor] ?? []
        let first = all.partitioningIndex { $0.entry.at >= instant - NearbySearch.reach }
        let end = all.partitioningIndex { $0.entry.at > instant + NearbySearch.reach }
        // The nearest ones stand together: outwards from the instant the nearer neighbour comes next, of two the earlier.
        var right = all.partitioningIndex { $0.entry.at >= instant }
        var left = right - 1
        var nearest: [Int] = []
        while nearest.count < NearbySearch.listed, left >= first || right < end {
            let takesLeft =
                left >= first && (right >= end || instant - all[left].entry.at <= all[right].entry.at - instant)
            let next = takesLeft ? left : right
            if takesLeft { left -= 1 } else { right += 1 }
            let isOwn =
                all[next].entry.receipt == found.entry.receipt
                && containers[Int(all[next].container)].id == found.container
            if !isOwn { nearest.append(next) }
        }
        return NearbyEntries(
            count: max(0, end - first - 1),
            entries: nearest.sorted().map { nearbyEntry(all[$0], instant) }
        )
    }

    private func nearbyEntry(_ met: NearbySearch.MetEntry, _ instant: Instant) -> NearbyEntry {
        let container = containers[Int(met.container)]
        let reading = met.entry.operationReading
        return NearbyEntry(
            containerID: container.id,
            containerName: container.name,
            at: met.entry.at,
            offset: met.entry.at - instant,
            operation: reading.text(in: symbols),
            isOperationDerived: reading.isDerived,
            toStatus: symbols[met.entry.to.symbol],
            eventID: met.entry.eventID(in: symbols, container: container.id)
        )
    }
}

internal import Study
internal import Timelines

/// A window of an outage that neither a user nor an automation opened, of a container that was running on a server.
package struct FallingWindow: Hashable, Sendable {
    let group: ExactText
    /// The place of its outage among those of the group.
    let outage: Int
    let container: ContainerID
    /// When its opening entry took it down.
    let at: Instant
    let server: ExactText

    /// Nil where it is none.
    init?(_ window: WindowInOutage, outage: Int, of group: String, _ texts: FigureTexts) {
        switch texts.kind(of: window.opener) {
        case .user, .automation: return nil
        case .system, .other, .unattributed: break
        }
        let server: String? =
            switch window.fallenOn {
            case .named(let symbol): texts.symbols[symbol]
            case .listed: window.listedServer
            case nil: nil
            }
        guard let server else { return nil }
        self.group = ExactText(group)
        self.outage = outage
        container = window.container
        at = window.fallenAt
        self.server = ExactText(server)
    }
}

/// Windows on one server that begin within two minutes: a fall of the server if they are those of at least two containers, and of at
/// least half of those that were running on it just before.
struct FallCandidate: Sendable {
    let server: ExactText
    /// When the first of them began.
    let first: Instant
    /// How many containers fell.
    let containers: Int
    let windows: ArraySlice<FallingWindow>
}

/// Finds the servers that went down: which containers fell together, then how many were running there.
struct ServerFalls: Sendable {
    /// How far apart the first and the last of a fall are at most.
    static let span = TimeSpan.minutes(2)

    /// By the beginning.
    let candidates: [FallCandidate]

    init(_ falling: [FallingWindow]) {
        var candidates: [FallCandidate] = []
        for (server, windows) in Dictionary(grouping: falling, by: \.server) {
            let windows = windows.sorted { $0.at == $1.at ? $0.container < $1.container : $0.at < $1.at }
            // The windows from `index` to `end` are those within the span; how many each container has of them is kept up.
            var end = 0
            var counts: [ContainerID: Int] = [:]
            for (index, window) in windows.enumerated() {
                while end < windows.count, windows[end].at <= window.at + ServerFalls.span {
                    counts[windows[end].container, default: 0] += 1
                    end += 1
                }
                if counts.count > 1, index == 0 || windows[index - 1].at < window.at {
                    candidates.append(
                        FallCandidate(
                            server: server,
                            first: window.at,
                            containers: counts.count,
                            windows: windows[index..<end]
                        )
                    )
                }
                let left = (counts[window.container] ?? 1) - 1
                counts[window.container] = left > 0 ? left : nil
            }
        }
        self.candidates = candidates.sorted {
            $0.first == $1.first ? $0.server < $1.server : $0.first < $1.first
        }
    }

    /// Names the server that went down in each of `outages`; `running` are the containers that were running at each candidate.
    func name(in outages: inout [Outage], running: [Int]) {
        var found: [OutagePosition: FallCandidate] = [:]
        for (candidate, running) in zip(candidates, running) where candidate.containers * 2 >= running {
            for window in candidate.windows {
                let position = OutagePosition(group: window.group, place: window.outage)
                // The largest; of equals the first.
                if let known = found[position], known.containers >= candidate.containers { continue }
                found[position] = candidate
            }
        }
        for index in outages.indices {
            let position = OutagePosition(group: ExactText(outages[index].group), place: outages[index].place)
            outages[index].serverDown = found[position]?.server.text
        }
    }

    private struct OutagePosition: Hashable {
        let group: ExactText
        let place: Int
    }
}

/// Counts the containers that were running on the servers just before they may have gone down.
struct RunningContainers: Sendable {
    /// By how much each server's candidates have more than the one before; of one more than there are, where the last one's end.
    private var steps: [[Int]]
    private let servers: [Server]
    private let candidateCount: Int
    private let byName: [ExactText: Int]
    private let bySymbol: [Symbol: Int]

    // Used anew for each container.
    private var study: ContainerStudy

    /// A server with its candidates, in order of time.
    private struct Server: Sendable {
        let name: ExactText
        /// Nil where no entry names it.
        let symbol: Symbol?
        let candidates: [(index: Int, first: Instant)]
    }

    init(_ falls: ServerFalls, options: AnalysisOptions, symbols: SymbolTable) {
        candidateCount = falls.candidates.count
        // In an order of their own: a dictionary's differs between two of the same content, and `merge` adds server by server.
        servers = Dictionary(grouping: falls.candidates.enumerated()) { $0.element.server }.map { server, candidates in
            Server(
                name: server,
                symbol: symbols.symbol(of: server.text),
                candidates: candidates.map { ($0.offset, $0.element.first) }
            )
        }
        .sorted { $0.name < $1.name }
        steps = servers.map { Array(repeating: 0, count: $0.candidates.count + 1) }
        byName = Dictionary(servers.enumerated().map { ($1.name, $0) }) { first, _ in first }
        bySymbol = Dictionary(servers.enumerated().compactMap { place, server in server.symbol.map { ($0, place) } }) {
            first,
            _ in first
        }
        study = ContainerStudy(options: options, symbols: symbols, judgingService: false)
    }

    /// How many, candidate by candidate.
    var counts: [Int] {
        var counts = Array(repeating: 0, count: candidateCount)
        for (server, steps) in zip(servers, steps) {
            var running = 0
            for (candidate, step) in zip(server.candidates, steps) {
                running += step
                counts[candidate.index] = running
            }
        }
        return counts
    }

    /// Counts the container that is studied for the candidates of the server that it was running on, if it is one of these, in each
    /// of its stretches: the candidates that begin in it lie side by side.
    private mutating func count(listed: Int?) {
        let (entries, entryCount) = (study.timeline.entries, study.timeline.entryCount)
        let instant = TimeSpan(milliseconds: 1)
        var entry = 0
        for stretch in study.timeline.stretches where stretch.status == .running {
            // It was running just before what begins after its start, up to its end.
            var first = stretch.interval.start + instant
            let end = stretch.interval.end + instant
            while first < end {
                // Where it was running the newest entry before says.
                while entry < entryCount, entries[entry].at < first { entry += 1 }
                let next = entry < entryCount ? min(end, entries[entry].at + instant) : end
                let named = entry > 0 ? entries[entry - 1].server : nil
                if let server = named == nil ? listed : named.flatMap({ bySymbol[$0] }) {
                    let candidates = servers[server].candidates
                    steps[server][candidates.partitioningIndex { $0.first >= first }] += 1
                    steps[server][candidates.partitioningIndex { $0.first >= next }] -= 1
                }
                first = next
            }
        }
    }
}

extension RunningContainers: HistoryFold {
    mutating func add(_ history: ContainerHistory) {
        study.trace(history)
        count(listed: history.container.server.flatMap { byName[ExactText($0)] })
    }

    mutating func merge(_ other: RunningContainers) {
        for server in steps.indices {
            for place in steps[server].indices { steps[server][place] += other.steps[server][place] }
        }
    }
}

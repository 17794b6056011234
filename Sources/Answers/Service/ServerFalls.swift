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
    let windows: [FallingWindow]
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
            var end = 0
            for (index, window) in windows.enumerated() where index == 0 || windows[index - 1].at < window.at {
                while end < windows.count, windows[end].at <= window.at + ServerFalls.span { end += 1 }
                let together = Array(windows[index..<end])
                let containers = Set(together.map(\.container)).count
                guard containers > 1 else { continue }
                candidates.append(
                    FallCandidate(server: server, first: window.at, containers: containers, windows: together)
                )
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
    /// How many, candidate by candidate.
    private(set) var counts: [Int]
    private let servers: [Server]

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
        counts = falls.candidates.map { _ in 0 }
        servers = Dictionary(grouping: falls.candidates.enumerated()) { $0.element.server }.map { server, candidates in
            Server(
                name: server,
                symbol: symbols.symbol(of: server.text),
                candidates: candidates.map { ($0.offset, $0.element.first) }
            )
        }
        study = ContainerStudy(options: options, symbols: symbols, judgingService: false)
    }

    /// Counts the container that is studied for the candidates of `server`, walking once along its timeline.
    private mutating func count(_ server: Server, isListed: Bool) {
        let (stretches, entries) = (study.timeline.stretches, study.timeline.entries)
        let entryCount = study.timeline.entryCount
        var (stretch, entry) = (0, 0)
        for candidate in server.candidates {
            let before = candidate.first - TimeSpan(milliseconds: 1)
            while stretch < stretches.count, stretches[stretch].interval.end <= before { stretch += 1 }
            while entry < entryCount, entries[entry].at < candidate.first { entry += 1 }
            guard stretch < stretches.count else { return }
            guard stretches[stretch].interval.contains(before), stretches[stretch].status == .running else { continue }
            let named = entry > 0 ? entries[entry - 1].server : nil
            if named == nil ? isListed : named == server.symbol { counts[candidate.index] += 1 }
        }
    }
}

extension RunningContainers: HistoryFold {
    mutating func add(_ history: ContainerHistory) {
        study.trace(history)
        let listed = history.container.server.map { ExactText($0) }
        for server in servers { count(server, isListed: listed == server.name) }
    }

    mutating func merge(_ other: RunningContainers) {
        for index in counts.indices { counts[index] += other.counts[index] }
    }
}

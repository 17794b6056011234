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
    /// By the beginning.
    private let candidates: [FallCandidate]
    private(set) var counts: [Int]

    // Used anew for each container.
    private var study: ContainerStudy

    init(_ falls: ServerFalls, options: AnalysisOptions, symbols: SymbolTable) {
        candidates = falls.candidates
        counts = candidates.map { _ in 0 }
        study = ContainerStudy(options: options, symbols: symbols, judgingService: false)
    }
}

extension RunningContainers: HistoryFold {
    mutating func add(_ history: ContainerHistory) {
        study.trace(history)
        let timeline = study.timeline
        for (index, candidate) in candidates.enumerated() {
            let before = candidate.first - TimeSpan(milliseconds: 1)
            let position = timeline.stretches.partitioningIndex { $0.interval.end > before }
            guard position < timeline.stretches.count, timeline.stretches[position].interval.contains(before),
                timeline.stretches[position].status == .running
            else { continue }
            let entries = timeline.entries.count(before: candidate.first)
            let named = entries > 0 ? timeline.entries[entries - 1].server.map { study.symbols[$0] } : nil
            if let server = named ?? history.container.server, ExactText(server) == candidate.server {
                counts[index] += 1
            }
        }
    }

    mutating func merge(_ other: RunningContainers) {
        for index in counts.indices { counts[index] += other.counts[index] }
    }
}

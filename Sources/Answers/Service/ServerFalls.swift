internal import Study
internal import Timelines

/// Windows on one server that begin within two minutes, at least two containers': a fall of the server if they are those of at least
/// half of the containers that were running on it just before.
struct FallCandidate: Sendable {
    let server: ExactText
    /// When the first of them began.
    let first: Instant
    /// How many containers fell.
    let containers: Int
    /// The listed outages that the windows lie in.
    let outages: Set<OutagePosition>
}

/// Which outage it is: its group, and its place among those of the group.
struct OutagePosition: Hashable, Sendable {
    let group: ExactText
    let place: Int
}

/// Finds the servers that went down: which containers fell together, then how many were running there.
struct ServerFalls: Sendable {
    /// How far apart the first and the last of a fall are at most.
    static let span = TimeSpan.minutes(2)

    /// By the beginning; what is no fall for certain is left out.
    let candidates: [FallCandidate]

    /// The falls with windows in the outages at `listed` (nil is all), among the outages of all `groups`.
    init(
        in groups: [(name: ExactText, grouping: OutageGrouping)],
        listed: Set<OutagePosition>?,
        floor: RunningFloor,
        _ texts: FigureTexts
    ) {
        // 1. Which containers fell on which server, to look at one server after the other.
        var lists: [ExactText: [FallList]] = [:]
        for (group, grouping) in groups.map(\.grouping).enumerated() {
            for place in 0..<grouping.listCount {
                var met: Set<RunningServer> = []
                grouping.forEachFall(in: place, texts) { _, server, _ in met.insert(server) }
                for server in met {
                    let name: String? =
                        switch server {
                        case .named(let symbol): texts.symbols[symbol]
                        case .listed: grouping.windows(at: place).server
                        }
                    if let name { lists[ExactText(name), default: []].append(FallList(group, place, server)) }
                }
            }
        }
        // 2. What fell together.
        var candidates: [FallCandidate] = []
        for (server, lists) in lists {
            var falls: [FallOnServer] = []
            var ids: [ContainerID: Int32] = [:]
            for list in lists {
                let grouping = groups[list.group].grouping
                let id = grouping.windows(at: list.place).id
                let number = ids[id] ?? Int32(ids.count)
                ids[id] = number
                grouping.forEachFall(in: list.place, texts) { outage, server, at in
                    guard server == list.server else { return }
                    falls.append(
                        FallOnServer(at: at, container: number, group: Int32(list.group), outage: Int32(outage))
                    )
                }
            }
            falls.sort { $0.at < $1.at }
            let counts = floor.counts(on: server)
            FallOnServer.forEachTogether(in: falls, ofContainers: ids.count) { together, containers in
                let first = together[together.startIndex].at
                guard containers * 2 >= floor.count(at: first, counts) else { return }
                let outages = Set(
                    together.map { OutagePosition(group: groups[Int($0.group)].name, place: Int($0.outage)) }
                )
                let wanted = listed.map { outages.intersection($0) } ?? outages
                guard !wanted.isEmpty else { return }
                candidates.append(
                    FallCandidate(server: server, first: first, containers: containers, outages: wanted)
                )
            }
        }
        self.candidates = candidates.sorted {
            $0.first == $1.first ? $0.server < $1.server : $0.first < $1.first
        }
    }

    /// The candidates, parted wherever `gap` lies between two: to count what ran at both ends of a year, the year need not be read.
    func candidates(parted gap: TimeSpan) -> [ArraySlice<FallCandidate>] {
        var parts: [ArraySlice<FallCandidate>] = []
        for index in candidates.indices {
            if let last = parts.last?.last, candidates[index].first - last.first <= gap {
                parts[parts.count - 1] = candidates[parts[parts.count - 1].startIndex...index]
            } else {
                parts.append(candidates[index...index])
            }
        }
        return parts
    }

    /// The server that went down in each outage with one; `running` are the containers that were running at each candidate.
    func servers(running: [Int]) -> [OutagePosition: String] {
        var found: [OutagePosition: FallCandidate] = [:]
        for (candidate, running) in zip(candidates, running) where candidate.containers * 2 >= running {
            for position in candidate.outages {
                // The largest; of equals the first.
                if let known = found[position], known.containers >= candidate.containers { continue }
                found[position] = candidate
            }
        }
        return found.mapValues(\.server.text)
    }
}

extension Outage {
    var position: OutagePosition { OutagePosition(group: ExactText(group), place: place) }
}

/// A window of an outage that neither a user nor an automation opened, of a container that was running on a server.
private struct FallOnServer {
    /// When its opening entry took it down.
    let at: Instant
    let container: Int32
    let group: Int32
    /// The place of its outage among those of the group.
    let outage: Int32

    /// Calls `body` with the falls of two containers and more within two minutes of each instant at which one falls; the containers are
    /// numbered from 0.
    static func forEachTogether(
        in falls: [FallOnServer],
        ofContainers containers: Int,
        _ body: (ArraySlice<FallOnServer>, _ containers: Int) -> Void
    ) {
        // Those from `index` to `end` are within the span; how many each container has of them is kept up.
        var end = 0
        var counts = [Int32](repeating: 0, count: containers)
        var fallen = 0
        for (index, fall) in falls.enumerated() {
            while end < falls.count, falls[end].at <= fall.at + ServerFalls.span {
                let container = Int(falls[end].container)
                if counts[container] == 0 { fallen += 1 }
                counts[container] += 1
                end += 1
            }
            if fallen > 1, index == 0 || falls[index - 1].at < fall.at { body(falls[index..<end], fallen) }
            let container = Int(fall.container)
            counts[container] -= 1
            if counts[container] == 0 { fallen -= 1 }
        }
    }
}

/// A list of windows with falls on one server.
private struct FallList {
    let group: Int
    let place: Int
    /// How its windows name the server.
    let server: RunningServer

    init(_ group: Int, _ place: Int, _ server: RunningServer) {
        self.group = group
        self.place = place
        self.server = server
    }
}

extension OutageGrouping {
    /// Calls `body` with the windows of outages in the list at `place` that neither a user nor an automation opened while their container
    /// was running on a server: the outage, the server, and when the opening entry took it down.
    fileprivate func forEachFall(
        in place: Int,
        _ texts: FigureTexts,
        _ body: (_ outage: Int, RunningServer, _ at: Instant) -> Void
    ) {
        forEachWindow(of: place) { outage, windows, index in
            guard let server = windows.fallenOn(index) else { return }
            switch texts.kind(of: windows.openingActor(index)) {
            case .user, .automation: return
            case .system, .other, .unattributed: body(outage, server, windows.fallenAt(index))
            }
        }
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

    init(_ candidates: some Collection<FallCandidate>, options: AnalysisOptions, symbols: SymbolTable) {
        candidateCount = candidates.count
        // In an order of their own: a dictionary's differs between two of the same content, and `merge` adds server by server.
        servers = Dictionary(grouping: candidates.enumerated()) { $0.element.server }.map { server, candidates in
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
        study.forEachRunningTime { named, time in
            guard let server = named == nil ? listed : named.flatMap({ bySymbol[$0] }) else { return }
            let candidates = servers[server].candidates
            steps[server][candidates.partitioningIndex { $0.first >= time.start }] += 1
            steps[server][candidates.partitioningIndex { $0.first >= time.end }] -= 1
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

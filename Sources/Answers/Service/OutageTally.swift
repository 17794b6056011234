internal import ServiceLevels
internal import Study
internal import Timelines

/// What an outage says of its windows, added up from them one by one, in any order; windows of one container after the other cost least.
struct OutageTally {
    private var causes: [DowntimeCause: Share] = [:]
    private var actors: [Symbol?: Share] = [:]
    private var reasons: [ReasonNumber?: Int] = [:]
    private var servers: [ServerName: Set<ContainerID>] = [:]
    private var members: [ContainerID: Share] = [:]
    private var first: WindowKey?
    /// Who closed windows into running, each with the first of them.
    private var returners: [Symbol?: WindowKey] = [:]
    // Of counted time.
    private var starts: [Instant] = []
    private var ends: [Instant] = []

    /// The container of the windows that were added last, which `members` does not have yet, and the server of the last of them.
    private var current: (id: ContainerID, share: Share, server: ServerName?)?

    private struct Share {
        var windows = 0
        var counted = TimeSpan.zero

        mutating func add(_ counted: TimeSpan) {
            windows += 1
            self.counted += counted
        }
    }

    /// As an entry names it, else as the listing does; one server can be named in both ways.
    private enum ServerName: Hashable {
        case named(Symbol)
        case listed(ExactText)
    }

    /// Of about so many windows: of millions there is no room for more than what they need.
    init(windows: Int) {
        starts.reserveCapacity(windows)
        ends.reserveCapacity(windows)
    }

    mutating func add(_ window: WindowInOutage) {
        let counted = window.countedTime
        causes[window.cause, default: Share()].add(counted)
        actors[window.opener, default: Share()].add(counted)
        reasons[window.reason, default: 0] += 1
        let key = WindowKey(start: window.start, containerID: window.container)
        first = first.map { min($0, key) } ?? key
        if window.isRecovered { returners[window.closer] = returners[window.closer].map { min($0, key) } ?? key }
        for interval in window.counted {
            starts.append(interval.start)
            ends.append(interval.end)
        }
        if current?.id != window.container {
            addCurrentMember()
            current = (window.container, Share(), nil)
        }
        current?.share.add(counted)
        let server = window.server.map(ServerName.named) ?? window.listedServer.map { .listed(ExactText($0)) }
        if let server, server != current?.server {
            servers[server, default: []].insert(window.container)
            current?.server = server
        }
    }

    private mutating func addCurrentMember() {
        guard let (id, share, _) = current else { return }
        var sum = members[id] ?? Share()
        sum.windows += share.windows
        sum.counted += share.counted
        members[id] = sum
    }

    /// The outage that `sum` is of, with none of its windows listed.
    consuming func outage(
        _ sum: OutageSum,
        of calendar: ServiceCalendar,
        _ texts: FigureTexts,
        _ names: [ContainerID: String?]
    ) -> Outage {
        addCurrentMember()
        current = nil
        return Outage(
            group: calendar.group.name,
            start: sum.span.start,
            end: sum.isOpen ? nil : sum.span.end,
            duration: calendar.hours.overlap(with: sum.span),
            counted: sum.counted,
            members: members.map { id, share in
                OutageMember(
                    containerID: id,
                    containerName: names[id] ?? nil,
                    windows: share.windows,
                    counted: share.counted
                )
            }.sorted(by: OutageMember.precedes),
            mostAtOnce: mostAtOnce(),
            causes: causes.map { OutageCause(cause: $0, windows: $1.windows, counted: $1.counted) }
                .sorted(by: OutageCause.precedes),
            actors: sortedActors(texts),
            reasons: reasons.map { OutageReason(reason: texts.reason($0), windows: $1) }
                .sorted(by: OutageReason.precedes),
            servers: sortedServers(texts),
            place: sum.index,
            firstWindow: first ?? WindowKey(start: sum.span.start, containerID: ContainerID("")),
            windows: [],
            isRecovered: sum.isRecovered,
            returners: sortedReturners(texts)
        )
    }

    private func sortedActors(_ texts: FigureTexts) -> [OutageActor] {
        let actors = actors.map { actor, share in
            (
                isNamed: actor != nil,
                actor: OutageActor(
                    actor: texts.actor(actor),
                    kind: texts.kind(of: actor),
                    windows: share.windows,
                    counted: share.counted
                )
            )
        }
        return actors.sorted { left, right in
            if left.actor.counted != right.actor.counted { return left.actor.counted > right.actor.counted }
            let (first, second) = (ExactText(left.actor.actor), ExactText(right.actor.actor))
            return first == second ? left.isNamed && !right.isNamed : first < second
        }.map(\.actor)
    }

    private func sortedServers(_ texts: FigureTexts) -> [OutageServer] {
        var containers: [ExactText: Set<ContainerID>] = [:]
        for (server, members) in servers {
            let name =
                switch server {
                case .named(let symbol): ExactText(texts.symbols[symbol])
                case .listed(let name): name
                }
            containers[name, default: []].formUnion(members)
        }
        return containers.map { OutageServer(server: $0.text, containers: $1.count) }.sorted(by: OutageServer.precedes)
    }

    private func sortedReturners(_ texts: FigureTexts) -> [OutageReturner] {
        var sorted: [OutageReturner] = []
        for (closer, _) in returners.sorted(by: { $0.value < $1.value }) {
            let returner = OutageReturner(actor: texts.actor(closer), kind: texts.kind(of: closer))
            if !sorted.contains(returner) { sorted.append(returner) }
        }
        return sorted
    }

    /// The most windows whose counted time holds one instant.
    private mutating func mostAtOnce() -> Int {
        starts.sort()
        ends.sort()
        var (over, most) = (0, 0)
        for (begun, start) in starts.enumerated() {
            // Intervals are half open: what ends at an instant is over there.
            while ends[over] <= start { over += 1 }
            most = max(most, begun + 1 - over)
        }
        return most
    }
}

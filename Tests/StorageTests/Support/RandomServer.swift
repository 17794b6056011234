import Observations
import TestSupport
import Timelines

/// A server whose logs grow and change in every way that the definitions name: ties, amendments, vanished and returned
/// entries, ids that come and go, elements that can't be understood.
struct RandomServer {
    private(set) var logs: [ContainerID: [Row]] = [:]
    private var removed: [(ContainerID, Row)] = []
    private var generator: SeededGenerator
    private var nextID = 1

    struct Row {
        var id: String?
        var at: Int64
        var from: String?
        var to: String?
        var actor: String?
    }

    init(seed: UInt64, containers: [ContainerID]) {
        generator = SeededGenerator(seed: seed)
        for container in containers { logs[container] = [] }
    }

    var containers: [ContainerID] { logs.keys.sorted() }

    mutating func change() {
        for container in containers {
            for _ in 0..<Int.random(in: 0...8, using: &generator) { add(to: container) }
            guard var log = logs[container], !log.isEmpty else { continue }
            let place = Int.random(in: 0..<log.count, using: &generator)
            switch Int.random(in: 0..<8, using: &generator) {
            case 0: log[place].actor = "editor\(nextID)"
            case 1: log[place].to = "paused"
            case 2: removed.append((container, log.remove(at: place)))
            case 3: log[place].id = nil
            case 4: log[place].at += Int64.random(in: -20...20, using: &generator)
            default: break
            }
            logs[container] = log
        }
        if let (container, row) = removed.last, Bool.random(using: &generator) {
            removed.removeLast()
            logs[container]?.append(row)
        }
    }

    private mutating func add(to container: ContainerID) {
        let statuses = ["running", "stopped", "failed", "odd"]
        let newest = logs[container]?.map(\.at).max() ?? 0
        logs[container]?.append(
            Row(
                id: Int.random(in: 0..<5, using: &generator) == 0 ? nil : id(nextID),
                // Often at the instant of the newest one, sometimes before it.
                at: newest + [-30, 0, 0, 5, 10, 4_000].randomElement(using: &generator, or: 0),
                from: ["null", nil, "running", "stopped", "failed"].randomElement(using: &generator, or: nil),
                to: Int.random(in: 0..<12, using: &generator) == 0
                    ? nil : statuses.randomElement(using: &generator, or: "running"),
                actor: Bool.random(using: &generator) ? "ana" : nil
            )
        )
        nextID += 1
    }

    /// The log as it is served: in ascending order, elements without a status first.
    func elements(of container: ContainerID) -> [ReceivedEntry] {
        let log = logs[container] ?? []
        let served = log.filter { $0.to == nil } + log.filter { $0.to != nil }.sorted { $0.at < $1.at }
        return served.map { element($0.id, at: $0.at, $0.from, $0.to, actor: $0.actor, of: container) }
    }

    /// The same, but of elements without an id that share instant and statuses with another one only the other.
    func distinctElements(of container: ContainerID) -> [ReceivedEntry] {
        var met: Set<String> = []
        let log = logs[container] ?? []
        let fours = { (row: Row) in "\(row.at) \(row.from ?? "-") \(row.to ?? "-")" }
        for row in log where row.id != nil { met.insert(fours(row)) }
        let distinct = log.filter { $0.id != nil || met.insert(fours($0)).inserted }
        return distinct.map { element($0.id, at: $0.at, $0.from, $0.to, actor: $0.actor, of: container) }
    }

    mutating func pages(of elements: [ReceivedEntry]) -> [[ReceivedEntry]] {
        var pages: [[ReceivedEntry]] = []
        var rest = elements[...]
        while !rest.isEmpty {
            let size = Int.random(in: 1...7, using: &generator)
            pages.append(Array(rest.prefix(size)))
            rest = rest.dropFirst(size)
        }
        return pages
    }

    mutating func shuffled(_ elements: [ReceivedEntry]) -> [ReceivedEntry] {
        elements.shuffled(using: &generator)
    }

    mutating func decide() -> Bool {
        Bool.random(using: &generator)
    }
}

extension Array {
    fileprivate func randomElement(using generator: inout SeededGenerator, or otherwise: Element) -> Element {
        randomElement(using: &generator) ?? otherwise
    }
}

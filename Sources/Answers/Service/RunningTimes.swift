internal import Study
internal import Timelines

extension ContainerStudy {
    /// Calls `body` with the instants just before which the container was running, in intervals, and the server that it was running on
    /// by its newest entry before; nil where that names none, and the listing says where it is.
    func forEachRunningTime(_ body: (_ server: Symbol?, Interval) -> Void) {
        let timeline = timeline
        let entries = timeline.entries
        let moment = TimeSpan(milliseconds: 1)
        var entry = 0
        for stretch in timeline.stretches where stretch.status == .running {
            var first = stretch.interval.start + moment
            let end = stretch.interval.end + moment
            while first < end {
                while entry < timeline.entryCount, entries[entry].at < first { entry += 1 }
                let next = entry < timeline.entryCount ? min(end, entries[entry].at + moment) : end
                body(entry > 0 ? entries[entry - 1].server : nil, Interval(start: first, end: next))
                first = next
            }
        }
    }
}

/// How many containers were running on each server at least, in many short parts of a range: what is less than half of that is no fall
/// of the server, so that most of what could be one need not be counted exactly.
struct RunningFloor: Sendable {
    private let start: Instant
    /// Of each part, in milliseconds.
    private let length: Int64
    private let partCount: Int
    /// By how much each part has more than the one before, server by server; of one more than there are.
    private var steps: [[Int32]] = []
    private var servers: [ExactText: Int] = [:]
    private let symbols: SymbolTable
    private var places: [Symbol: Int] = [:]

    private static let mostParts: Int64 = 16_384
    private static let leastLength: Int64 = 60_000
    /// Of more servers nothing is known here, so that this stays small.
    private static let mostServers = 256

    init(over range: Interval, symbols: SymbolTable) {
        start = range.start
        length = max(Self.leastLength, range.length.milliseconds / Self.mostParts + 1)
        partCount = Int(range.length.milliseconds / length)
        self.symbols = symbols
    }

    mutating func add(_ study: ContainerStudy) {
        let listed = study.container.server.flatMap { place(of: ExactText($0)) }
        // Most follow one on the same server.
        var named: (server: Symbol, place: Int?)?
        let (start, length, partCount) = (start, length, partCount)
        // The part that lies so long after the start, at most one more than there are.
        func part(_ milliseconds: Int64) -> Int { Int(min(max(0, milliseconds / length), Int64(partCount))) }
        study.forEachRunningTime { server, time in
            if let server, named?.server != server { named = (server, self.place(of: server)) }
            guard let place = server == nil ? listed : named?.place else { return }
            // The parts that lie in it as a whole.
            let first = part((time.start - start).milliseconds + length - 1)
            let end = part((time.end - start).milliseconds)
            guard first < end else { return }
            steps[place][first] += 1
            steps[place][end] -= 1
        }
    }

    mutating func merge(_ other: RunningFloor) {
        for (server, place) in other.servers {
            guard let own = self.place(of: server) else { continue }
            for (index, step) in other.steps[place].enumerated() { steps[own][index] += step }
        }
    }

    /// The least number of containers that were running on `server` just before any instant of each part.
    func counts(on server: ExactText) -> [Int32] {
        guard let place = servers[server] else { return [] }
        var running: Int32 = 0
        return steps[place].map { step in
            running += step
            return running
        }
    }

    /// The least number of them just before `instant`; `counts` are those of the server.
    func count(at instant: Instant, _ counts: [Int32]) -> Int {
        let elapsed = (instant - start).milliseconds
        guard elapsed >= 0, elapsed / length < Int64(counts.count) else { return 0 }
        return Int(counts[Int(elapsed / length)])
    }

    private mutating func place(of server: Symbol) -> Int? {
        if let known = places[server] { return known }
        let place = place(of: ExactText(symbols[server]))
        places[server] = place
        return place
    }

    private mutating func place(of server: ExactText) -> Int? {
        if let known = servers[server] { return known }
        guard steps.count < Self.mostServers else { return nil }
        servers[server] = steps.count
        steps.append(Array(repeating: 0, count: partCount + 1))
        return steps.count - 1
    }
}

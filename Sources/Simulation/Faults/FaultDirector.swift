/// Decides which faults strike a request: by the seed, its path and query, and how often it came before.
struct FaultDirector {
    private let faults: [Fault]
    private let seed: UInt64
    private var requests: Int64 = 0
    /// How often each path with its query came before, among those that a transient fault strikes.
    private var tries: [String: Int] = [:]
    /// How many pages of each container's log were asked for.
    private var pages: [String: Int] = [:]

    init(_ faults: FaultSet, seed: UInt64) {
        self.faults = faults.faults
        self.seed = seed
    }

    /// What is wrong with the answer to this request; counts it.
    mutating func ruling(path target: String, route: Route, in fleet: ServedFleet) -> Ruling {
        guard !faults.isEmpty else { return Ruling() }
        requests += 1
        var ruling = Ruling(requests: requests)
        if case .log(let id) = route {
            ruling.pages = pages[id, default: 0]
            pages[id, default: 0] += 1
        }
        let striking = faults.filter { strikes($0, target: target, route: route, in: fleet) }
        for fault in striking where !fault.kind.isTransient { ruling.standing[fault.kind] = fault }
        // One transient fault at most for one request, so that the tries do not add up beyond what a client makes.
        let transient = striking.filter(\.kind.isTransient)
        guard !transient.isEmpty else { return ruling }
        let fault = transient[Int(hash("choice", target) % UInt64(transient.count))]
        tries[target, default: 0] += 1
        if fault.tries.map({ tries[target, default: 0] <= $0 }) ?? true { ruling.transient = fault }
        return ruling
    }

    private func strikes(_ fault: Fault, target: String, route: Route, in fleet: ServedFleet) -> Bool {
        let hits =
            switch fault.target {
            case .everything: !fault.kind.strikesOne || route.containerID == chosen(in: fleet)
            case .listing: route.isListing
            case .logs: route.isLog
            case .container(let name): named(name, route.containerID, in: fleet)
            }
        guard hits else { return false }
        return fault.rate >= 1 || Double(hash(fault.kind.rawValue, target) >> 11) < fault.rate * 0x1p53
    }

    private func named(_ name: String, _ id: String?, in fleet: ServedFleet) -> Bool {
        guard let id else { return false }
        return id == name || fleet.container(id: id)?.name == name
    }

    /// The container that is struck where one has to be and none was named.
    private func chosen(in fleet: ServedFleet) -> String? {
        let ids = fleet.containers.filter { !$0.isPrespawned && !$0.isExpired && !$0.isDeleting }.map(\.id)
        return ids.isEmpty ? nil : ids[Int(hash("container", "") % UInt64(ids.count))]
    }

    /// FNV-1a of both texts and the seed, mixed.
    private func hash(_ kind: String, _ text: String) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in kind.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return SeededGenerator.mix(hash ^ SeededGenerator.mix(seed))
    }
}

/// What is wrong with one answer.
struct Ruling {
    var transient: Fault?
    var standing: [FaultKind: Fault] = [:]
    /// How many requests came, this one included.
    var requests: Int64 = 0
    /// How many pages of this log were asked for before.
    var pages = 0

    func has(_ kind: FaultKind) -> Bool {
        standing[kind] != nil
    }
}

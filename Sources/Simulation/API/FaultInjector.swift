import Statistics

/// Decides which faults a request gets: by the seed, its path and query, and how often it came before.
struct FaultInjector {
    private let faults: [Fault]
    private let seed: UInt64
    private var requests: Int64 = 0
    /// How often each path with its query came before, among those with a transient fault.
    private var tries: [String: Int] = [:]
    /// How many pages of each container's log were requested.
    private var pages: [String: Int] = [:]

    init(_ faults: [Fault], seed: UInt64) {
        self.faults = faults
        self.seed = seed
    }

    /// What is wrong with the response to this request; counts the request.
    mutating func decision(for target: String, _ route: Route, in fleet: ServedFleet) -> FaultDecision {
        guard !faults.isEmpty else { return FaultDecision() }
        requests += 1
        var decision = FaultDecision(requests: requests)
        if case .log(let id) = route.resource {
            decision.pages = pages[id, default: 0]
            pages[id, default: 0] += 1
        }
        let matching = faults.filter { affects($0, target, route, in: fleet) }
        for fault in matching where !fault.kind.isTransient { decision.permanent[fault.kind] = fault }
        // At most one transient fault for a request, so that the tries do not add up beyond what a client makes.
        let transient = matching.filter(\.kind.isTransient)
        guard !transient.isEmpty else { return decision }
        let fault = transient[Int(hash("choice", target) % UInt64(transient.count))]
        tries[target, default: 0] += 1
        if fault.tries.map({ tries[target, default: 0] <= $0 }) ?? true { decision.transient = fault }
        return decision
    }

    private func affects(_ fault: Fault, _ target: String, _ route: Route, in fleet: ServedFleet) -> Bool {
        let isTarget =
            switch fault.target {
            case .everything: !fault.kind.affectsOneContainer || route.containerID == chosen(in: fleet)
            case .listing: route.isListing
            case .logs: route.isLog
            case .container(let name): named(name, route.containerID, in: fleet)
            }
        guard isTarget else { return false }
        return fault.rate >= 1 || Double(hash(fault.kind.rawValue, target) >> 11) < fault.rate * 0x1p53
    }

    private func named(_ name: String, _ id: String?, in fleet: ServedFleet) -> Bool {
        guard let id else { return false }
        return id == name || fleet.container(id: id)?.name == name
    }

    /// The container that gets a fault for one container where none was named.
    private func chosen(in fleet: ServedFleet) -> String? {
        let ids = fleet.containers.filter { !$0.isPrespawned && !$0.isExpired && !$0.isDeleting }.map(\.id)
        return ids.isEmpty ? nil : ids[Int(hash("container", "") % UInt64(ids.count))]
    }

    /// FNV-1a of both texts and the seed, mixed.
    private func hash(_ kind: String, _ text: String) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in kind.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return SplitMix64.mix(hash ^ SplitMix64.mix(seed))
    }
}

/// What is wrong with one response.
struct FaultDecision {
    var transient: Fault?
    var permanent: [FaultKind: Fault] = [:]
    /// How many requests there were, including this one.
    var requests: Int64 = 0
    /// How many pages of this log were requested before.
    var pages = 0

    func has(_ kind: FaultKind) -> Bool {
        permanent[kind] != nil
    }
}

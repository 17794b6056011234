internal import Rendering
internal import Study
internal import Timelines

/// Describes an outage in two lines for people.
struct OutageText {
    let instants: InstantStyle
    let names: ContainerNames

    /// The most containers that are named.
    private static let mostContainers = 3

    /// Two lines for each outage: when and what, then who and why.
    func table(of outages: [Outage]) -> TextTable {
        var table = TextTable([.init(title: ""), .init(title: "", overflow: .wrapped)])
        for outage in outages {
            table.add([instants.minute(outage.start).withPlainBlanks, containers(of: outage)])
            table.add(["", deed(outage)])
        }
        return table
    }

    /// `prod-cache 25 min, prod-api-2 24 min and 3 more`; `prod-worker-1, 2 times, 3 min`.
    func containers(of outage: Outage) -> String {
        if let server = outage.serverDown {
            return
                "server \(term(server)) went down: \(counted(outage.containers, "container")), \(outage.duration.label)"
        }
        let texts = outage.members.map { member in
            let often = member.windows > 1 ? " \(member.windows) times," : ""
            return "\(names.text(member.containerName, member.containerID))\(often) \(member.counted.label)".unbroken
        }
        return firstFew(texts, most: Self.mostContainers).joined(separator: ", ")
    }

    /// `stopped by user_kai, brought back by user_lena`; `failed, came back by itself`.
    func deed(_ outage: Outage) -> String {
        if outage.serverDown != nil {
            if outage.end == nil { return "not all back yet" }
            return outage.isRecovered ? "all back" : "not all brought back in this range"
        }
        let failed = outage.causes.contains { $0.cause == .failure }
        let actors = outage.actors.map { bareActor($0.actor, $0.kind) }
        let reason = outage.reasons.compactMap(\.reason).first.map { ": \(reasonText($0))" } ?? ""
        let did =
            failed && outage.causes.count == 1
            ? "failed\(reason)" : "stopped by \(enumerated(firstFew(actors, most: 3)))"
        guard outage.end != nil else { return "\(did), still down" }
        guard outage.isRecovered else { return "\(did), not brought back in this range" }
        let returners = outage.returners.filter { $0.kind != .system }
        guard !returners.isEmpty else { return "\(did), came back by itself" }
        if !failed, outage.actors.count == 1, returners.map(\.actor) == outage.actors.map(\.actor) {
            return "stopped and brought back by \(actors[0])"
        }
        return
            "\(did), brought back by \(enumerated(firstFew(returners.map { bareActor($0.actor, $0.kind) }, most: 3)))"
    }
}

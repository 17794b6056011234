internal import Periods
internal import ServiceLevels
package import Study
package import Timelines

/// What the configuration says of the containers and actors of a store, for queries to read: the store holds none of it.
package struct DeclaredRows: Sendable {
    /// The group that each container is in; empty where no groups are declared.
    package var groups: [(container: ContainerID, name: String)] = []
    /// Each container's intervals do not touch, in their order.
    package var maintenance: [(container: ContainerID, interval: Interval)] = []
    /// The kind of every recorded actor; empty where no rules are declared.
    package var actorKinds: [(actor: String, kind: ActorKind)] = []
}

extension StoreQueries {
    /// The rows for all containers, whichever the choices name.
    ///
    /// `knownTimes` is the time of each container in which anything is known of it: maintenance that lies wholly outside of it is left
    /// out.
    package func declaredRows(knownTimes: () throws -> [ContainerID: Interval]) throws -> DeclaredRows {
        var rows = DeclaredRows()
        let all = source.containers
        if choices.groups.groups.count > 1 {
            rows.groups = all.map { ($0.id, choices.groups.group(of: $0).name) }
        }
        if !choices.maintenance.rules.isEmpty {
            let maintenance = options(over: Interval(start: .distantPast, end: .distantFuture)).maintenance
            let knownTimes = try knownTimes()
            for container in all {
                guard let known = knownTimes[container.id] else { continue }
                // An empty window at the end lies in what begins there.
                let needed = Interval(start: known.start, end: known.end + TimeSpan(milliseconds: 1))
                rows.maintenance += IntervalSet(maintenance(container, needed)).intervals
                    .filter { $0.start < needed.end && needed.start < $0.end }
                    .map { (container.id, $0) }
            }
        }
        if !choices.actorRules.isEmpty {
            let classifier = ActorClassifier(rules: choices.actorRules, symbols: symbols)
            let actors = try source.recordedTerms().actors
            for (number, text) in symbols.texts.enumerated() where actors.contains(ExactText(text)) {
                rows.actorKinds.append((text, classifier.kind(of: Symbol(number: UInt32(number)))))
            }
        }
        return rows
    }
}

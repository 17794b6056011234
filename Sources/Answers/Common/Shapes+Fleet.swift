internal import Rendering
internal import Study
internal import Timelines

extension Shapes {
    static let fleet = Shape<FleetFigures>(fields: [
        .object("availability", availability) { $0.availability },
        .object("downtime", downtime) { $0.downtime },
        .object(
            "restarts",
            Shape<FleetFigures>(fields: restartFigures.inlined { $0.restarts } + [.integer("flapping") { $0.flapping }])
        ) { $0 },
        latencyByKind { $0.latency },
    ])

    static let container = Shape<ContainerFigures>(fields: [
        .text("id") { $0.id.text },
        .text("name") { $0.name },
        .text("project_id") { $0.projectID },
        .text("status") { $0.status },
        .instant("covered_until") { $0.coveredUntil },
        .object("availability", availability) { $0.availability },
        .object("downtime", downtime) { $0.downtime },
        .object(
            "restarts",
            Shape<ContainerFigures>(
                fields: restartFigures.inlined { $0.restarts } + [.flag("flapping") { $0.flapping }]
            )
        ) { $0 },
        latencyByKind { $0.latency },
    ])

    static let actor = Shape<ActorFigures>(fields: actorFields(operations: .jsonOnly("operations", writeOperations)))

    /// The same with a column for each of `operations`; an actor without entries of one has 0 there.
    static func actor(operations: [ExactText]) -> Shape<ActorFigures> {
        let columns = Field<ActorFigures>(
            name: "operations",
            columns: operations.map { "operations_" + $0.text },
            writeJSON: writeOperations,
            writeCells: { actor, row in
                for operation in operations {
                    row.cell(actor.map { .integer(Int64($0.operations[operation] ?? 0)) } ?? .null)
                }
            }
        )
        return Shape(fields: actorFields(operations: columns))
    }

    private static func actorFields(operations: Field<ActorFigures>) -> [Field<ActorFigures>] {
        [
            .text("actor") { $0.actor },
            .text("kind") { $0.kind.rawValue },
            .flag("attributed") { $0.attributed },
            .integer("entries") { $0.entries },
            operations,
            .integer("operations_derived") { $0.operationsDerived },
            .integer("containers") { $0.containers },
            .integer("restarts") { $0.restarts },
            .integer("force_stops") { $0.forceStops },
            .integer("windows") { $0.windows },
            .span("down_ms") { $0.down },
            .instant("first_seen") { $0.firstSeen },
            .instant("last_seen") { $0.lastSeen },
        ]
    }

    @Sendable private static func writeOperations(_ actor: ActorFigures, to text: inout JSONText) {
        text.object { text in
            for operation in actor.operations.keys.sorted() {
                text.key(operation.text)
                text.scalar(.integer(Int64(actor.operations[operation] ?? 0)))
            }
        }
    }
}

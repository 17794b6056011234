internal import Rendering
internal import Study
internal import Timelines

extension Catalogue {
    static let actor = FigureGroup<ActorFigures>(
        "actor",
        [
            .named(
                .text("actor", "The actor: triggered_by as written, or (unattributed).") { $0.actor },
                .text,
                .actors
            ) {
                let attributed = $0.add("attributed", .any(named), .flag)
                let actor = $0.add("named", .copy(named, .actor), .text)
                let nobody = $0.add("unattributed", constant: .text(FigureTexts.unattributed), .text)
                $0.result(.choice(if: attributed, then: actor, otherwise: nobody))
            },
            .named(.choice("kind", "The kind of actor.") { $0.kind }, .text, .actorKinds) {
                let actor = $0.add("named", .copy(named, .actor), .text)
                $0.result(.actorKind(actor))
            },
            .named(.flag("attributed", "Whether the log names the actor.") { $0.attributed }, .flag, .actors) {
                $0.result(.any(named))
            },
            .ofEntries(.integer("entries", "Entries in the range that name the actor.") { $0.entries }, .count) {
                $0.result(.count(.entries))
            },
            operations,
            .ofEntries(
                .integer("operations_derived", "The actor's entries whose operation is derived from the statuses.") {
                    $0.operationsDerived
                },
                .count,
                .operations
            ) { $0.result(.count(.entries(.holds(.operationDerived)))) },
            .ofEntries(
                .integer("containers", "The number of containers that these entries are about.") { $0.containers },
                .count
            ) {
                $0.result(.distinct(.entries, .containerID))
            },
            .figure(
                .integer("restarts", "Restarts whose opening entry names the actor.") { $0.restarts },
                .count,
                .actorFigures
            ) { actor, place in
                .of(actor, place) { actor, explained, evidence in
                    for restart in explained.restarts
                    where explained.timeline.entries[restart.episode.opener].actor == actor {
                        evidence.add(restart, of: explained)
                    }
                } derive: {
                    $0.result(.count(.restarts))
                }
            },
            .ofEntries(.integer("force_stops", "The actor's entries of the kind force-stop.") { $0.forceStops }, .count)
            {
                $0.result(.count(.entries(.equal(.kind, LatencyKind.forceStop.rawValue))))
            },
            .ofWindows(.integer("windows", "Downtime windows that the actor's entries opened.") { $0.windows }, .count)
            {
                $0.result(.count(.windows))
            },
            .ofWindows(.span("down_ms", "The sum of these windows' parts in the range.") { $0.down }, .milliseconds) {
                $0.sort(.windows, by: .inRange, descending: true)
                $0.result(.total(.windows, .inRange))
            },
            .ofEntries(
                .instant(
                    "first_seen",
                    "The actor's first entry in the range; null if only a window reaches into the range."
                ) {
                    $0.firstSeen
                },
                .instant
            ) {
                $0.sort(.entries, by: .at)
                $0.result(.least(.entries, .at))
            },
            .ofEntries(
                .instant(
                    "last_seen",
                    "The actor's last entry in the range; null if only a window reaches into the range."
                ) {
                    $0.lastSeen
                },
                .instant
            ) {
                $0.sort(.entries, by: .at, descending: true)
                $0.result(.greatest(.entries, .at))
            },
        ]
    )

    /// The row of an actor in CSV, with a column for each of `operations`; an actor without entries of one has 0 there.
    static func actorRow(operations: [ExactText]) -> Shape<ActorFigures> {
        let columns = Field<ActorFigures>(
            name: self.operations.field.name,
            schema: self.operations.field.schema,
            columns: operations.map { "operations_" + $0.text },
            writeJSON: self.operations.field.writeJSON,
            writeCells: { actor, row in
                for operation in operations {
                    row.cell(actor.map { .integer(Int64($0.operations[operation] ?? 0)) } ?? .null)
                }
            }
        )
        return Shape(fields: actor.members.map { $0.field.name == columns.name ? columns : $0.field })
    }

    private static let operations = FigureMember<ActorFigures>(
        field: .jsonOnly(
            "operations",
            JSONSchema.map(.integer(from: 0)).described("The actor's entries by operation, as written or derived.")
        ) { actor, text in
            text.object { text in
                for operation in actor.operations.keys.sorted() {
                    text.key(operation.text)
                    text.scalar(.count(actor.operations[operation] ?? 0))
                }
            }
        },
        entries: [
            CatalogueEntry(
                path: "operations.<operation>",
                unit: .count,
                rule: .operations,
                meaning: "The actor's entries of this operation, as written or derived."
            )
        ]
    ) { actor, place in
        let place = place.member("operations")
        let members = actor.operations.sorted { $0.key < $1.key }.map { operation, count in
            ReportNode.Member(name: operation.text) {
                ReportNode(
                    path: place.member(operation.text).path,
                    content: .figure(.count(count), definition(of: operation.text, actor, place))
                )
            }
        }
        return ReportNode(path: place.path, content: .members(members))
    }

    /// Operations are compared byte for byte, as the report does.
    private static func definition(
        of operation: String,
        _ actor: ActorFigures,
        _ place: FigurePlace
    ) -> FigureDefinition {
        FigureDefinition(name: operation, unit: .count, rule: .operations, place: place) {
            .of(actor, place) { actor, explained, evidence in
                evidence.addEntries(of: actor, in: explained) { entry in
                    explained.basis.texts.operation(entry.operationReading).utf8.elementsEqual(operation.utf8)
                }
            } derive: {
                $0.result(.count(.entries))
            }
        }
    }

    private static var named: EvidenceSelection { .entries(.holds(.attributed)) }
}

extension FigureMember<ActorFigures> {
    /// A figure over the actor's entries in the range.
    fileprivate static func ofEntries(
        _ field: Field<ActorFigures>,
        _ unit: FigureUnit,
        _ rule: DefinitionRule = .actorFigures,
        _ derive: @escaping @Sendable (inout Derivation) -> Void
    ) -> Self {
        .figure(field, unit, rule) { actor, place in
            .of(actor, place, collect: { $2.addEntries(of: $0, in: $1) }, derive: derive)
        }
    }

    /// A figure of the name: from the actor's entries in the range, and from those that opened its windows. Who only has a window that
    /// reaches in from before the range is named by the latter.
    fileprivate static func named(
        _ field: Field<ActorFigures>,
        _ unit: FigureUnit,
        _ rule: DefinitionRule,
        _ derive: @escaping @Sendable (inout Derivation) -> Void
    ) -> Self {
        .figure(field, unit, rule) { actor, place in
            .of(actor, place) { actor, explained, evidence in
                evidence.addEntries(of: actor, in: explained)
                for window in explained.windows(of: actor) {
                    guard let opener = window.interval.opener, !explained.entriesInRange.contains(opener) else {
                        continue
                    }
                    evidence.add(explained.entry(opener, as: .opening), as: EvidenceShapes.entries)
                }
            } derive: {
                derive(&$0)
            }
        }
    }

    /// A figure over the windows that belong to the actor.
    fileprivate static func ofWindows(
        _ field: Field<ActorFigures>,
        _ unit: FigureUnit,
        _ derive: @escaping @Sendable (inout Derivation) -> Void
    ) -> Self {
        .figure(field, unit, .windowOwner) { actor, place in
            .of(actor, place) { actor, explained, evidence in
                for window in explained.windows(of: actor) {
                    evidence.add((explained, window), as: EvidenceShapes.windows)
                }
            } derive: {
                derive(&$0)
            }
        }
    }
}

extension ExplanationPlan {
    /// Of a figure of one actor, whose symbol `collect` gets; nil where nobody is named.
    fileprivate static func of(
        _ actor: ActorFigures,
        _ place: FigurePlace,
        collect: @escaping (Symbol?, ExplainedContainer, inout Evidence) -> Void,
        derive: @escaping (inout Derivation) -> Void
    ) -> ExplanationPlan {
        ExplanationPlan(
            place,
            extra: [.attributed, .actorKind, .kind, .operationDerived],
            collect: { explained, evidence in
                let symbol = actor.attributed ? explained.basis.symbols.symbol(of: actor.actor) : nil
                collect(symbol, explained, &evidence)
            },
            derive: derive
        )
    }
}

extension Evidence {
    fileprivate mutating func addEntries(
        of actor: Symbol?,
        in explained: ExplainedContainer,
        where counts: (Entry) -> Bool = { _ in true }
    ) {
        for position in explained.entriesInRange {
            let entry = explained.timeline.entries[position]
            guard entry.actor == actor, counts(entry) else { continue }
            add(explained.entry(position, as: .counted), as: EvidenceShapes.entries)
        }
    }
}

extension ExplainedContainer {
    /// The windows in the range that the actor's entries opened; where nobody is named, those without an opener too.
    fileprivate func windows(of actor: Symbol?) -> [ExplainedWindow] {
        windows.filter { window in window.interval.opener.flatMap { study.timeline.entries[$0].actor } == actor }
    }
}

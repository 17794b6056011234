package import Rendering

extension AuditReport: Answer {
    /// The audit (`tachograph.audit/1`).
    package var record: Record {
        Record([
            .fields(of: self, Shapes.auditHead),
            .list("containers", figures.containers, of: Shapes.auditedContainer),
            .list("amendments", figures.amendments, of: Shapes.amendment),
            .list("vanished", figures.vanished, of: Shapes.vanishedEntry),
            .list("chain_breaks", figures.chainBreaks, of: Shapes.chainBreak),
            .list("quarantined", figures.quarantined, of: Shapes.quarantinedElement),
            .list("drift", figures.drift, of: Shapes.drift),
        ])
    }

    package static let tables: [AnswerTable<AuditReport>] = [
        AnswerTable("summary", of: Shapes.auditHead) { [$0] },
        AnswerTable("containers", of: Shapes.auditedContainer) { $0.figures.containers },
        AnswerTable("amendments", of: Shapes.amendment) { $0.figures.amendments },
        AnswerTable("vanished", of: Shapes.vanishedEntry) { $0.figures.vanished },
        AnswerTable("chain-breaks", of: Shapes.chainBreak) { $0.figures.chainBreaks },
        AnswerTable("quarantined", of: Shapes.quarantinedElement) { $0.figures.quarantined },
        AnswerTable("drift", of: Shapes.drift) { $0.figures.drift },
    ]
}

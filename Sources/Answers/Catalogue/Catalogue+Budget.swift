internal import Rendering
internal import Study
internal import Timelines

extension Catalogue {
    static let budget = FigureGroup<ErrorBudget>([
        .ofBudget(
            .span("allowed_ms", "(1 - objective) * (up + counted) of the window, rounded down.") { $0.allowed },
            .milliseconds
        ) { _ = $0.addAllowance(isResult: true) },
        .ofBudget(.span("spent_ms", "The counted time of the window.") { $0.spent }, .milliseconds) {
            $0.result(.total(.containers, .counted))
        },
        .ofBudget(
            .span("left_ms", "allowed - spent; negative if more was spent.", from: nil) { $0.left },
            .milliseconds
        ) {
            let allowed = $0.addAllowance()
            $0.result(.difference(allowed, $0.addSpent()))
        },
        .ofBudget(
            .span("left_low_ms", "What is left if all unknown time was down.", from: nil) { $0.leftLow },
            .milliseconds
        ) {
            let allowed = $0.addAllowance()
            let left = $0.add("left_ms", .difference(allowed, $0.addSpent()), figure: $0.figure("budget", "left_ms"))
            let unknown = $0.add("unknown_ms", .total(.containers, .serviceUnknown))
            $0.result(.difference(left, unknown))
        },
        .ofBudget(
            .number("left_ratio", "left / allowed; null if nothing is allowed.", from: nil) { $0.leftRatio },
            .ratio
        ) {
            let allowed = $0.addAllowance()
            let left = $0.add("left_ms", .difference(allowed, $0.addSpent()), figure: $0.figure("budget", "left_ms"))
            $0.result(.quotient(left, by: allowed))
        },
        .ofBudget(
            .span("unknown_ms", "Service time of the window in which the status is not known.") { $0.time.unknown },
            .milliseconds
        ) { $0.result(.total(.containers, .serviceUnknown)) },
        .list(
            jsonOnly: "spent_by",
            FigureList(group: share, names: { [$0.actor] }, container: { _ in nil }),
            "Who and what spent it, most first; the sum is what is spent."
        ) { $0.spentBy },
    ])

    static let share = FigureGroup<BudgetShare>([
        .ofShare(.text("actor", "Who opened the windows.") { $0.actor }, .text) { $1.result(.copy($0, .actor)) },
        .ofShare(.choice("kind", "The kind of actor.") { $0.kind }, .text) { $1.result(.copy($0, .actorKind)) },
        .ofShare(.choice("cause", "The cause of the windows.") { $0.cause }, .text) { $1.result(.copy($0, .cause)) },
        .ofShare(.integer("windows", "Windows with counted time in the budget's window.") { $0.windows }, .count) {
            $1.result(.count($0))
        },
        .ofShare(.span("counted_ms", "Their counted time there.") { $0.counted }, .milliseconds) {
            $1.result(.total($0, .counted))
        },
    ])
}

extension FigureMember<ErrorBudget> {
    fileprivate static func ofBudget(
        _ field: Field<ErrorBudget>,
        _ unit: FigureUnit,
        _ derive: @escaping @Sendable (inout Derivation) -> Void
    ) -> Self {
        .figure(field, unit, .budget) { _, place in
            ExplanationPlan(
                place,
                extra: [.serviceUp, .counted, .serviceUnknown],
                collect: { explained, evidence in
                    if explained.isIn(place) { evidence.add(explained, as: EvidenceShapes.budgets) }
                },
                derive: { derive(&$0) }
            )
        }
    }
}

extension FigureMember<BudgetShare> {
    /// `derive` gets the windows of this actor and cause.
    fileprivate static func ofShare(
        _ field: Field<BudgetShare>,
        _ unit: FigureUnit,
        _ derive: @escaping @Sendable (EvidenceSelection, inout Derivation) -> Void
    ) -> Self {
        .figure(field, unit, .budget) { share, place in
            ExplanationPlan(
                FigurePlace(path: place.path, owner: place.groupOwner),
                collect: { explained, evidence in
                    guard explained.isIn(FigurePlace(owner: place.groupOwner)) else { return }
                    for window in explained.service?.windows ?? [] where window.spent > .zero {
                        evidence.add((explained, window), as: EvidenceShapes.budgetWindows)
                    }
                },
                derive: {
                    let rows = EvidenceSelection.windows(
                        .equal(.actor, share.actor),
                        .equal(.actorKind, share.kind.rawValue),
                        .equal(.cause, share.cause.rawValue)
                    )
                    derive(rows, &$0)
                }
            )
        }
    }
}

extension Derivation {
    fileprivate mutating func addSpent() -> StepReference {
        add("spent_ms", .total(.containers, .counted), figure: figure("budget", "spent_ms"))
    }

    /// Adds what the objective allows of the budget's time; `isResult` where that is the figure.
    fileprivate mutating func addAllowance(isResult: Bool = false) -> StepReference {
        let objective = addObjective() ?? add("objective", constant: .null, .ratio)
        let up = add("up_ms", .total(.containers, .serviceUp))
        let counted = add("counted_ms", .total(.containers, .counted))
        let judged = add("judged_ms", .sum([up, counted]))
        let allowance = ExplanationOperation.allowance(of: judged, objective: objective)
        return isResult
            ? add("allowed_ms", allowance) : add("allowed_ms", allowance, figure: figure("budget", "allowed_ms"))
    }
}

package import Rendering

extension CheckReport: Answer {
    /// The verdict with all that it rests on (`tachograph.check/1`).
    package var record: Record {
        Record([
            .fields(of: self, Shapes.checkHead),
            .list("comparisons", figures.comparisons, of: Shapes.comparison(figures.options)),
            .list("budgets", figures.budgets, of: Shapes.budget),
        ])
    }

    /// The usual ones, and those of the places where a gate runs.
    package static var formats: [AnswerFormat<CheckReport>] { AnswerFormat.common + [.junit, .github] }
}

extension SelfTestReport: Answer {
    /// The self-test (`tachograph.self-test/1`).
    package var record: Record {
        Record([
            .fields(of: self, Shapes.selfTestHead),
            .list("groups", figures.groups, of: Shapes.selfTestResult),
        ])
    }
}

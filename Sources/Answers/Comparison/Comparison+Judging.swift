import Statistics

/// A figure of both ranges, and what a test of its change found before that is judged.
struct MeasuredFigure: Sendable {
    let name: ComparedFigure.Name
    let before: Double?
    let now: Double?
    let measurement: Measurement
}

enum Measurement: Sendable {
    case tested(ChangeMeasurement)
    case untested(ChangeFinding.Reason)
}

/// What a test of one change found.
struct ChangeMeasurement: Sendable {
    let method: ChangeTest.Method
    let p: Double
    private(set) var shift: Double?
    private(set) var shiftLow: Double?
    private(set) var shiftHigh: Double?

    init(method: ChangeTest.Method, p: Double) {
        self.method = method
        self.p = p
    }

    /// Nil where a side has fewer samples than are asked for.
    init?(_ comparison: GateComparison, minSamples: Int) {
        guard min(comparison.baseline.n, comparison.candidate.n) >= minSamples, let p = comparison.p else { return nil }
        self.init(method: .mannWhitney, p: p)
        shift = comparison.shift
        shiftLow = comparison.shiftLow
        shiftHigh = comparison.shiftHigh
    }
}

extension Comparison {
    /// The figures with their findings, every p adjusted by Holm's method over all that were tested.
    func judged(_ figures: [MeasuredFigure]) -> [ComparedFigure] {
        let tests = figures.compactMap { figure in
            if case .tested(let measured) = figure.measurement { measured } else { nil }
        }
        var adjusted = HolmAdjustment.adjusted(tests.map(\.p))[...]
        return figures.map { figure in
            ComparedFigure(
                figure.name,
                before: figure.before,
                now: figure.now,
                finding: finding(figure.measurement, &adjusted)
            )
        }
    }

    private func finding(_ measurement: Measurement, _ adjusted: inout ArraySlice<Double>) -> ChangeFinding {
        switch measurement {
        case .untested(let reason): return .untested(reason)
        case .tested(let measured):
            let own = adjusted.popFirst() ?? 1
            return .tested(
                ChangeTest(
                    measured.method,
                    p: measured.p,
                    adjustedP: own,
                    isBeyondChance: own < options.alpha,
                    shift: measured.shift,
                    shiftLow: measured.shiftLow,
                    shiftHigh: measured.shiftHigh
                )
            )
        }
    }
}

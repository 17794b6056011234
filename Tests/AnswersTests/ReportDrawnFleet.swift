import DrawnTimelines
import Study
import Timelines

@testable import Answers

/// Drawn containers and the figures of a range over them; ranges and instants count from the drawings' midnight.
struct DrawnFleet {
    var symbols = SymbolTable()
    var histories: [ContainerHistory] = []

    /// A container covered far beyond its drawing, and created where it begins, unless told otherwise.
    mutating func add(
        _ drawing: String,
        id: String = "a",
        created: Instant?? = .none,
        covered: Instant?? = .some(.distantFuture),
        gone: Instant? = nil,
        listings: [(String, String?)] = []
    ) throws(DrawingError) {
        let drawn = try DrawnTimeline(drawing, symbols: &symbols)
        var listed: [Listing] = []
        for (at, status) in listings {
            listed.append(Listing(at: try .drawn(at), status: status.map { Status(symbol: symbols.intern($0)) }))
        }
        histories.append(
            drawn.history(id: id, name: "name-" + id, created: created, covered: covered, gone: gone, listings: listed)
        )
    }

    func figures(
        from: String = "0s",
        to: String = "24h",
        quarantined: Int = 0,
        _ adjust: (inout AnalysisOptions) -> Void = { _ in }
    ) throws(DrawingError) -> StabilityFigures {
        let options = try Self.options(from: from, to: to, adjust)
        return .analyzed(histories, options, symbols, quarantined: quarantined)
    }

    static func options(
        from: String = "0s",
        to: String = "24h",
        _ adjust: (inout AnalysisOptions) -> Void = { _ in }
    ) throws(DrawingError) -> AnalysisOptions {
        var options = AnalysisOptions(range: try range(from, to))
        adjust(&options)
        return options
    }

    static func range(_ from: String, _ to: String) throws(DrawingError) -> Interval {
        Interval(start: try .drawn(from), end: try .drawn(to))
    }
}

extension StabilityFigures {
    /// The figures of `histories`, studied one by one by the same value, as the program does.
    static func analyzed(
        _ histories: [ContainerHistory],
        _ options: AnalysisOptions,
        _ symbols: SymbolTable,
        quarantined: Int = 0
    ) -> StabilityFigures {
        var study = ContainerStudy(options: options, symbols: symbols)
        var analysis = StabilityAnalysis(options: options, symbols: symbols)
        for history in histories {
            study.study(history)
            analysis.add(study)
        }
        return analysis.figures(quarantined: quarantined)
    }
}

/// The figures of a single drawn container.
func analyzed(
    _ drawing: String,
    from: String = "0s",
    to: String = "24h",
    covered: Instant?? = .some(.distantFuture),
    gone: Instant? = nil,
    _ adjust: (inout AnalysisOptions) -> Void = { _ in }
) throws -> StabilityFigures {
    var fleet = DrawnFleet()
    try fleet.add(drawing, covered: covered, gone: gone)
    return try fleet.figures(from: from, to: to, adjust)
}

/// An instant so long after the drawings' midnight.
func at(_ span: String) throws(DrawingError) -> Instant {
    try .drawn(span)
}

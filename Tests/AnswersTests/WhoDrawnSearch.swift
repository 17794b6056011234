import DrawnTimelines
import Study
import Timelines

@testable import Answers

/// Searches drawn containers, and what is near in all of them.
struct DrawnSearch {
    var fleet = DrawnFleet()

    init(_ drawings: String...) throws { try self.init(drawings) }

    init(_ drawings: [String]) throws {
        for (number, drawing) in drawings.enumerated() {
            try fleet.add(drawing, id: ["a", "b", "c", "d"][number])
        }
    }

    /// The answers over everything recorded, unless a range is given.
    func figures(
        _ question: WhoQuestion,
        from: String? = nil,
        to: String? = nil,
        of chosen: Set<ContainerID>? = nil,
        _ adjust: (inout AnalysisOptions) -> Void = { _ in }
    ) throws -> WhoFigures {
        var options = AnalysisOptions(
            range: Interval(
                start: try from.map { try at($0) } ?? .distantPast,
                end: try to.map { try at($0) } ?? .distantFuture
            )
        )
        adjust(&options)
        let numbered = fleet.histories.map(\.numbered)
        return found(question, numbered, options, fleet.symbols, of: chosen)
    }

    func ids(_ subject: WhoSubject, from: String? = nil, to: String? = nil) throws -> [String] {
        try figures(WhoQuestion(subject), from: from, to: to).answers.map(\.entry.eventID)
    }
}

/// What a search of `chosen` and of what is near finds.
func found(
    _ question: WhoQuestion,
    _ histories: [ContainerHistory],
    _ options: AnalysisOptions,
    _ symbols: SymbolTable,
    of chosen: Set<ContainerID>? = nil
) -> WhoFigures {
    var search = WhoSearch(question, options: options, symbols: symbols)
    for history in histories where chosen?.contains(history.container.id) ?? true { search.add(history) }
    var nearby = search.nearbySearch()
    for history in histories.sorted(by: { $0.container.id < $1.container.id }) {
        for entry in history.entries { nearby.add(entry, of: history.container) }
    }
    return search.figures(nearby: nearby)
}

extension ContainerHistory {
    /// The same with receipt numbers, as entries out of a store have them.
    var numbered: ContainerHistory {
        var history = self
        for place in history.entries.indices { history.entries[place].receipt = Int64(place + 1) }
        return history
    }
}

internal import Rendering
internal import Study
import Timelines

/// What the totals over restarts add up from.
struct RestartTotals: Sendable {
    private(set) var explicit = 0
    private(set) var quick = 0
    private(set) var recovery = 0
    private(set) var maxInHour = 0

    var count: Int { explicit + quick + recovery }

    /// Three restarts or more of one container within an hour.
    var isFlapping: Bool { maxInHour >= 3 }

    init() {}

    /// The totals of one container's restarts, sorted by instant.
    init(of restarts: [RestartEpisode]) {
        var hourStart = 0
        for (place, restart) in restarts.enumerated() {
            switch restart.kind {
            case .explicit: explicit += 1
            case .quick: quick += 1
            case .recovery: recovery += 1
            }
            while restart.at - restarts[hourStart].at >= .hours(1) { hourStart += 1 }
            maxInHour = max(maxInHour, place - hourStart + 1)
        }
    }

    static func += (left: inout RestartTotals, right: RestartTotals) {
        left.explicit += right.explicit
        left.quick += right.quick
        left.recovery += right.recovery
        left.maxInHour = max(left.maxInHour, right.maxInHour)
    }

    /// The figures, for so much time in service (up and down) in range.
    func figures(inService: TimeSpan) -> RestartFigures {
        var figures = RestartFigures()
        figures.count = count
        figures.explicit = explicit
        figures.quick = quick
        figures.recovery = recovery
        let days = Double(inService.milliseconds) / Double(TimeSpan.days(1).milliseconds)
        figures.perDay = inService > .zero ? Double(count) / days : nil
        figures.maxInHour = maxInHour
        return figures
    }
}

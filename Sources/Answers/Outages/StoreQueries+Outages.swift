package import Periods
internal import Rendering
internal import ServiceLevels
internal import Study
package import Timelines

/// Which outage a person means.
package enum OutagePlace: Hashable, Sendable {
    case time(Instant)
    /// The id of an entry, as reports print it.
    case event(String)
}

extension OutagePlace {
    /// How far from a time the outage can be that is meant by it.
    static let reach = TimeSpan.days(1)
    /// How much around an outage belongs to its account.
    static let margin = TimeSpan.minutes(10)
}

extension StoreQueries {
    /// All outages of the chosen containers in `range`.
    package func outagesReport(over range: ReportRange) async throws -> OutagesReport {
        let figures = try await figures(over: range.interval, listed: nil).figures
        return outagesReport(figures, over: range, question: nil, figures.outages)
    }

    /// The outages that `place` means, with what was written down around them. A time means in each group the outage that holds it,
    /// else the nearest within a day; an entry the outage of the window that it lies in, else as its time does in its group.
    ///
    /// Where `isRangeGiven` is false, a time outside of `range` is looked for in seven days around it, which end at `present`.
    /// Throws: `QuestionError` where no entry has the id.
    package func outagesReport(
        at place: OutagePlace,
        over range: ReportRange,
        isRangeGiven: Bool,
        present: Instant
    ) async throws -> OutagesReport {
        let (question, container) = try question(at: place)
        var range = range
        if !isRangeGiven, question.time < range.interval.start || question.time > range.interval.end {
            let end = max(min(question.time + .days(1), present), question.time - .days(6) + TimeSpan(milliseconds: 1))
            range = ReportRange(interval: Interval(start: question.time - .days(6), end: end), clock: range.clock)
        }
        let figures = try await figures(over: range.interval, listed: nil).figures
        let chosen = figures.outages(
            at: question.time,
            in: container.map { (choices.groups.group(of: $0).name, $0.id) }
        )
        var report = outagesReport(figures, over: range, question: question, chosen)
        let windows = Dictionary(grouping: figures.windows, by: \.window.containerID)
        report.windows = chosen.map { $0.listedWindows(among: windows) }
        report.entries = try await entries(around: chosen, until: range.interval.end)
        return report
    }

    private func outagesReport(
        _ figures: StabilityFigures,
        over range: ReportRange,
        question: OutageQuestion?,
        _ outages: [Outage]
    ) -> OutagesReport {
        OutagesReport(
            range: range.interval,
            timezone: range.clock.identifier,
            options: choices,
            log: log,
            coverage: figures.coverage,
            groups: figures.groups,
            question: question,
            outages: outages,
            windows: [],
            entries: []
        )
    }

    /// The time that `place` means, and the container whose entry it names; nil where it names none.
    private func question(at place: OutagePlace) throws -> (OutageQuestion, Container?) {
        switch place {
        case .time(let time): return (OutageQuestion(time: time), nil)
        case .event(let id):
            let places = try source.places(ofEvent: id)
            if !places.isEmpty, !places.contains(where: { place in containers.contains { $0.id == place.container } }) {
                throw QuestionError.usage(
                    "event \(id) is of a container that is not chosen; leave out --container and --project"
                )
            }
            let found = places.first { place in containers.contains { $0.id == place.container } }
            guard let found, let container = containers.first(where: { $0.id == found.container }) else {
                throw QuestionError.usage(
                    "“\(id)” is neither a time nor the id of an entry of the store; write 2026-11-09 14:30, 14:30, -2h, or "
                        + "an event id as tacho who prints it"
                )
            }
            return (OutageQuestion(time: found.at, eventID: id), container)
        }
    }

    /// What was written down around each of `outages`, of which an open one is known until `end`.
    func entries(around outages: [Outage], until end: Instant) async throws -> [[OutageEntry]] {
        let periods = outages.map { outage in
            Interval(
                start: outage.start - OutagePlace.margin,
                end: (outage.end ?? end) + OutagePlace.margin + TimeSpan(milliseconds: 1)
            )
        }
        guard let first = periods.map(\.start).min(), let last = periods.map(\.end).max() else { return [] }
        let options = options(over: Interval(start: first, end: last))
        let search = try await source.fold(
            into: SurroundingEntries(Array(zip(outages, periods)), options: options, symbols: symbols),
            of: nil,
            from: first,
            before: last,
            listings: options.range
        )
        return try search.entries { try metadata(of: $0) }
    }
}

extension StabilityFigures {
    /// In each group the outage that holds `time`, else the nearest within a day; where a container is named with its group, that of
    /// its window that holds `time`, else the one of its group alone.
    func outages(at time: Instant, in container: (group: String, id: ContainerID)?) -> [Outage] {
        guard let container else {
            let names = groups.map { ExactText($0.group.name) }
            return outages.filter { outage in
                names.contains { $0 == ExactText(outage.group) && nearest(to: time, in: outage.group) == outage }
            }
        }
        let window = windows.last { found in
            let window = found.window
            return window.containerID == container.id && window.start <= time && time <= window.end ?? .distantFuture
                && found.service.counted > .zero
        }
        let holding = outages.first { outage in
            outage.windows.contains { $0.containerID == container.id && $0.start == window?.window.start }
        }
        return [holding ?? nearest(to: time, in: container.group)].compactMap(\.self)
    }

    private func nearest(to time: Instant, in group: String) -> Outage? {
        outages.filter { ExactText($0.group) == ExactText(group) && $0.distance(to: time) <= OutagePlace.reach }
            .min { $0.distance(to: time) < $1.distance(to: time) }
    }
}

extension Outage {
    /// Its windows, of those of all containers.
    func listedWindows(among windows: [ContainerID: [ListedWindow]]) -> [ListedWindow] {
        self.windows.compactMap { window in
            windows[window.containerID]?.first { $0.window.start == window.start && $0.service.counted > .zero }
        }
    }

    /// How far it is from `time`; zero where it holds it.
    func distance(to time: Instant) -> TimeSpan {
        if time < start { return start - time }
        guard let end, time >= end else { return .zero }
        return time - end
    }
}

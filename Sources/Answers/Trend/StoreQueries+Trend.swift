package import Periods
internal import ServiceLevels
internal import Study
package import Timelines

/// What a search for changes was asked for, as the command line has it.
package struct TrendChoices: Sendable {
    /// Days, or weeks where there are too many, unless one is named.
    package var bucket: CalendarUnit?
    package var metrics = TrendMetric.allCases
    package var byContainer = false
    package var alpha = 0.05
    package var leastEffect = 0.05
    /// Whether a change says what else began then, for which the whole history is read, and a series without a change how small a
    /// change would have been found, which takes most of the time of a search.
    package var isExplained = true

    package init() {}

    /// More buckets take minutes, and say no more.
    static let mostBuckets = 1_000
}

extension StoreQueries {
    /// The changes over `range`, over all that is covered where that is nil.
    package func trendReport(
        over range: Interval?,
        clock: ZonedClock,
        _ wanted: TrendChoices
    ) async throws -> TrendReport {
        let range = try range ?? covered()
        let whole = range ?? Interval(start: .distantPast, end: .distantPast)
        let (unit, buckets) = try division(of: whole, clock: clock, wanted)
        let search = TrendSearch(
            bucket: unit.rawValue,
            metrics: wanted.metrics,
            byContainer: wanted.byContainer,
            alpha: wanted.alpha,
            leastEffect: wanted.leastEffect
        )
        let options = options(over: whole)
        var analysis = TrendAnalysis(search, buckets: buckets, options: options, symbols: symbols)
        analysis.measuresSensitivity = wanted.isExplained
        // An actor is new where nothing before was by it.
        let start = wanted.isExplained ? .distantPast : whole.start
        let study = ContainerStudy(options: options, symbols: symbols, judgingService: false)
        analysis = try await source.fold(
            into: TrendFold(study: study, analysis: analysis),
            of: chosen,
            from: start,
            before: whole.end,
            listings: whole
        ).analysis
        let surroundings = wanted.isExplained ? try Surroundings(self, over: whole) : nil
        return TrendReport(
            range: range,
            timezone: clock.identifier,
            options: choices,
            search: search,
            log: log,
            coverage: analysis.coverage,
            figures: await analysis.figures { surroundings?.events(in: $0, of: $1) ?? [] }
        )
    }

    /// From the first entry of the chosen containers to their newest coverage; nil where one of them is missing.
    private func covered() throws -> Interval? {
        let newest = containers.compactMap(\.coveredUntil).max()
        guard let end = newest, let start = try source.firstEntry(of: chosen), start < end else { return nil }
        return Interval(start: start, end: end)
    }

    private func division(
        of range: Interval,
        clock: ZonedClock,
        _ wanted: TrendChoices
    ) throws -> (CalendarUnit, [Interval]) {
        let most = TimeSpan(milliseconds: Int64(TrendChoices.mostBuckets))
        func fits(_ unit: CalendarUnit) -> Bool {
            range.length.milliseconds / unit.length.milliseconds <= most.milliseconds
        }
        let unit = wanted.bucket ?? (fits(.day) ? .day : .week)
        guard fits(unit) else {
            let count = range.length.milliseconds / unit.length.milliseconds
            throw QuestionError.usage(
                "--bucket \(unit.rawValue): the range has \(count) of them, and \(TrendChoices.mostBuckets) are the most; "
                    + "take longer ones or a shorter range"
            )
        }
        return (unit, clock.wholeUnits(unit, in: range))
    }
}

private struct TrendFold: HistoryFold {
    var study: ContainerStudy
    var analysis: TrendAnalysis

    mutating func add(_ history: ContainerHistory) {
        study.study(history)
        analysis.add(study)
    }

    mutating func merge(_ other: TrendFold) {
        analysis.merge(other.analysis)
    }
}

/// What the store and the configuration know to have happened when, beside the entries.
private struct Surroundings {
    /// The first listing with each image and each server, by container, and over all containers (nil).
    private var placed: [ContainerID?: [TrendEvent]] = [:]
    private let calendar: MaintenanceCalendar
    private let containers: [Container]
    private let groups: GroupList

    init(_ store: StoreQueries, over range: Interval) throws {
        calendar = store.choices.maintenance.calendar(over: range)
        containers = store.containers
        groups = store.choices.groups
        var met: [ContainerID?: Set<ExactText>] = [:]
        // What the first listing of all says was there before it, nobody knows since when; so it is no event.
        var begun: [ContainerID?: Instant] = [:]
        for listed in try store.source.listedPlacements(of: store.chosen) where listed.at < range.end {
            let names: [(TrendEvent.Kind, String?)] = [
                (.image, listed.image), (.server, listed.server),
            ]
            for scope in [nil, listed.containerID] {
                let first = begun[scope] ?? listed.at
                begun[scope] = first
                for (kind, name) in names {
                    guard let name, met[scope, default: []].insert(ExactText("\(kind.rawValue) \(name)")).inserted,
                        listed.at > first
                    else { continue }
                    placed[scope, default: []].append(TrendEvent(kind: kind, name: name, at: listed.at))
                }
            }
        }
    }

    func events(in range: Interval, of container: ContainerID?) -> [TrendEvent] {
        let concerned = containers.filter { container == nil || $0.id == container }
        let maintenance = concerned.flatMap { container in
            calendar.occurrences(in: range, for: container, in: groups.group(of: container).name).map { occurrence in
                TrendEvent(
                    kind: .maintenance,
                    name: occurrence.name,
                    at: occurrence.interval.start,
                    end: occurrence.interval.end
                )
            }
        }
        return (placed[container] ?? []).filter { range.contains($0.at) } + Array(Set(maintenance))
    }
}

import DrawnTimelines
import ServiceLevels
import Study
import Testing
import Timelines

@testable import Answers

struct SampleCollectionTests {
    private let range = GateFixtures.week
    private var symbols = SymbolTable()
    private let ana: Symbol
    private let moved: Symbol

    init() {
        ana = symbols.intern("ana")
        moved = symbols.intern("node-2")
    }

    private func start(
        _ hours: Int64,
        _ duration: DurationReading,
        by actor: Symbol? = nil,
        operation: Symbol? = nil,
        on server: Symbol? = nil
    ) -> Entry {
        Entry(
            at: range.start + .hours(hours),
            from: .status(.stopped),
            to: .running,
            duration: duration,
            actor: actor,
            operation: operation,
            server: server
        )
    }

    private func collected(by grouping: GateGrouping?) -> RangeSamples {
        var collection = SampleCollection(kind: .start, range: range, grouping: grouping, symbols: symbols)
        let histories = [
            ContainerHistory(
                container: Container(
                    id: ContainerID("b"),
                    name: "web",
                    projectID: "p",
                    server: "node-1",
                    image: "alpine"
                ),
                entries: [
                    // Before the range, at both its ends, of another kind, unusable, missing.
                    start(-1, .valid(1)), start(0, .valid(300), by: ana, on: moved), start(1, .missing),
                    Entry(at: range.start + .hours(2), from: .status(.running), to: .stopped, duration: .valid(2)),
                    start(3, .invalid, by: ana), start(4, .valid(100), operation: .restart), start(168, .valid(3)),
                ]
            ),
            ContainerHistory(container: Container(id: ContainerID("a")), entries: [start(5, .valid(200), by: ana)]),
        ]
        for history in histories {
            collection.add(
                ContainerStudy(
                    of: history,
                    options: AnalysisOptions(
                        range: range,
                        groups: GroupList([ContainerGroup(name: "prod", containers: [Glob("web")])])
                    ),
                    symbols: symbols
                )
            )
        }
        return collection.samples
    }

    @Test("samples are the valid durations of the kind in the range, from its beginning to before its end")
    func pooled() {
        let samples = collected(by: nil)
        #expect(samples.pooled == LatencySamples([100, 200, 300], missing: 1, invalid: 1))
        #expect(samples.pooled.milliseconds == [100, 200, 300])
        #expect(samples.groups.isEmpty)
        #expect(samples.kind == .start && samples.range == range && samples.grouping == nil)
    }

    @Test(
        "each grouping puts every entry into one group, those without a key into one of their own",
        arguments: [
            (.container, ["a": [200], "b": [100, 300]]),
            (.project, ["(unknown)": [200], "p": [100, 300]]),
            (.name, ["(unknown)": [200], "web": [100, 300]]), (.group, ["other": [200], "prod": [100, 300]]),
            // That of the entry, else that of the newest listing.
            (.server, ["(unknown)": [200], "node-1": [100], "node-2": [300]]),
            (.image, ["(unknown)": [200], "alpine": [100, 300]]),
            (.actor, ["(unattributed)": [100], "ana": [200, 300]]),
            (.operation, ["start": [200, 300], "restart": [100]]),
        ] as [(GateGrouping, [String: [Double]])]
    )
    func groups(grouping: GateGrouping, expected: [String: [Double]]) {
        let samples = collected(by: grouping)
        let groups = Dictionary(uniqueKeysWithValues: samples.groups.map { ($0.group.id, $0.samples.milliseconds) })
        #expect(groups == expected)
        #expect(samples.pooled == LatencySamples([100, 200, 300], missing: 1, invalid: 1))
        #expect(samples.groups.map(\.samples.missing).reduce(0, +) == 1)
        #expect(samples.groups.map(\.samples.invalid).reduce(0, +) == 1)
        let names = samples.groups.map(\.group.name)
        #expect(grouping == .container ? names == [nil, "web"] : names.allSatisfy { $0 == nil })
    }

    @Test("what is no sample by the definitions is not taken for one")
    func validity() {
        let samples = LatencySamples([5, -1, .nan, .infinity, 86_400_000, 86_400_001, 0], missing: 2, invalid: 1)
        #expect(samples.milliseconds == [0, 5, 86_400_000])
        #expect(samples.missing == 2 && samples.invalid == 5)
    }

    @Test("percentiles are withheld as in the report")
    func withheld() {
        #expect(LatencySamples([7])[.p50] == nil)
        #expect(LatencySamples([7, 8])[.p50] == 7.5)
        #expect(LatencySamples(GateFixtures.ladder(19))[.p95] == nil)
        // 1 000 … 1 190: at 0.95 · 19 = 18.05 steps of 10.
        #expect(LatencySamples(GateFixtures.ladder(20))[.p95] == 1_180.5)
    }

    @Test(
        "of random fleets, the samples are those of the report, whatever the order and the parts",
        arguments: 1...30 as ClosedRange<UInt64>
    )
    func likeTheReport(seed: UInt64) {
        let fleet = RandomFleet(seed: seed, containers: 6)
        let range = Interval(start: RandomFleet.span.start + .hours(6), end: RandomFleet.span.end - .hours(9))
        let options = AnalysisOptions(range: range)
        let cut = fleet.histories.map { history in
            ContainerHistory(container: history.container, entries: history.entries.filter { $0.at < range.end })
        }
        let latency = StabilityFigures.analyzed(cut, options, fleet.symbols).fleet.latency
        let studies = fleet.histories.map { ContainerStudy(of: $0, options: options, symbols: fleet.symbols) }
        for kind in LatencyKind.allCases {
            for grouping in GateGrouping.allCases.map(Optional.some) + [nil] {
                let make = {
                    SampleCollection(kind: kind, range: range, grouping: grouping, symbols: fleet.symbols)
                }
                var whole = make()
                var parts = (make(), make())
                for (index, study) in studies.enumerated() {
                    whole.add(study)
                    if index.isMultiple(of: 2) { parts.0.add(study) } else { parts.1.add(study) }
                }
                let samples = whole.samples
                parts.1.merge(parts.0)
                #expect(parts.1.samples == samples, "seed \(seed)")
                let figures = latency[kind] ?? LatencyFigures()
                #expect(samples.pooled.n == figures.n, "seed \(seed), \(kind)")
                #expect(samples.pooled.missing == figures.missing && samples.pooled.invalid == figures.invalid)
                #expect(samples.pooled[.p50] == figures.percentiles[.p50]?.value)
                #expect(samples.pooled[.p95] == figures.percentiles[.p95]?.value)
                let grouped = samples.groups.flatMap(\.samples.milliseconds).sorted()
                #expect(grouping == nil || grouped == samples.pooled.milliseconds, "seed \(seed)")
            }
        }
    }
}

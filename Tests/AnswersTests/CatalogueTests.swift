import DrawnTimelines
import Foundation
import Rendering
import Study
import TestSupport
import Testing
import Timelines

@testable import Answers

@Suite("The catalogue of figures")
struct CatalogueTests {
    private let entries = Catalogue.report.flatMap(\.entries)

    @Test("docs/figures.md is what the catalogue says; `make golden` writes it anew")
    func document() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/figures.md")
        #expect(try String(contentsOf: file, encoding: .utf8) == CatalogueDocument.text)
    }

    @Test("Each figure is declared once, with a sentence that says what it means")
    func meanings() {
        #expect(Set(entries.map(\.path)).count == entries.count)
        for entry in entries {
            #expect(entry.meaning.hasSuffix("."), "\(entry.path): \(entry.meaning)")
        }
    }

    @Test(
        "Over random fleets, each value of the JSON is a figure of the catalogue",
        arguments: 1...6 as ClosedRange<UInt64>
    )
    func everyValue(seed: UInt64) throws {
        let fleet = RandomFleet(seed: seed)
        var generator = SeededGenerator(seed: seed)
        let range = RandomFleet.range(using: &generator)
        let options = AnalysisOptions(range: range, groups: RandomGroups.list(using: &generator))
        var analysis = StabilityAnalysis(options: options, symbols: fleet.symbols)
        for history in fleet.histories {
            analysis.add(ContainerStudy(of: history, options: options, symbols: fleet.symbols))
        }
        let report = StabilityReport(
            range: options.range,
            timezone: "UTC",
            options: AnalysisChoices(),
            log: LogState(size: 0, root: []),
            figures: analysis.figures(quarantined: 0)
        )
        // As somebody else reads the JSON.
        let document = try JSONSerialization.jsonObject(with: Data(report.json()))
        let paths = Set(entries.map(\.path))
        let values = kinds(of: document, at: "")
        #expect(values.count > 100)
        #expect(values.subtracting(paths).sorted() == [], "seed \(seed)")
        // One by one as well: each is found by its own path.
        for figure in try report.figures(at: "") {
            let definition = try #require(report.definition(of: figure.path), "seed \(seed): \(figure.path.text)")
            let kind = kind(of: figure, definition)
            let entry = try #require(entries.first { $0.path == kind }, "\(figure.path.text)")
            #expect((definition.unit, definition.rule) == (entry.unit, entry.rule), "\(figure.path.text)")
            #expect(try report.figures(at: figure.path.text) == [figure], "seed \(seed): \(figure.path.text)")
        }
    }

    @Test("A figure that is compared with an earlier one has the unit that the catalogue gives it")
    func comparedUnits() throws {
        let names: [ComparedFigure.Name] = [
            .availability, .unplanned, .down, .windows, .meanTimeToRecovery, .restarts, .restartsPerDay, .p50(.start),
            .p95(.start), .entries,
        ]
        for name in names {
            let path = name.path.replacing(".start.", with: ".<kind>.")
            let entry = try #require(entries.first { $0.path == path }, "\(name)")
            let unit: FigureUnit =
                switch name.unit {
                case .ratio: .ratio
                case .milliseconds: .milliseconds
                case .perDay: .perDay
                case .count: .count
                }
            #expect(entry.unit == unit, "\(name)")
        }
    }

    /// What the catalogue calls it; a section that is null is explained as one of its members.
    private func kind(of figure: ReportFigure, _ definition: FigureDefinition) -> String {
        var path = ""
        for part in figure.path.parts {
            switch part {
            case .element: path += "[]"
            case .member where path.hasSuffix(".latency"): path += ".<kind>"
            case .member where path.hasSuffix("].operations"): path += ".<operation>"
            case .member(let name): path += (path.isEmpty ? "" : ".") + name
            }
        }
        if let first = Self.firstMembers.first(where: { path.hasSuffix($0.key) }) { return path + "." + first.value }
        return definition.rule == .intervals && !path.hasSuffix("]") ? path + "[]" : path
    }

    /// Objects that can be null, each with the member that stands for it then.
    private static let firstMembers = [
        "ed_by": "event_id", "groups[].budget": "allowed_ms", "groups[].previous": "level",
    ]

    /// The paths of all values without parts, with what stands for an index, a kind of transition or an operation in the catalogue.
    private func kinds(of json: Any, at path: String) -> Set<String> {
        switch json {
        case let members as [String: Any]:
            return members.reduce(into: []) { paths, member in
                let name =
                    path.hasSuffix("latency")
                    ? "<kind>" : path.hasSuffix("].operations") ? "<operation>" : member.key
                paths.formUnion(kinds(of: member.value, at: path.isEmpty ? name : path + "." + name))
            }
        case let elements as [Any]:
            return elements.reduce(into: []) { $0.formUnion(kinds(of: $1, at: path + "[]")) }
        case is NSNull where Self.firstMembers.keys.contains { path.hasSuffix($0) }:
            return Set(Self.firstMembers.filter { path.hasSuffix($0.key) }.map { path + "." + $0.value })
        case is NSNull where path.contains(".ci95.") && !path.hasSuffix("]"): return [path + "[]"]
        default: return [path]
        }
    }
}

import Rendering
import Testing
import Timelines

@Suite("CSV for spreadsheets")
struct SpreadsheetTests {
    private struct Row {
        var name: String
        var at: Instant?
        var down: TimeSpan?
        var median: Double?
        var ratio: Double
    }

    private static let shape = Shape<Row>(fields: [
        .text("name") { $0.name }, .instant("at") { $0.at }, .span("down_ms") { $0.down },
        .number("p50_ms_low") { $0.median }, .number("ratio") { $0.ratio },
    ])

    private func written(_ rows: [Row], worst: [String] = [], zone: InstantStyle = .utc) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try Rows(rows, of: Self.shape).writeSpreadsheet(worst: worst, instants: zone) { bytes += $0 }
        return bytes
    }

    private func lines(_ bytes: [UInt8]) -> [String] {
        String(decoding: bytes.dropFirst(3), as: UTF8.self).split(separator: "\r\n").map(String.init)
    }

    /// Thu 12 Nov 2026, 21:04:13.250 in UTC.
    private static let evening = Instant(milliseconds: 1_794_517_453_250)

    @Test("a byte order mark, local times without a zone, and minutes in columns that say so")
    func cells() throws {
        let berlin = InstantStyle(timezone: "Europe/Berlin") { _ in .hours(1) }
        let row = Row(name: "prod", at: Self.evening, down: .seconds(253), median: 9_300, ratio: 0.5)
        let bytes = try written([row], zone: berlin)
        #expect(bytes.prefix(3) == [0xEF, 0xBB, 0xBF])
        // 253 s are 4 min 13 s, 4.2166… min; 9.3 s are 0.155 min.
        #expect(
            lines(bytes) == ["name,at,down_minutes,p50_minutes_low,ratio", "prod,2026-11-12 22:04:13,4.2167,0.155,0.5"]
        )
    }

    @Test("the worst rows stand first, alike ones in their order, and what has no figure last")
    func order() throws {
        let rows = [("a", 10), ("b", nil), ("c", 30), ("d", 10), ("e", -5)].map { name, seconds in
            Row(name: name, at: nil, down: seconds.map { .seconds(Int64($0)) }, median: nil, ratio: name == "d" ? 2 : 1)
        }
        func names(_ worst: [String]) throws -> [String] {
            lines(try written(rows, worst: worst)).dropFirst().map { String($0.prefix(1)) }
        }
        #expect(try names([]) == ["a", "b", "c", "d", "e"])
        #expect(try names(["down_ms"]) == ["c", "a", "d", "e", "b"])
        #expect(try names(["down_ms", "ratio"]) == ["c", "d", "a", "e", "b"])
        #expect(try names(["absent"]) == ["a", "b", "c", "d", "e"])
    }

    @Test("a text that reads like a formula is defused here too, and an empty table keeps its titles")
    func texts() throws {
        let row = Row(name: "=HYPERLINK(1)", at: nil, down: nil, median: nil, ratio: 0)
        #expect(try lines(written([row])).last == "'=HYPERLINK(1),,,,0")
        #expect(try lines(written([])) == ["name,at,down_minutes,p50_minutes_low,ratio"])
    }
}

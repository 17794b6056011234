import DrawnTimelines
import Testing
import Timelines

@Suite struct DrawnTimelineTests {
    @Test("A drawing is the entries between its states")
    func entries() throws {
        var symbols = SymbolTable()
        let drawn = try DrawnTimeline(
            "up 10m | stop 8s by ana | down 1h | start 12s by cron id 7 | up 5m",
            symbols: &symbols
        )
        let ana = symbols.intern("ana")
        let cron = symbols.intern("cron")
        let seven = symbols.intern("7")
        #expect(
            drawn.entries == [
                Entry(
                    at: drawn.start + .minutes(10),
                    from: .status(.running),
                    to: .stopped,
                    duration: .valid(8_000),
                    actor: ana,
                    operation: .stop
                ),
                Entry(
                    at: drawn.start + .minutes(70),
                    from: .status(.stopped),
                    to: .running,
                    duration: .valid(12_000),
                    actor: cron,
                    operation: .start,
                    id: .text(seven)
                ),
            ]
        )
        #expect(drawn.end == drawn.start + .minutes(75))
        #expect(DrawnTimeline.monday.iso8601 == "2026-11-09T00:00:00.000Z")
    }

    @Test("At the beginning a state, `absent` or `unsaid` is the first from_status")
    func beginnings() throws {
        var symbols = SymbolTable()
        for (drawing, from) in [
            ("down 1m | start", .status(.stopped)), ("absent 1m | start", .null), ("unsaid 1m | start", .missing),
            ("up 1m | start from failed", .status(.failed)),
        ] as [(String, PriorStatus)] {
            #expect(try DrawnTimeline(drawing, symbols: &symbols).entries.map(\.from) == [from])
        }
    }

    @Test("Spans read and write alike", arguments: ["0s", "250ms", "8s", "1h30m", "2d4h5m6s7ms"])
    func spans(text: String) throws {
        #expect(try TimeSpan(drawn: text).drawn == text)
    }

    @Test(
        "What can't be meant is an error",
        arguments: [
            "up 10m | stop | up 1h", "up 10", "up 10q", "fly 8s", "up 1h | stop by", "up 1h | ? 1h | start",
            "up 1h | to",
            "up 1h | stop 8x",
        ]
    )
    func mistakes(drawing: String) {
        var symbols = SymbolTable()
        #expect(throws: DrawingError.self) { try DrawnTimeline(drawing, symbols: &symbols) }
    }
}

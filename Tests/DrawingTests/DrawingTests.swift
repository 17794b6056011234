import Drawing
import TestSupport
import Testing

@Suite("The figures of a drawing")
struct DrawingTests {
    @Test("tenths are written in pixels, without a needless zero")
    func numbers() {
        var path = Path()
        path.move(123, -5)
        path.line(0, 10)
        path.dot(7, 1_000)
        #expect(path.text == "M12.3 -.5L0 1M.7 100h0")
    }

    @Test("a rectangle, a line with a gap, steps, and the area between two lines")
    func figures() {
        var rectangle = Path()
        rectangle.rectangle(10, 20, width: 300, height: 45)
        #expect(rectangle.text == "M1 2h30v4.5h-30Z")
        #expect(Path(through: [(0, 0), (10, 20), nil, (30, 0), (40, 10)]).text == "M0 0L1 2M3 0L4 1")
        #expect(Path(steps: [(0, 100), (10, 80), (20, 0)]).text == "M0 10H1V8H2V0")
        #expect(Path(between: [(0, 50, 40), (10, 60, 30)]).text == "M0 5L1 6L1 3L0 4Z")
        #expect(Path(through: [nil]).isEmpty && Path(between: []).isEmpty)
    }

    @Test("a strip joins equal neighbours and leaves out what is too short")
    func strip() {
        var strip = Strip<Bool>(Scale(0...1_000, from: 0, to: 100))
        strip.add(true, from: 0, to: 400)
        strip.add(true, from: 400, to: 500)
        // 4 of 1,000 are 0.4 tenths: nothing. The next one begins where the one before it ends.
        strip.add(false, from: 500, to: 504)
        strip.add(true, from: 504, to: 700)
        strip.add(false, from: 900, to: 1_000)
        #expect(strip.stretches.map { [$0.start, $0.end] } == [[0, 70], [90, 100]])
        #expect(strip.path(of: false, y: 0, height: 10).text == "M9 0h1v1h-1Z")
    }

    @Test(
        "what a strip draws of a kind is as long as its time, to a tenth of a pixel for each stretch",
        arguments: 1...40 as ClosedRange<UInt64>
    )
    func lengths(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let scale = Scale(0...604_800_000, from: 0, to: 10_000)
        var strip = Strip<Int>(scale)
        var (at, times, parts) = (Int64(0), [0: Int64(0), 1: 0, 2: 0], [0: 0, 1: 0, 2: 0])
        while at < 604_800_000 {
            let end = min(at + Int64.random(in: 1...40_000_000, using: &generator), 604_800_000)
            let kind = Int.random(in: 0...2, using: &generator)
            strip.add(kind, from: at, to: end)
            times[kind, default: 0] += end - at
            parts[kind, default: 0] += 1
            at = end
        }
        for kind in 0...2 {
            let drawn = strip.stretches.filter { $0.kind == kind }.reduce(0) { $0 + $1.end - $1.start }
            let exact = Double(times[kind] ?? 0) / 60_480
            #expect(abs(Double(drawn) - exact) <= Double(parts[kind] ?? 0), "seed \(seed), kind \(kind)")
        }
        #expect(strip.stretches.reduce(0) { $0 + $1.end - $1.start } == 10_000, "seed \(seed)")
    }

    @Test("texts are data: neither markup nor control characters come through")
    func texts() {
        var drawing = SVG(width: 100, height: 50)
        drawing.text("</svg><script>\"'&\u{0}\u{1B}", "soft", x: 0, y: 0)
        drawing.rectangle("up", x: 0, y: 0, width: 10, height: 10, title: "<a onload=\"x\">")
        drawing.rectangle("up", x: 0, y: 0, width: 0, height: 10, title: "not drawn")
        #expect(
            drawing.elements
                == "<text class=\"soft\" x=\"0\" y=\"0\" text-anchor=\"start\">&lt;/svg&gt;&lt;script&gt;&quot;&#39;&amp;\u{FFFD}\u{FFFD}</text>"
                + "<rect class=\"up\" x=\"0\" y=\"0\" width=\"1\" height=\"1\"><title>&lt;a onload=&quot;x&quot;&gt;</title></rect>"
        )
        #expect(drawing.viewBox == "0 0 10 5")
    }

    @Test("a chart places values between its axes, the higher the further up")
    func chart() {
        var chart = Chart(x: 0...100, y: 0...10)
        chart.addLine([(0, 0), (100, 10)], "now")
        chart.addBar(50, from: 0, to: 5, width: 100, "bar", title: "5")
        // From the left lower corner (52, 172) to the right upper one (340, 12); the bar's middle is at 196, its height half of 160.
        #expect(chart.svg.elements.contains("<path class=\"now\" d=\"M52 172L340 12\"/>"))
        #expect(chart.svg.elements.contains("x=\"191\" y=\"92\" width=\"10\" height=\"80\""))
    }
}

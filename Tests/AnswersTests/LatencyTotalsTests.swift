import ServiceLevels
import Study
import Testing
import Timelines

@testable import Answers

struct LatencyTotalsTests {
    private func entry(_ from: Status, _ to: Status, _ duration: DurationReading = .missing) -> Entry {
        Entry(at: Instant(milliseconds: 0), from: .status(from), to: to, duration: duration)
    }

    @Test("start is always stated, other kinds where there are entries or failed attempts")
    func statedKinds() {
        var totals = LatencyTotals()
        #expect(Set(totals.figures(typical: .standard).keys) == [.start])
        totals.add(entry(.paused, .failed))
        #expect(Set(totals.figures(typical: .standard).keys) == [.start, .fail, .resume])
    }

    @Test("the success rate divides the entries of a kind by those and the failed ones")
    func successRate() {
        var totals = LatencyTotals()
        // Three starts, one of them without a duration and one with an invalid one: all three succeeded.
        totals.add(entry(.stopped, .running, .valid(8_000)))
        totals.add(entry(.stopped, .running, .missing))
        totals.add(entry(.stopped, .running, .invalid))
        totals.add(entry(.stopped, .failed, .valid(30_000)))
        // A failed recovery alone: none of one.
        totals.add(entry(.failed, .failed, .valid(1)))
        totals.add(entry(.running, .stopped, .valid(5_000)))
        let figures = totals.figures(typical: .standard)
        #expect(figures[.start]?.n == 1)
        #expect(figures[.start]?.missing == 1)
        #expect(figures[.start]?.invalid == 1)
        #expect(figures[.start]?.failed == 1)
        #expect(figures[.start]?.successRate == 0.75)
        #expect(figures[.start]?.maximum == 8_000)
        #expect(figures[.recover]?.failed == 1)
        #expect(figures[.recover]?.successRate == 0)
        #expect(figures[.fail]?.n == 2)
        #expect(figures[.fail]?.failed == 0)
        #expect(figures[.fail]?.successRate == nil)
        #expect(figures[.stop]?.successRate == nil)
    }

    @Test("no start at all has no success rate")
    func noStart() {
        var none = LatencyFigures()
        none.typical = .seconds(15)
        none.beyond = 0
        #expect(LatencyTotals().figures(typical: .standard)[.start] == none)
    }

    @Test("parts merge to the whole")
    func merging() {
        let entries = [
            entry(.stopped, .running, .valid(7_000.5)), entry(.stopped, .failed), entry(.running, .stopped, .valid(4)),
            entry(.paused, .running, .valid(100_000)), entry(.stopped, .running, .valid(9_000)),
            entry(.creating, .running, .invalid), entry(.running, .running),
        ]
        var whole = LatencyTotals()
        entries.forEach { whole.add($0) }
        for cut in 0...entries.count {
            var first = LatencyTotals()
            entries[..<cut].forEach { first.add($0) }
            var second = LatencyTotals()
            entries[cut...].forEach { second.add($0) }
            second.merge(first)
            #expect(second.figures(typical: .standard) == whole.figures(typical: .standard), "cut at \(cut)")
        }
        #expect(whole.figures(typical: .standard)[.start]?.n == 2)
    }
}

extension LatencyTotals {
    fileprivate mutating func add(_ entry: Entry) {
        add(entry, kind: LatencyKind(entry))
    }
}

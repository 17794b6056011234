import Testing
import Timelines

@Suite struct IntervalSetTests {
    private func interval(_ start: Int64, _ end: Int64) -> Interval {
        Interval(start: Instant(milliseconds: start), end: Instant(milliseconds: end))
    }

    @Test("Intervals that overlap or touch are one, in any order; empty ones are none")
    func union() {
        let set = IntervalSet([interval(20, 30), interval(5, 10), interval(8, 12), interval(12, 15), interval(40, 40)])
        #expect(set.intervals == [interval(5, 15), interval(20, 30)])
        #expect(IntervalSet([interval(1, 9), interval(2, 3)]).intervals == [interval(1, 9)])
        #expect(IntervalSet([interval(9, 1)]).intervals.isEmpty)
    }

    @Test("Overlaps count once")
    func overlap() {
        let set = IntervalSet([interval(5, 10), interval(8, 15), interval(20, 30)])
        #expect(set.overlap(with: interval(0, 100)).milliseconds == 20)
        #expect(set.overlap(with: interval(9, 22)).milliseconds == 8)
        #expect(set.overlap(with: interval(15, 20)).milliseconds == 0)
        #expect(set.overlap(with: interval(7, 7)).milliseconds == 0)
    }

    @Test("Gaps are what lies outside, from end to end")
    func gaps() {
        let set = IntervalSet([interval(5, 10), interval(20, 30)])
        #expect(set.gaps(in: interval(0, 40)) == [interval(0, 5), interval(10, 20), interval(30, 40)])
        #expect(set.gaps(in: interval(5, 30)) == [interval(10, 20)])
        #expect(set.gaps(in: interval(6, 9)).isEmpty && set.gaps(in: interval(12, 12)).isEmpty)
        #expect(IntervalSet([]).gaps(in: interval(1, 2)) == [interval(1, 2)])
        #expect(set.contains(Instant(milliseconds: 5)) && !set.contains(Instant(milliseconds: 10)))
    }

    @Test("Covered is what lies wholly inside; an instant is inside from the start on, not at the end")
    func covers() {
        let set = IntervalSet([interval(5, 10), interval(10, 15), interval(20, 30)])
        #expect(set.covers(interval(5, 15)) && set.covers(interval(7, 8)))
        #expect(!set.covers(interval(4, 6)) && !set.covers(interval(14, 16)) && !set.covers(interval(14, 21)))
        #expect(set.covers(interval(5, 5)) && !set.covers(interval(15, 15)) && !set.covers(interval(99, 99)))
    }
}

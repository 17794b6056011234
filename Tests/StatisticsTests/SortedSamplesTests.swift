import Testing

@testable import Statistics

struct SortedSamplesTests {
    @Test("samples are put in order, and what is no finite number is left out")
    func order() {
        #expect(SortedSamples([3, .nan, 1, .infinity, 2, -.infinity]).values == [1, 2, 3])
    }

    @Test("the median of an even number of samples is the mean of the two in the middle")
    func median() {
        #expect(SortedSamples([]).median == nil)
        #expect(SortedSamples([7]).median == 7)
        #expect(SortedSamples([4, 1]).median == 2.5)
        #expect(SortedSamples([9, 1, 5]).median == 5)
    }

    @Test("percentiles are interpolated between the nearest ranks")
    func percentiles() {
        // 1 … 11: the percentile P lies at rank (11 − 1)·P/100 from 0, so at 1 + P/10.
        let samples = SortedSamples((1...11).map(Double.init))
        #expect(samples.percentile(0) == 1)
        #expect(samples.percentile(25) == 3.5)
        #expect(samples.percentile(100) == 11)
    }
}

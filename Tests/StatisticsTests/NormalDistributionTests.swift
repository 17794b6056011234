import Testing

@testable import Statistics

struct NormalDistributionTests {
    @Test(
        "quantiles and tails are those of the printed tables",
        arguments: [(0.05, 1.644854), (0.025, 1.959964), (0.005, 2.575829), (0.001, 3.090232), (0.5, 0)]
    )
    func printed(tail: Double, z: Double) {
        #expect(abs(NormalDistribution.upperQuantile(tail) - z) < 5e-7)
        #expect(abs(NormalDistribution.upperTail(z) - tail) < 1e-7)
        #expect(abs(NormalDistribution.upperTail(-z) - (1 - tail)) < 1e-7)
    }

    @Test("the tail far out is small, and never negative")
    func farOut() {
        #expect(NormalDistribution.upperTail(50) == 0)
        #expect(NormalDistribution.upperTail(-50) == 1)
        // φ(10)/10 · (1 − 1/100 + …) = 7.62e-24.
        #expect(abs(NormalDistribution.upperTail(10) / 7.62e-24 - 1) < 0.001)
    }
}

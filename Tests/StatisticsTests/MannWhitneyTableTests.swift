import Testing

@testable import Statistics

struct MannWhitneyTableTests {
    /// The critical values of U: the greatest with a two-sided p of at most 0.05, for sides of n and of 5 … 20 samples.
    ///
    /// Auble, "Extended tables for the Mann–Whitney statistic", Bulletin of the Institute of Educational Research at Indiana
    /// University 1 (1953), which most textbooks print. (For 14 and 17 many of them have the misprint 67; it is 69, as in Milton, "An
    /// extended table of critical values for the Mann–Whitney (Wilcoxon) two-sample statistic", JASA 59, 1964.)
    private static let critical: [(n: Int, values: [Int])] = [
        (5, [2, 3, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15, 17, 18, 19, 20]),
        (10, [8, 11, 14, 17, 20, 23, 26, 29, 33, 36, 39, 42, 45, 48, 52, 55]),
        (14, [13, 17, 22, 26, 31, 36, 40, 45, 50, 55, 59, 64, 69, 74, 78, 83]),
        (20, [20, 27, 34, 41, 48, 55, 62, 69, 76, 83, 90, 98, 105, 112, 119, 127]),
    ]

    @Test("U has the critical values of the printed tables at 5%", arguments: critical)
    func criticalValues(n: Int, values: [Int]) throws {
        for (place, value) in values.enumerated() {
            let m = place + 5
            #expect(try p(u: value, n, m) <= 0.05, "n = \(n), m = \(m)")
            #expect(try p(u: value + 1, n, m) > 0.05, "n = \(n), m = \(m)")
        }
    }

    @Test("sides of the same number of samples have the printed critical values at 5%")
    func criticalDiagonal() throws {
        // The diagonal of the same table.
        for (place, value) in [2, 5, 8, 13, 17, 23, 30, 37, 45, 55, 64, 75, 87, 99, 113, 127].enumerated() {
            #expect(try p(u: value, place + 5, place + 5) <= 0.05)
            #expect(try p(u: value + 1, place + 5, place + 5) > 0.05)
        }
    }

    @Test(
        "the probabilities of small sides are those that Mann and Whitney print",
        arguments: [
            // Mann and Whitney 1947, table I: P(U ≤ u) for u = 0, 1, 2, …, to three digits.
            (3, 3, [0.050, 0.100, 0.200, 0.350, 0.500]),
            (4, 4, [0.014, 0.029, 0.057, 0.100, 0.171, 0.243, 0.343, 0.443, 0.557]),
            (4, 5, [0.008, 0.016, 0.032, 0.056, 0.095, 0.143, 0.206, 0.278, 0.365, 0.452, 0.548]),
            (5, 5, [0.004, 0.008, 0.016, 0.028, 0.048, 0.075, 0.111, 0.155, 0.210, 0.274, 0.345, 0.421, 0.500]),
        ] as [(Int, Int, [Double])]
    )
    func probabilities(n: Int, m: Int, printed: [Double]) {
        let distribution = MannWhitneyDistribution(n, m)
        for (u, value) in printed.enumerated() {
            #expect(abs(distribution.lowerTail(u) - value) <= 0.0005, "u = \(u)")
        }
    }

    @Test("the numbers of orders follow Mann and Whitney's recurrence")
    func recurrence() {
        // f(u; n, m) = f(u − m; n − 1, m) + f(u; n, m − 1): the greatest sample is of the first side, above all m others, or it
        // is of the second side.
        var counts: [[[Int]]] = Array(repeating: Array(repeating: [1], count: 21), count: 21)
        for n in 1...20 {
            for m in 1...20 {
                counts[n][m] = (0...n * m).map { u in
                    let above = u >= m ? counts[n - 1][m].at(u - m) : 0
                    return above + counts[n][m - 1].at(u)
                }
                let all = Double(counts[n][m].reduce(0, +))
                let distribution = MannWhitneyDistribution(n, m)
                var sum = 0
                for u in 0...n * m / 2 {
                    sum += counts[n][m][u]
                    #expect(distribution.lowerTail(u) == Double(sum) / all, "n = \(n), m = \(m), u = \(u)")
                }
            }
        }
    }

    /// The p of two sides without ties that have a given U.
    private func p(u: Int, _ n: Int, _ m: Int) throws -> Double {
        // The baseline is 0 … n − 1; of the candidate's samples, some lie above all of it, one in between, the others below all.
        let (above, within) = u.quotientAndRemainder(dividingBy: n)
        let candidate = (0..<m).map { place -> Double in
            if place < above { return Double(n + place) }
            return place == above && within > 0 ? Double(within) - 0.5 : -1 - Double(place)
        }
        let test = try #require(
            MannWhitneyTest(baseline: SortedSamples((0..<n).map(Double.init)), candidate: SortedSamples(candidate))
        )
        #expect(test.u == Double(u))
        #expect(test.isExact)
        return test.p
    }
}

extension [Int] {
    fileprivate func at(_ place: Int) -> Int { indices.contains(place) ? self[place] : 0 }
}

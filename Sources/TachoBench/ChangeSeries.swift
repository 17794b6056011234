internal import Statistics

/// Seeded series with and without a planted change, and what Tachograph finds in each.
struct ChangeSeries {
    /// How the values of a series scatter.
    enum Form: String, CaseIterable {
        case normal, skewed, spiky, counts
    }

    /// The index of the first value after the planted change; nil in a series without.
    let planted: Int?
    let form: Form
    let values: [Double]

    private static let length = 60

    /// `count` series of each form without a change, then as many with one.
    static func all(_ count: Int) -> [ChangeSeries] {
        [false, true].flatMap { isPlanted in
            Form.allCases.enumerated().flatMap { number, form in
                (0..<count).map { series in
                    let seed = UInt64(isPlanted ? 1 << 32 : 0) + UInt64(number << 16 + series)
                    return ChangeSeries(seed: seed, form: form, isPlanted: isPlanted)
                }
            }
        }
    }

    private init(seed: UInt64, form: Form, isPlanted: Bool) {
        var generator = SplitMix64(seed: seed)
        // A quarter of the length at least lies on each side.
        let index = ChangeSeries.length / 4 + Int(generator.unit() * Double(ChangeSeries.length) / 2)
        self.form = form
        planted = isPlanted ? index : nil
        values = (0..<ChangeSeries.length).map { form.value(isAfter: isPlanted && $0 >= index, &generator) }
    }

    /// A line of JSON: what was planted, the values, and what is found with each of `levels`.
    func line(levels: [Double]) -> String {
        let found = levels.map { level in
            let segmentation = DivisiveSegmentation(significance: level, permutations: 4_999)
            var generator = SplitMix64(seed: 1)
            return "\(segmentation.changePoints(of: values, using: &generator).map(\.index))"
        }
        return """
            {"form": "\(form.rawValue)", "planted": \(planted.map(String.init) ?? "null"), "values": \(values), \
            "found": [\(found.joined(separator: ", "))]}
            """
    }
}

extension ChangeSeries.Form {
    /// A value; after a change its level is higher by one and a half of its standard deviations, or so.
    fileprivate func value(isAfter: Bool, _ generator: inout SplitMix64) -> Double {
        switch self {
        case .normal: 100 + 10 * normal(&generator) + (isAfter ? 15 : 0)
        case .skewed:
            // The product of four uniform numbers scatters like durations do: many short ones, a few very long ones.
            (isAfter ? 1.9 : 1) * 100 / (0..<4).reduce(1.0) { product, _ in product * (0.5 + generator.unit()) }
        case .spiky: 100 + 5 * normal(&generator) + (generator.unit() < 0.05 ? 100 : 0) + (isAfter ? 15 : 0)
        case .counts: Double((0..<40).count { _ in generator.unit() < (isAfter ? 0.09 : 0.03) })
        }
    }

    /// Mean 0 and variance 1: the sum of twelve uniform numbers less six.
    private func normal(_ generator: inout SplitMix64) -> Double {
        (0..<12).reduce(-6.0) { sum, _ in sum + generator.unit() }
    }
}

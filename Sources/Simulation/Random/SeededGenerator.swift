/// A pseudorandom generator whose numbers depend on its seed alone, on every platform and in every release.
///
/// SplitMix64 by Steele, Lea and Flood ("Fast Splittable Pseudorandom Number Generators", OOPSLA 2014). The standard
/// library's own way from a generator to a number in a range is not promised to stay, so that is done here too, in
/// integers only: floating-point functions differ in the last digit between C libraries.
package struct SeededGenerator: Sendable {
    private var state: UInt64

    package init(seed: UInt64) {
        state = seed
    }

    /// The generator of one part of a whole: parts with different numbers are independent of each other.
    package init(seed: UInt64, part: UInt64) {
        var whole = SeededGenerator(seed: seed)
        state = SeededGenerator.mix(whole.next() ^ SeededGenerator.mix(part &+ SeededGenerator.step))
    }

    package mutating func next() -> UInt64 {
        state &+= SeededGenerator.step
        return SeededGenerator.mix(state)
    }

    /// A number in `range`, all equally likely (up to one part in 2⁶⁴ divided by the range's length).
    package mutating func number(in range: ClosedRange<Int64>) -> Int64 {
        let width = UInt64(bitPattern: range.upperBound &- range.lowerBound) &+ 1
        guard width != 0 else { return Int64(bitPattern: next()) }
        return range.lowerBound &+ Int64(bitPattern: next().multipliedFullWidth(by: width).high)
    }

    /// A number in `range`, those in the middle more likely: the mean of three.
    package mutating func middling(in range: ClosedRange<Int64>) -> Int64 {
        (number(in: range) + number(in: range) + number(in: range)) / 3
    }

    /// True in `part` of `whole` cases.
    package mutating func chance(_ part: Int64, in whole: Int64) -> Bool {
        number(in: 1...whole) <= part
    }

    private static let step: UInt64 = 0x9E37_79B9_7F4A_7C15

    /// The finalizer of SplitMix64: one well mixed number for another.
    static func mix(_ value: UInt64) -> UInt64 {
        var mixed = value
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

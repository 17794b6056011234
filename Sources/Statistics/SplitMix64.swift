/// A pseudorandom generator whose numbers depend on its seed alone.
///
/// SplitMix64 by Steele, Lea and Flood ("Fast Splittable Pseudorandom Number Generators", OOPSLA 2014).
package struct SplitMix64: RandomNumberGenerator, Hashable, Sendable {
    private var state: UInt64

    package init(seed: UInt64) {
        state = seed
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return SplitMix64.mix(state)
    }

    /// A number in (0, 1), all multiples of 2⁻⁵³ and a half equally likely.
    package mutating func unit() -> Double {
        (Double(next() >> 11) + 0.5) * 0x1p-53
    }

    /// The finalizer of SplitMix64: maps every number to another one, with each bit depending on all bits.
    package static func mix(_ value: UInt64) -> UInt64 {
        var mixed = value
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

package import Statistics

/// Draws for fleets, in integers only: the standard library does not promise to keep its way from a generator to a number
/// in a range, and floating-point functions differ in the last digit between C libraries.
extension SplitMix64 {
    /// The generator of one part of a whole; parts with different numbers are independent of each other.
    package init(seed: UInt64, part: UInt64) {
        var whole = SplitMix64(seed: seed)
        // The first number of the generator with seed `part`.
        var numbered = SplitMix64(seed: part)
        self.init(seed: SplitMix64.mix(whole.next() ^ numbered.next()))
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
}

/// `value` in exactly `digits` lower-case hex digits, its lowest ones.
package func hexadecimal(_ value: UInt64, digits: Int) -> String {
    let text = String(value, radix: 16)
    return text.count >= digits
        ? String(text.suffix(digits)) : String(repeating: "0", count: digits - text.count) + text
}

/// An object id as MongoDB makes them: four bytes of seconds, five of the machine, three of a counter.
package func objectID(seconds: Int64, machine: UInt64, counter: UInt64) -> String {
    hexadecimal(UInt64(bitPattern: seconds), digits: 8) + hexadecimal(machine, digits: 10)
        + hexadecimal(counter, digits: 6)
}

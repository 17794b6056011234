/// The shortest decimal that reads back as `number`, without a fraction where it is whole; nil where it is not finite.
package func numeral(of number: Double) -> String? {
    guard number.isFinite else { return nil }
    // Every whole number of this size is exact, and no longer than its description.
    if number == number.rounded(), abs(number) < 9_007_199_254_740_992 { return String(Int64(number)) }
    return number.description
}

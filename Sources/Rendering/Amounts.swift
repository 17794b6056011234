internal import Timelines

/// `1,234,567`.
package func grouped(_ number: some BinaryInteger) -> String {
    let digits = String(number.magnitude)
    var text = ""
    for (position, digit) in digits.enumerated() {
        if position > 0, (digits.count - position) % 3 == 0 { text += "," }
        text.append(digit)
    }
    return number < 0 ? "-" + text : text
}

/// `11 quick`: the number and what it counts, on one line.
package func quantity(_ number: Int, _ what: String) -> String {
    "\(grouped(number)) \(what)".unbroken
}

/// `1 container`, `24 containers`, on one line.
package func counted(_ number: Int, _ singular: String, _ plural: String? = nil) -> String {
    quantity(number, number == 1 ? singular : plural ?? singular + "s")
}

/// `a`, `a and b`, `a, b and c`.
package func enumerated(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " and " + last
}

/// The first `most` of `words`, and how many more there are.
package func firstFew(_ words: [String], most: Int = 5) -> [String] {
    firstFew(words, most: most, of: words.count)
}

/// The same of the first words of `total`.
package func firstFew(_ words: [String], most: Int, of total: Int) -> [String] {
    let shown = words.prefix(most)
    return shown + (total > shown.count ? [quantity(total - shown.count, "more")] : [])
}

/// `a, b and 2,997 more`: at most `most` of `words`, for a line that has to stay short whatever a store holds.
package func listing(_ words: [String], most: Int = 5) -> String {
    enumerated(firstFew(words, most: most)).withPlainBlanks
}

/// `part` / `whole` in percent with two decimals, rounded down, so that `100%` means all of it; nil where `whole` is zero.
package func percentage(_ part: Int64, of whole: Int64) -> String? {
    guard whole > 0 else { return nil }
    let bounded = min(max(part, 0), whole)
    let hundredths = whole.dividingFullWidth(bounded.multipliedFullWidth(by: 10_000)).quotient
    guard hundredths < 10_000 else { return "100%" }
    let decimals = hundredths % 100
    return "\(hundredths / 100).\(decimals < 10 ? "0" : "")\(decimals)%"
}

/// A number with two decimals, rounded down; `under 0.01` for what would look like none.
package func decimal(_ number: Double) -> String {
    guard number > 0 else { return "0" }
    guard number >= 0.01 else { return "under 0.01".unbroken }
    guard number < 1e12 else { return "over 999,999,999,999".unbroken }
    let hundredths = Int64((number * 100).rounded(.down))
    let decimals = hundredths % 100
    return "\(grouped(hundredths / 100)).\(decimals < 10 ? "0" : "")\(decimals)"
}

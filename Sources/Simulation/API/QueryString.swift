import Foundation

/// The parameters behind the question mark of a request's target; of one that comes twice the last counts.
struct QueryString {
    private var values: [String: String] = [:]

    init(target: String) {
        guard let mark = target.utf8.firstIndex(of: UInt8(ascii: "?")) else { return }
        // By bytes: a walk over a text's characters takes many times longer, and all that matters here is ASCII.
        for part in target.utf8[target.utf8.index(after: mark)...].split(separator: UInt8(ascii: "&")) {
            let name = part.prefix { $0 != UInt8(ascii: "=") }
            values[String(Substring(name))] = QueryString.decoded(Substring(part.dropFirst(name.count + 1)))
        }
    }

    func text(_ name: String) -> String? {
        values[name]
    }

    /// Whether a flag is on; off where it is missing.
    func flag(_ name: String) -> Bool {
        values[name] == "true" || values[name] == "1"
    }

    /// A whole number in `range`, `standard` where it is missing.
    ///
    /// - Throws: `BadParameter` for anything else.
    func number(_ name: String, in range: ClosedRange<Int>, standard: Int) throws(BadParameter) -> Int {
        guard let text = values[name] else { return standard }
        guard let number = Int(text), range.contains(number) else {
            let bounds = range.upperBound == .max ? "of \(range.lowerBound) or more" : "in \(range)"
            throw BadParameter(message: "\(name) must be a whole number \(bounds)")
        }
        return number
    }

    /// One of a set of names, `standard` where it is missing.
    func choice<Choice>(_ name: String, standard: Choice) throws(BadParameter) -> Choice
    where Choice: RawRepresentable<String> & CaseIterable {
        guard let text = values[name] else { return standard }
        guard let choice = Choice(rawValue: text) else {
            let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            throw BadParameter(message: "\(name) must be one of the following values: \(known)")
        }
        return choice
    }

    private static func decoded(_ text: Substring) -> String {
        let spaced =
            text.utf8.contains(UInt8(ascii: "+")) ? text.replacingOccurrences(of: "+", with: " ") : String(text)
        return spaced.utf8.contains(UInt8(ascii: "%")) ? spaced.removingPercentEncoding ?? spaced : spaced
    }
}

/// A parameter that gets 400.
struct BadParameter: Error {
    let message: String
}

enum SortOrder: String, CaseIterable {
    case asc, desc
}

import Foundation

/// The parameters after the question mark of a request's target. If one comes twice, the last one counts.
struct RequestParameters {
    private var values: [String: String] = [:]

    init(target: String) {
        guard let mark = target.utf8.firstIndex(of: UInt8(ascii: "?")) else { return }
        // By bytes: iterating over characters takes many times longer, and all that matters here is ASCII.
        for part in target.utf8[target.utf8.index(after: mark)...].split(separator: UInt8(ascii: "&")) {
            let name = part.prefix { $0 != UInt8(ascii: "=") }
            values[String(Substring(name))] = RequestParameters.decoded(Substring(part.dropFirst(name.count + 1)))
        }
    }

    func text(_ name: String) -> String? {
        values[name]
    }

    /// Whether a flag is on; off where it is missing.
    func flag(_ name: String) -> Bool {
        values[name] == "true" || values[name] == "1"
    }

    /// A whole number in `range`; the default where it is missing.
    ///
    /// - Throws: `BadParameter` for anything else.
    func number(_ name: String, in range: ClosedRange<Int>, default standard: Int) throws(BadParameter) -> Int {
        guard let text = values[name] else { return standard }
        guard let number = Int(text), range.contains(number) else {
            let bounds = range.upperBound == .max ? "of \(range.lowerBound) or more" : "in \(range)"
            throw BadParameter(message: "\(name) must be a whole number \(bounds)")
        }
        return number
    }

    /// One of a set of names; the default where it is missing.
    func choice<Choice>(_ name: String, default standard: Choice) throws(BadParameter) -> Choice
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

/// Which page is requested, in which order, and what is wrong with the response.
struct PageRequest {
    let page: Int
    /// How many elements a page has.
    let limit: Int
    /// How many elements the pagination object says it has.
    let statedLimit: Int
    let order: SortOrder
    let decision: FaultDecision

    /// - Throws: `BadParameter` for a page below 1, a limit outside 1 … 100, or another order.
    init(_ parameters: RequestParameters, _ decision: FaultDecision) throws(BadParameter) {
        page = try parameters.number("page", in: 1...Int.max, default: 1)
        let asked = try parameters.number("limit", in: 1...100, default: 10)
        let order: SortOrder = try parameters.choice("sort_order", default: .desc)
        self.order = decision.has(.ignoredOrder) ? .desc : order
        let fault = decision.permanent[.smallerLimit] ?? decision.permanent[.smallerLimitUnsaid]
        limit = fault.map { min(asked, max(1, Int($0.amount))) } ?? asked
        statedLimit = decision.has(.smallerLimit) ? limit : asked
        self.decision = decision
    }

    /// The indices of the page's elements among `count`.
    func indices(of count: Int) -> Range<Int> {
        let served = decision.has(.repeatingPage) ? 1 : page
        let (start, overflow) = (served - 1).multipliedReportingOverflow(by: limit)
        guard !overflow, start < count else { return count..<count }
        return start..<min(start + limit, count)
    }

    /// Writes the pagination object with its key, a comma before it.
    func writePagination(of count: Int, to output: inout [UInt8]) {
        guard !decision.has(.noPagination) else { return }
        var total = count
        if decision.has(.totalsTooSmall) { total = count / 2 }
        if decision.has(.totalsTooLarge) { total = count * 2 + 10 }
        if decision.has(.repeatingPage) { total = 1_000_000 }
        let pages = (total + statedLimit - 1) / statedLimit
        output += #","pagination":{"total":\#(total),"page":\#(page),"limit":\#(statedLimit),"#.utf8
        output += #""totalPages":\#(pages)}"#.utf8
    }
}

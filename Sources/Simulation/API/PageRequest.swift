/// Which page is asked for, in which order, and what is wrong with the answer.
struct PageRequest {
    let page: Int
    /// How many elements a page has.
    let limit: Int
    /// How many the pagination object says it has.
    let saidLimit: Int
    let order: SortOrder
    let ruling: Ruling

    /// - Throws: `BadParameter` for a page below 1, a limit outside 1 … 100, or another order.
    init(_ query: QueryString, ruling: Ruling, standardOrder: SortOrder) throws(BadParameter) {
        page = try query.number("page", in: 1...Int.max, standard: 1)
        let asked = try query.number("limit", in: 1...100, standard: 10)
        let order: SortOrder = try query.choice("sort_order", standard: standardOrder)
        self.order = ruling.has(.ignoredOrder) ? standardOrder : order
        if let fault = ruling.standing[.smallerLimit] {
            limit = min(asked, max(1, Int(fault.amount)))
            saidLimit = limit
        } else if let fault = ruling.standing[.smallerLimitUnsaid] {
            limit = min(asked, max(1, Int(fault.amount)))
            saidLimit = asked
        } else {
            limit = asked
            saidLimit = asked
        }
        self.ruling = ruling
    }

    /// The places of the page among `count` elements.
    func places(of count: Int) -> Range<Int> {
        let served = ruling.has(.repeatingPage) ? 1 : page
        let (start, overflow) = (served - 1).multipliedReportingOverflow(by: limit)
        guard !overflow, start < count else { return count..<count }
        return start..<min(start + limit, count)
    }

    /// Writes the pagination object with its key, a comma before it.
    func writePagination(of count: Int, to output: inout [UInt8]) {
        guard !ruling.has(.noPagination) else { return }
        var total = count
        if ruling.has(.totalsTooSmall) { total = count / 2 }
        if ruling.has(.totalsTooLarge) { total = count * 2 + 10 }
        if ruling.has(.repeatingPage) { total = 1_000_000 }
        let pages = (total + saidLimit - 1) / saidLimit
        output += #","pagination":{"total":\#(total),"page":\#(page),"limit":\#(saidLimit),"#.utf8
        output += #""totalPages":\#(pages)}"#.utf8
    }
}

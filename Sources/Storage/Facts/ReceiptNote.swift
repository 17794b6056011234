/// A body that names another observation: of an entry that vanished or was found again.
enum ReceiptNote {
    static func body(_ seq: Int64) -> [UInt8] {
        JSONText.object { $0.member("seq", seq) }
    }

    /// Nil where `body` is of another form.
    static func seq(in body: [UInt8]) -> Int64? {
        JSONValue(body)?["seq"]?.integer
    }
}

/// The body of the observation at the end of a pass's listing: the numbers of all containers that it held.
enum Roster {
    static func body(_ listed: some Sequence<Int64>) -> [UInt8] {
        JSONText.object { $0.member("listed", NumberRanges(listed).text) }
    }

    /// Nil where `body` is of another form.
    static func listed(in body: [UInt8]) -> NumberRanges? {
        JSONValue(body)?["listed"]?.text.flatMap(NumberRanges.init(text:))
    }
}

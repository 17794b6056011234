import Timelines

@testable import Observations

/// An entry as the fake fleet holds it: its number tells it from all others.
struct FakeEntry: Hashable, Sendable {
    var number: Int
    var at: Int64
    /// Whether it is served without a time, so that it ends in quarantine.
    var isBroken = false

    var received: ReceivedEntry {
        let body = Array("{\"id\":\"\(number)\",\"at\":\(at)}".utf8)
        guard !isBroken else { return ReceivedEntry(body: body[...], reading: .quarantined(.noTime)) }
        let fields = EntryFields(
            id: .text(String(number)),
            at: Instant(milliseconds: at),
            from: .null,
            to: "running",
            duration: .missing,
            actor: nil,
            operation: nil
        )
        return ReceivedEntry(body: body[...], reading: .usable(fields))
    }
}

/// Entries `numbers`, one an hour from 1970 on.
func hourly(_ numbers: Range<Int>) -> [FakeEntry] {
    numbers.map { FakeEntry(number: $0, at: Int64($0) * 3_600_000) }
}

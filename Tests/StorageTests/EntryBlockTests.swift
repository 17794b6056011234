import TestSupport
import Testing
import Timelines

@testable import Storage

@Suite("Blocks of entries")
struct EntryBlockTests {
    private static let extent = StoreExtent(observations: .max, names: 100_000, reasons: 70_000, passes: 1)

    private func unpacked(_ bytes: [UInt8], within extent: StoreExtent = extent) -> [Entry]? {
        var block = EntryBlock()
        var entries: [Entry] = []
        guard bytes.withUnsafeBytes({ block.unpack($0, within: extent) }) else { return nil }
        block.append(from: .distantPast, before: .distantFuture, to: &entries)
        return entries
    }

    private func packed(_ entries: [Entry]) -> [UInt8] {
        var block = EntryBlock()
        block.replace(with: entries)
        return block.bytes()
    }

    /// By hand: a second apart is 1000 more each, in two bytes (the first adds 0); receipts 1 … 256 are 0 … 255 above the least, in one
    /// byte; `from` and `to` swap between two values, a byte each; the rest is the same for all, in none. Before that one byte,
    /// thirteen frames of nine, and the first instant.
    @Test("a column takes as many bytes as its values differ by")
    func size() {
        let entries = (0..<256).map { number in
            let (from, to): (Status, Status) = number % 2 == 0 ? (.stopped, .running) : (.running, .stopped)
            return Entry(
                at: second(Int64(number)),
                from: .status(from),
                to: to,
                duration: .valid(1_500),
                receipt: Int64(number) + 1
            )
        }
        #expect(packed(entries).count == 1 + 13 * 9 + 8 + 256 * (2 + 1 + 1 + 1))
    }

    @Test("whatever entries say comes back, in the same bytes each time", arguments: 1...40 as ClosedRange<UInt64>)
    func comesBack(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let entries = RandomEntries(using: &generator).entries(EntryBlock.count, using: &generator)
        let bytes = packed(entries)
        #expect(unpacked(bytes) == entries, "seed \(seed)")
        #expect(packed(try #require(unpacked(bytes))) == bytes, "seed \(seed)")
        // A part of it.
        var block = EntryBlock()
        #expect(bytes.withUnsafeBytes { block.unpack($0, within: Self.extent) })
        let (start, end) = (entries[60].at, entries[200].at)
        var part: [Entry] = []
        block.append(from: start, before: end, to: &part)
        #expect(part == entries.filter { $0.at >= start && $0.at < end }, "seed \(seed)")
    }

    @Test(
        "bytes that were changed are refused, or are other entries of the store",
        arguments: 1...6 as ClosedRange<UInt64>
    )
    func changedBytes(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let entries = RandomEntries(using: &generator).entries(EntryBlock.count, using: &generator)
        // A store that has just what they refer to.
        let extent = StoreExtent(
            observations: entries.map(\.receipt).max() ?? 0,
            names: 100_000,
            reasons: 70_000,
            passes: 1
        )
        let bytes = packed(entries)
        var refused = 0
        let places = (0..<126).map(\.self) + (0..<400).map { _ in Int.random(in: 126..<bytes.count, using: &generator) }
        for place in places {
            var changed = bytes
            changed[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            guard let others = unpacked(changed, within: extent) else {
                refused += 1
                continue
            }
            #expect(others.count == EntryBlock.count)
            #expect(zip(others, others.dropFirst()).allSatisfy { $0.at <= $1.at }, "seed \(seed), byte \(place)")
            #expect(others.allSatisfy { 1...extent.observations ~= $0.receipt }, "seed \(seed), byte \(place)")
            #expect(others.allSatisfy { refersToTexts($0, extent) }, "seed \(seed), byte \(place)")
        }
        #expect(refused > 0, "seed \(seed)")
        for count in [0, 1, 125, 126, bytes.count - 1] {
            #expect(unpacked(Array(bytes.prefix(count))) == nil, "seed \(seed), \(count) bytes")
        }
        #expect(unpacked(bytes + [0]) == nil, "seed \(seed)")
        // Of a store with fewer observations than they say.
        let smaller = StoreExtent(
            observations: extent.observations - 1,
            names: extent.names,
            reasons: extent.reasons,
            passes: 1
        )
        #expect(unpacked(bytes, within: smaller) == nil, "seed \(seed)")
    }

    private func refersToTexts(_ entry: Entry, _ extent: StoreExtent) -> Bool {
        var symbols = [entry.to.symbol] + [entry.actor, entry.operation, entry.server].compactMap(\.self)
        if case .status(let status) = entry.from { symbols.append(status.symbol) }
        if case .text(let symbol) = entry.id { symbols.append(symbol) }
        return symbols.allSatisfy { $0.number < extent.names } && (entry.reason?.text.value ?? 1) >= 1
            && (entry.reason?.text.value ?? 0) <= extent.reasons
    }
}

/// Entries that say everything an entry can; which of it is common differs from one value to the next.
private struct RandomEntries {
    private let names: UInt32
    private let isWhole: Bool
    private let receipts: ClosedRange<Int64>
    private let steps: ClosedRange<Int64>

    init(using generator: inout SeededGenerator) {
        names = [1, 200, 300, 99_999].randomElement(using: &generator) ?? 1
        isWhole = Bool.random(using: &generator)
        receipts = 1...([300, 70_000, 5_000_000_000, .max - 1].randomElement(using: &generator) ?? 1)
        steps = 0...([0, 1, 300, 70_000, 6_000_000_000].randomElement(using: &generator) ?? 1)
    }

    func entries(_ count: Int, using generator: inout SeededGenerator) -> [Entry] {
        var at = Int64.random(in: -1_000_000...2_000_000_000_000, using: &generator)
        return (0..<count).map { _ in
            at += Int64.random(in: steps, using: &generator)
            return entry(at: Instant(milliseconds: at), using: &generator)
        }
    }

    private func entry(at instant: Instant, using generator: inout SeededGenerator) -> Entry {
        func symbol() -> Symbol { Symbol(number: UInt32.random(in: 1...names, using: &generator)) }
        let number = Int.random(in: 0..<60, using: &generator)
        let milliseconds = [0, 86_400_000, Double.random(in: 0...9_000, using: &generator)][number % 3]
        return Entry(
            at: instant,
            from: [.missing, .null, .status(Status(symbol: symbol())), .status(Status(symbol: Symbol(number: 0)))][
                number % 4
            ],
            to: Status(symbol: symbol()),
            duration: [
                .missing, .invalid, .valid(isWhole ? milliseconds.rounded() : milliseconds), .valid(1),
            ][Int.random(in: 0..<4, using: &generator)],
            actor: number % 5 == 0 ? nil : symbol(),
            operation: number % 7 == 0 ? nil : symbol(),
            reason: number % 3 == 0
                ? nil
                : EntryReason(
                    text: ReasonNumber(UInt32.random(in: 1...70_000, using: &generator)),
                    isError: Bool.random(using: &generator)
                ),
            server: number % 2 == 0 ? nil : symbol(),
            id: [
                .none, .text(symbol()),
                .object(
                    high: UInt64.random(in: 0...(.max), using: &generator),
                    low: UInt32.random(in: 0...(.max), using: &generator)
                ),
            ][Int.random(in: 0..<3, using: &generator)],
            receipt: Int64.random(in: receipts, using: &generator),
            marks: EntryMarks(rawValue: UInt8.random(in: 0...3, using: &generator))
        )
    }
}

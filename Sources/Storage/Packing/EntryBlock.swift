import Timelines

/// So many neighbouring entries of one container's log, column by column, and the bytes that they are packed into.
///
/// The bytes are the same for the same entries, always: a byte that says whether all durations are whole milliseconds, a frame for
/// each column, and the columns.
struct EntryBlock {
    /// How many entries a block has.
    static let count = 256

    private enum Column: Int, CaseIterable {
        /// Packed as what each adds to the one before.
        case at
        case receipt
        /// 0 none, 1 of the common form, 2 a text.
        case identifierKind
        /// The first 16 hex digits of an id of the common form.
        case identifierHigh
        /// Its last 8 digits, or the number of the text.
        case identifierLow
        /// The number of the text and 1; 0 for none.
        case from
        case to
        /// The milliseconds, or where they are not all whole the bits of them as a binary64, and 1; 0 for none.
        case duration
        case actor
        case operation
        case flags
        case reason
        case server
    }

    private static let columns = Column.allCases.count
    private static let header = 1 + columns * PackedColumn.frameSize

    private var values = [Int64](repeating: 0, count: columns * count)
    private var areDurationsWhole = true

    // MARK: Packing

    /// Takes the place of what was here; there have to be as many as a block has.
    mutating func replace(with entries: some RandomAccessCollection<Entry>) {
        precondition(entries.count == Self.count)
        areDurationsWhole = entries.allSatisfy { entry in
            guard case .valid(let milliseconds) = entry.duration else { return true }
            return milliseconds == milliseconds.rounded(.towardZero)
        }
        values.withUnsafeMutableBufferPointer { [areDurationsWhole] values in
            for (position, entry) in entries.enumerated() {
                func set(_ column: Column, _ value: Int64) { values[column.rawValue * Self.count + position] = value }
                set(.at, entry.at.milliseconds)
                set(.receipt, entry.receipt)
                switch entry.id {
                case .none:
                    set(.identifierKind, 0)
                    set(.identifierHigh, 0)
                    set(.identifierLow, 0)
                case .object(let high, let low):
                    set(.identifierKind, 1)
                    set(.identifierHigh, Int64(bitPattern: high))
                    set(.identifierLow, Int64(low))
                case .text(let symbol):
                    set(.identifierKind, 2)
                    set(.identifierHigh, 0)
                    set(.identifierLow, Int64(symbol.number))
                }
                if case .status(let status) = entry.from {
                    set(.from, Int64(status.symbol.number) + 1)
                } else {
                    set(.from, 0)
                }
                set(.to, Int64(entry.to.symbol.number))
                if case .valid(let milliseconds) = entry.duration {
                    let number = areDurationsWhole ? Int64(milliseconds) : Int64(bitPattern: milliseconds.bitPattern)
                    set(.duration, number + 1)
                } else {
                    set(.duration, 0)
                }
                set(.actor, Int64(entry.actor?.number ?? 0))
                set(.operation, Int64(entry.operation?.number ?? 0))
                set(.flags, EntryFlags.of(entry))
                set(.reason, Int64(entry.reason?.text.value ?? 0))
                set(.server, Int64(entry.server?.number ?? 0))
            }
        }
    }

    func bytes() -> [UInt8] {
        var additions = [Int64](repeating: 0, count: Self.count)
        for position in 1..<Self.count { additions[position] = values[position] &- values[position - 1] }
        return values.withUnsafeBufferPointer { values in
            additions.withUnsafeBufferPointer { additions in
                var columns = Column.allCases.map { column in
                    UnsafeBufferPointer(
                        rebasing: values[column.rawValue * Self.count..<(column.rawValue + 1) * Self.count]
                    )
                }
                // The first instant stands where no frame would have to hold it and what is added to it.
                columns[Column.at.rawValue] = additions
                let frames = columns.map { PackedColumn.Frame(of: $0) }
                let size = frames.reduce(Self.header + 8) { $0 + $1.width * Self.count }
                return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
                    let bytes = UnsafeMutableRawBufferPointer(buffer)
                    bytes[0] = areDurationsWhole ? 1 : 0
                    bytes.storeBytes(of: values[0].littleEndian, toByteOffset: Self.header, as: Int64.self)
                    var start = Self.header + 8
                    for (column, frame) in frames.enumerated() {
                        let place = 1 + column * PackedColumn.frameSize
                        frame.write(
                            to: UnsafeMutableRawBufferPointer(rebasing: bytes[place..<place + PackedColumn.frameSize])
                        )
                        let end = start + frame.width * Self.count
                        PackedColumn.pack(
                            columns[column],
                            frame,
                            into: UnsafeMutableRawBufferPointer(rebasing: bytes[start..<end])
                        )
                        start = end
                    }
                    count = size
                }
            }
        }
    }

    // MARK: Unpacking

    /// Takes the entries in `bytes`, which come from a store of this `extent`. Returns false where they are no entries.
    mutating func unpack(_ bytes: UnsafeRawBufferPointer, within extent: StoreExtent) -> Bool {
        // Every store has the texts of the known statuses.
        guard bytes.count >= Self.header + 8, bytes[0] <= 1, extent.names > 1 else { return false }
        areDurationsWhole = bytes[0] == 1
        let first = Int64(littleEndian: bytes.loadUnaligned(fromByteOffset: Self.header, as: Int64.self))
        var start = Self.header + 8
        for column in Column.allCases {
            let place = 1 + column.rawValue * PackedColumn.frameSize
            let frameBytes = UnsafeRawBufferPointer(rebasing: bytes[place..<place + PackedColumn.frameSize])
            guard let frame = PackedColumn.Frame(frameBytes) else { return false }
            let end = start + frame.width * Self.count
            guard end <= bytes.count else { return false }
            let packed = UnsafeRawBufferPointer(rebasing: bytes[start..<end])
            let most = values.withUnsafeMutableBufferPointer { values in
                let place = column.rawValue * Self.count
                let column = UnsafeMutableBufferPointer(rebasing: values[place..<place + Self.count])
                return PackedColumn.unpack(packed, frame, into: column)
            }
            start = end
            // Any 64 bits can be those of an id.
            guard column != .identifierHigh else { continue }
            let range = bounds(of: column, within: extent)
            guard range.contains(frame.least), most <= UInt64(range.upperBound - frame.least) else { return false }
        }
        return start == bytes.count && addUpInstants(from: first) && areRowsConsistent(within: extent)
    }

    private func bounds(of column: Column, within extent: StoreExtent) -> ClosedRange<Int64> {
        let names = Int64(extent.names)
        return switch column {
        case .at, .identifierHigh: 0...Int64.max
        case .receipt: 1...max(1, extent.observations)
        case .identifierKind: 0...2
        case .identifierLow: 0...Int64(UInt32.max)
        case .from: 0...names
        case .to: 1...max(1, names - 1)
        case .duration: 0...(areDurationsWhole ? 86_400_000 : Int64(bitPattern: 86_400_000.0.bitPattern)) + 1
        case .actor, .operation, .server: 0...max(0, names - 1)
        case .flags: 0...EntryFlags.all
        case .reason: 0...Int64(extent.reasons)
        }
    }

    /// Makes instants of what each adds to the one before. Returns false where they are none, or not in their order.
    private mutating func addUpInstants(from first: Int64) -> Bool {
        var at = first
        for position in 0..<Self.count {
            let next = at &+ values[position]
            guard next >= at else { return false }
            at = next
            values[position] = at
        }
        return Instant(checking: first) != nil && Instant(checking: at) != nil
    }

    /// Whether nothing that one column of an entry says is denied by another one.
    private func areRowsConsistent(within extent: StoreExtent) -> Bool {
        values.withUnsafeBufferPointer { values in
            (0..<Self.count).allSatisfy { position in
                func value(_ column: Column) -> Int64 { values[column.rawValue * Self.count + position] }
                let flags = value(.flags)
                return (value(.identifierKind) != 2 || value(.identifierLow) < extent.names)
                    && (flags & EntryFlags.isFromMissing == 0 || value(.from) == 0)
                    && (flags & EntryFlags.isDurationUnusable == 0 || value(.duration) == 0)
                    && (flags & EntryFlags.isReasonError == 0 || value(.reason) > 0)
            }
        }
    }

    /// From its first entry to its last.
    var range: ClosedRange<Instant> {
        Instant(milliseconds: values[0])...Instant(milliseconds: values[Self.count - 1])
    }

    /// Appends those of the entries that are from `start` on and before `end`.
    func append(from start: Instant, before end: Instant, to entries: inout [Entry]) {
        values.withUnsafeBufferPointer { [areDurationsWhole] values in
            for position in 0..<Self.count {
                func value(_ column: Column) -> Int64 { values[column.rawValue * Self.count + position] }
                func symbol(_ column: Column) -> Symbol? {
                    let number = value(column)
                    return number == 0 ? nil : Symbol(number: UInt32(truncatingIfNeeded: number))
                }
                let at = Instant(milliseconds: value(.at))
                guard at >= start else { continue }
                guard at < end else { return }
                let (flags, from, duration) = (value(.flags), value(.from), value(.duration))
                let low = UInt32(truncatingIfNeeded: value(.identifierLow))
                let id: EntryIdentifier =
                    switch value(.identifierKind) {
                    case 0: .none
                    case 1: .object(high: UInt64(bitPattern: value(.identifierHigh)), low: low)
                    default: .text(Symbol(number: low))
                    }
                let prior: PriorStatus =
                    if from > 0 {
                        .status(Status(symbol: Symbol(number: UInt32(truncatingIfNeeded: from - 1))))
                    } else {
                        flags & EntryFlags.isFromMissing != 0 ? .missing : .null
                    }
                let reading: DurationReading =
                    if duration > 0 {
                        .valid(
                            areDurationsWhole
                                ? Double(duration - 1) : Double(bitPattern: UInt64(bitPattern: duration - 1))
                        )
                    } else {
                        flags & EntryFlags.isDurationUnusable != 0 ? .invalid : .missing
                    }
                let reason = value(.reason)
                entries.append(
                    Entry(
                        at: at,
                        from: prior,
                        to: Status(symbol: Symbol(number: UInt32(truncatingIfNeeded: value(.to)))),
                        duration: reading,
                        actor: symbol(.actor),
                        operation: symbol(.operation),
                        reason: reason == 0
                            ? nil
                            : EntryReason(
                                text: ReasonNumber(UInt32(truncatingIfNeeded: reason)),
                                isError: flags & EntryFlags.isReasonError != 0
                            ),
                        server: symbol(.server),
                        id: id,
                        receipt: value(.receipt),
                        marks: EntryFlags.marks(flags)
                    )
                )
            }
        }
    }
}

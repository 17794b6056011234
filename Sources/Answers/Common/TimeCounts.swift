internal import Timelines

/// Where in time the elements of a long list lie, and which containers have some there: from these, slices of the list are made that
/// each fit in memory.
struct TimeCounts: Sendable {
    /// The time is divided into so many equal bins.
    private static let bins = 4_096
    /// So many bins are one part in what is known of a container.
    private static let binsOfPart = bins / UInt64.bitWidth

    private let start: Instant
    /// Of a bin, in milliseconds.
    private let width: Int64
    private var counts = [UInt32](repeating: 0, count: bins)
    /// Each container that has an element, with a bit for each part in which it has one.
    private var containers: [(id: ContainerID, parts: UInt64)] = []

    /// No elements yet; what lies outside of `time` counts in the first or the last bin.
    init(over time: Interval) {
        start = time.start
        width = max(1, time.length.milliseconds / Int64(Self.bins) + 1)
    }

    /// Adds an element of the container `id` at `instant`; those of one container come one after the other.
    mutating func add(_ instant: Instant, of id: ContainerID) {
        let bin = min(max((instant - start).milliseconds / width, 0), Int64(Self.bins - 1))
        counts[Int(bin)] += 1
        if containers.last?.id != id { containers.append((id, 0)) }
        containers[containers.count - 1].parts |= 1 << UInt64(Int(bin) / Self.binsOfPart)
    }

    /// Adds those of other containers.
    mutating func merge(_ other: TimeCounts) {
        for bin in counts.indices { counts[bin] += other.counts[bin] }
        containers += other.containers
    }

    /// Slices in order of time, of `size` elements each, or more where so many lie in one bin; they leave out no instant.
    func slices(of size: Int) -> [TimeSlice] {
        var slices: [TimeSlice] = []
        var first = 0
        var count = 0
        for bin in counts.indices {
            let isFull = count > 0 && count + Int(counts[bin]) > size
            if isFull {
                slices.append(slice(first..<bin))
                (first, count) = (bin, 0)
            }
            count += Int(counts[bin])
        }
        if count > 0 { slices.append(slice(first..<counts.count)) }
        return slices
    }

    private func slice(_ bins: Range<Int>) -> TimeSlice {
        func beginning(ofBin bin: Int) -> Instant { start + TimeSpan(milliseconds: Int64(bin) * width) }
        let parts = bins.lowerBound / Self.binsOfPart...(bins.upperBound - 1) / Self.binsOfPart
        let mask = parts.reduce(UInt64(0)) { $0 | 1 << UInt64($1) }
        return TimeSlice(
            time: Interval(
                start: bins.lowerBound == 0 ? .distantPast : beginning(ofBin: bins.lowerBound),
                end: bins.upperBound == Self.bins ? .distantFuture : beginning(ofBin: bins.upperBound)
            ),
            containers: Set(containers.lazy.filter { $0.parts & mask != 0 }.map(\.id))
        )
    }
}

/// A part of a time, with the containers that have elements of a list there, and perhaps others.
struct TimeSlice: Sendable {
    let time: Interval
    let containers: Set<ContainerID>
}

extension HistorySource {
    /// Calls `body` with the histories of what began in `slice` and within `range`.
    func histories(in slice: TimeSlice, of range: Interval, _ body: (ContainerHistory) -> Void) throws {
        try histories(
            of: slice.containers,
            around: slice.time.intersection(range),
            before: range.end,
            listings: range,
            body
        )
    }
}

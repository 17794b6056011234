import Observations
import Timelines

/// Makes one container's entries again from its observations in receipt order; rebuilding and verifying both do it here.
struct EntryReplay {
    let known: ContainerEntries
    /// In receipt order.
    private(set) var quarantined: [QuarantinedElement] = []
    private let container: ContainerKey
    private let entries: EntryProjection
    private let decoder: PageDecoder
    /// Of each version of an entry, ascending, with the entry's handle.
    private var versions: [(seq: Int64, handle: Int)] = []

    /// `count` is how many observations there are.
    init(of container: ContainerKey, count: Int, entries: EntryProjection, decoder: PageDecoder) {
        self.container = container
        self.entries = entries
        self.decoder = decoder
        known = ContainerEntries(container: container.number)
        known.reserve(count)
        versions.reserveCapacity(count)
    }

    /// Applies the next observation of the container. Returns: the handle of the entry of which it is a version, nil where it is
    /// none. Throws where it can't be understood.
    @discardableResult
    mutating func apply(_ kind: ObservationKind, seq: Int64, body: UnsafeRawBufferPointer) throws -> Int? {
        guard kind == .entry else {
            try note(kind, seq: seq, body: Array(body))
            return nil
        }
        switch decoder.entry(body, askedFor: container.id) {
        case .usable(let fields):
            let verdict = try entries.judge(fields, body: Array(body)[...], among: known)
            let handle = entries.apply(verdict, fields, seq: seq, to: known)
            versions.append((seq, handle))
            return handle
        case .quarantined(let reason):
            quarantined.append(QuarantinedElement(seq: seq, reason: reason))
            return nil
        }
    }

    private mutating func note(_ kind: ObservationKind, seq: Int64, body: [UInt8]) throws {
        guard let noted = ReceiptNote.seq(in: body) else { throw malformedObservation(seq) }
        let isVanished = kind == .entryVanished
        if let place = place(of: noted, among: versions, by: \.seq) {
            known.setVanished(versions[place].handle, isVanished)
        } else if let place = place(of: noted, among: quarantined, by: \.seq) {
            quarantined[place].isVanished = isVanished
        } else {
            throw malformedObservation(seq)
        }
    }

    /// By bisection, since both lists ascend.
    private func place<Element>(of seq: Int64, among list: [Element], by key: KeyPath<Element, Int64>) -> Int? {
        var low = 0
        var high = list.count
        while low < high {
            let middle = low + (high - low) / 2
            if list[middle][keyPath: key] < seq { low = middle + 1 } else { high = middle }
        }
        return low < list.count && list[low][keyPath: key] == seq ? low : nil
    }
}

/// An element that can't stand on a timeline, as the log tells of it.
struct QuarantinedElement: Sendable {
    let seq: Int64
    let reason: QuarantineReason
    var isVanished = false
}

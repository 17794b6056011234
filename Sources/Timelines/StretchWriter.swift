/// Writes the stretches of one timeline from left to right.
struct StretchWriter {
    let paused: Condition
    /// `Timeline.knownUntil`.
    let limit: Instant
    private(set) var stretches: [Stretch]
    /// `Timeline.singleEntryRestarts`.
    private(set) var singleEntryRestarts: [Int]
    private var position = Instant.distantPast

    init(paused: Condition, limit: Instant, stretches: [Stretch], singleEntryRestarts: [Int]) {
        self.paused = paused
        self.limit = limit
        self.stretches = stretches
        self.singleEntryRestarts = singleEntryRestarts
    }

    /// What precedes the first entry, or all that is known of a container without entries.
    mutating func appendTimeBeforeEntries(container: Container, first: Entry?) {
        let created = container.createdAt ?? container.id.creationInstant
        guard let first else {
            appendListedTime(container.listings, created: created)
            return
        }
        let end = min(first.at, limit)
        if first.from == .null {
            append(.notYetCreated, until: end)
            return
        }
        guard let created else {
            append(.unknown(.creationUnknown), until: end)
            return
        }
        append(.notYetCreated, until: min(created, end))
        switch first.from {
        case .status(let status): append(.assumed(status), until: end)
        case .missing, .null: append(.unknown(.priorStatusMissing), until: end)
        }
    }

    /// Where nothing tells when the container was created, it is known since its first listing only.
    private mutating func appendListedTime(_ listings: [Listing], created: Instant?) {
        if let created {
            append(.notYetCreated, until: min(created, limit))
        } else if let first = listings.first {
            append(.unknown(.creationUnknown), until: min(first.at, limit))
        }
        let status = listings.lazy.compactMap(\.status).first
        let agreed = status.flatMap { status in
            listings.allSatisfy { $0.status == nil || $0.status == status } ? status : nil
        }
        append(agreed.map(StretchBasis.assumed) ?? .unknown(.listingsInconclusive), until: limit)
    }

    /// One stretch for each entry before the limit, and the windows of lone restarts.
    mutating func appendEntries(_ entries: [Entry], count: Int, covered: Int) {
        entries.withUnsafeBufferPointer { entries in
            for index in 0..<covered {
                if entries[index].isLoneRestart(after: index > 0 ? entries[index - 1].to : nil) {
                    singleEntryRestarts.append(index)
                    carveRestart(of: entries[index], at: index)
                }
                let to = entries[index].to
                guard index + 1 < count else {
                    append(.logged(to), condition: to.condition(paused: paused), until: limit, entry: index)
                    continue
                }
                let end = min(entries[index + 1].at, limit)
                if entries[index + 1].from.breaksChain(after: to) {
                    append(.unknown(.chainBreak), condition: .unknown, until: end, entry: index)
                } else {
                    append(.logged(to), condition: to.condition(paused: paused), until: end, entry: index)
                }
            }
        }
    }

    /// Unknown from the limit on, unless the container is deleted or gone.
    ///
    /// Being gone and the end of coverage are written even where no time is left for them: they tell how a window ended.
    mutating func appendTimeAfterEntries(end: Instant, gone: Instant, deletion: (index: Int, at: Instant)?) {
        if let deletion, deletion.at < gone {
            if deletion.at >= limit {
                append(.unknown(.notCovered), until: deletion.at, evenIfEmpty: true)
                append(.logged(.deleted), until: end, entry: deletion.index)
            } else if let last = stretches.indices.last {
                stretches[last].interval.end = end
            }
            return
        }
        if limit < min(gone, end) {
            append(.unknown(.notCovered), until: min(gone, end))
        }
        if gone <= end {
            append(.gone, until: end, evenIfEmpty: true)
        }
    }

    /// [t − duration, t) of the stretch before it, as far as that is up.
    private mutating func carveRestart(of entry: Entry, at index: Int) {
        guard case .valid(let duration) = entry.duration, duration > 0, let last = stretches.indices.last,
            stretches[last].condition == .up
        else { return }
        // Rounded up without a call into the C library: the instant at which it was asked for is floored.
        let whole = Int64(duration)
        let asked = entry.at - TimeSpan(milliseconds: Double(whole) < duration ? whole + 1 : whole)
        let start = max(asked, stretches[last].interval.start)
        guard start < entry.at else { return }
        stretches[last].interval.end = start
        position = start
        append(.singleEntryRestart, condition: .down, until: entry.at, entry: index)
    }

    private mutating func append(
        _ basis: StretchBasis,
        until end: Instant,
        entry: Int? = nil,
        evenIfEmpty: Bool = false
    ) {
        guard end > position || evenIfEmpty else { return }
        let condition: Condition =
            switch basis {
            case .logged(let status), .assumed(let status): status.condition(paused: paused)
            case .singleEntryRestart: .down
            case .notYetCreated, .gone: .outOfService
            case .unknown: .unknown
            }
        append(basis, condition: condition, until: end, entry: entry)
    }

    @inline(__always)
    private mutating func append(_ basis: StretchBasis, condition: Condition, until end: Instant, entry: Int?) {
        stretches.append(
            Stretch(interval: Interval(start: position, end: end), basis: basis, condition: condition, entry: entry)
        )
        position = end
    }
}

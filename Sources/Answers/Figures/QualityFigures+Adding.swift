import Timelines

extension QualityFigures {
    /// Counts an entry of the range; `previous` is where the entry before it led to, nil where it is the container's first.
    mutating func add(_ entry: Entry, after previous: Status?) {
        entries += 1
        if entry.marks.rawValue != 0 {
            if entry.marks.contains(.amended) { amended += 1 }
            if entry.marks.contains(.vanished) { vanished += 1 }
        }
        if let previous, entry.from.breaksChain(after: previous) { chainBreaks += 1 }
        if case .none = entry.id { missingID += 1 }
        switch entry.duration {
        case .missing: missingDuration += 1
        case .invalid: invalidDuration += 1
        case .valid: break
        }
        if entry.actor == nil { missingActor += 1 }
        if entry.to.isUnknown || entry.from.isUnknownStatus { unknownStatus += 1 }
    }

    /// Adds what was found of other containers.
    static func += (left: inout QualityFigures, right: QualityFigures) {
        left.entries += right.entries
        left.amended += right.amended
        left.vanished += right.vanished
        left.quarantined += right.quarantined
        left.chainBreaks += right.chainBreaks
        left.drift += right.drift
        left.gone += right.gone
        left.missingID += right.missingID
        left.missingDuration += right.missingDuration
        left.invalidDuration += right.invalidDuration
        left.missingActor += right.missingActor
        left.unknownStatus += right.unknownStatus
    }
}

extension Status {
    fileprivate var isUnknown: Bool {
        if case .unknown = self { true } else { false }
    }
}

extension PriorStatus {
    fileprivate var isUnknownStatus: Bool {
        if case .status(let status) = self { status.isUnknown } else { false }
    }
}

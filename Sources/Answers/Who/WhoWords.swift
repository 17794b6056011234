internal import Rendering
internal import Timelines

/// What speaks for an answer and against it, in words.
struct WhoWords {
    let names: ContainerNames
    let instants: InstantStyle

    /// Whether the log is complete next to the entry, and what is to be known of it.
    func logSentence(_ answer: WhoAnswer) -> String {
        let doubts = doubts(about: answer)
        guard doubts.isEmpty else {
            let verdict = answer.isLogComplete ? "is complete there, but" : "is not complete there:"
            return "The log \(verdict) \(doubts.joined(separator: "; "))."
        }
        let before =
            answer.before == nil ? "it is the first of its container" : "no entry is missing before it"
        let after = answer.after == nil ? "it is the newest" : "none is missing after it"
        return "The log is complete there: \(before), and \(after)."
    }

    /// A clause for each doubt.
    func doubts(about answer: WhoAnswer) -> [String] {
        answer.doubts.map { doubt in
            switch doubt {
            case .chainBreakBefore:
                "an entry is missing before it: the last one\(place(answer.before)) led to "
                    + "\(term(answer.before?.status ?? "another status")), this one comes from "
                    + term(answer.entry.fromStatus ?? "null")
            case .chainBreakAfter:
                "an entry is missing after it: the next one\(place(answer.after)) comes from "
                    + term(answer.after?.status ?? "another status")
            case .nothingBefore: "it is the first entry, and the log begins after the container's creation"
            case .notCovered: "no complete pass has come as far, so entries next to it can be missing"
            case .amended: "the platform changed it afterwards (see tacho audit)"
            case .vanished: "the platform no longer shows it (see tacho audit)"
            }
        }
    }

    private func place(_ end: ChainEnd?) -> String {
        end.map { ", on \(instants.text($0.at))," } ?? ""
    }

    /// How much else the actor of `entry` did about then.
    func nearbySentence(_ nearby: NearbyEntries, by entry: WhoEntry) -> String {
        let actor = actorName(entry.actor)
        guard nearby.count > 0 else { return "\(actor) did nothing else within ten minutes of it, in any container." }
        let things = counted(nearby.count, "other thing")
        return "\(actor) did \(things) within ten minutes of it, over all containers:"
    }

    /// The same in a clause with the three nearest, but without what ended the downtime; nil where there is nothing.
    func nearbyNote(_ answer: WhoAnswer) -> String? {
        guard let nearby = answer.nearby else { return "what else its actor did then is unknown" }
        let closing = answer.entry.window?.closedBy
        let others = nearby.entries.filter { entry in
            entry.containerID != answer.entry.containerID || entry.at != closing?.at
                || entry.eventID != closing?.eventID
        }
        let count = nearby.count - (nearby.entries.count - others.count)
        guard count > 0 else { return nil }
        let nearest = others.enumerated()
            .sorted { left, right in
                let (first, second) = (left.element.offset.magnitude, right.element.offset.magnitude)
                return first == second ? left.offset < right.offset : first < second
            }
            .prefix(3)
            .map { _, entry in
                let name = names.text(entry.containerName, entry.containerID)
                return "\(term(entry.operation)) of \(name) \(entry.offset.distance)"
            }
        let rest = count - nearest.count
        let more = rest > 0 ? [quantity(rest, "more")] : []
        return "within ten minutes, the same actor also did: \(enumerated(nearest + more))"
    }
}

extension NearbyEntry {
    /// The operation, and whether the entry names none.
    var manner: String {
        isOperationDerived ? "\(term(operation)), derived" : term(operation)
    }
}

extension TimeSpan {
    fileprivate var magnitude: Int64 { abs(milliseconds) }

    /// `2 min 5 s earlier`, `800 ms later`, `at the same instant`.
    var distance: String {
        if milliseconds == 0 { return "at the same instant".unbroken }
        return "\(TimeSpan(milliseconds: magnitude).words) \(milliseconds < 0 ? "earlier" : "later")".unbroken
    }
}

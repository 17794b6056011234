internal import Rendering
internal import Study
internal import Timelines

/// What speaks for an answer and against it, in words.
struct WhoSentences {
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
                "an entry is missing before it: the last one\(position(answer.before)) led to "
                    + "\(term(answer.before?.status ?? "another status")), this one comes from "
                    + term(answer.entry.fromStatus ?? "null")
            case .chainBreakAfter:
                "an entry is missing after it: the next one\(position(answer.after)) comes from "
                    + term(answer.after?.status ?? "another status")
            case .nothingBefore: "it is the first entry, and the log begins after the container's creation"
            case .notCovered: "no complete pass has come as far, so entries next to it can be missing"
            case .amended: "the platform changed it afterwards (see tacho audit)"
            case .vanished: "the platform no longer shows it (see tacho audit)"
            }
        }
    }

    private func position(_ end: ChainEnd?) -> String {
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
        return "\(TimeSpan(milliseconds: magnitude).label) \(milliseconds < 0 ? "earlier" : "later")".unbroken
    }
}

/// One entry told in a sentence: who, when, how, how long it took, what it cost, who brought it back.
struct WhoSentence {
    let entry: WhoEntry
    let names: ContainerNames
    let instants: InstantStyle

    var text: String {
        let who =
            entry.kind == .unattributed
            ? "An actor that the log does not name" : namedActor(entry.actor, entry.kind)
        let told = "\(who) \(deed) on \(instants.fullText(entry.at)): \(course)"
        // A container that runs again has no downtime to tell of.
        if entry.window == nil, entry.toStatus == "running" { return told + "." }
        return "\(told); \(cost)."
    }

    private var deed: String {
        let name = names.text(entry.containerName, entry.containerID)
        return switch entry.toStatus {
        case "stopped": "stopped \(name)"
        case "running": "\(upVerb) \(name)"
        case "paused": "paused \(name)"
        case "deleted": "deleted \(name)"
        default: "brought \(name) into \(term(entry.toStatus))"
        }
    }

    private var upVerb: String {
        if entry.fromStatus == "paused" { return "resumed" }
        return entry.fromStatus == "running" && entry.operation == "restart" ? "restarted" : "started"
    }

    /// How it was done and how long it took.
    private var course: String {
        if entry.isOperationDerived, entry.duration == .missing {
            return "neither how it was done nor how long it took is logged"
        }
        return "\(manner), \(duration)"
    }

    private var manner: String {
        if entry.isOperationDerived { return "how it was done is not logged" }
        return ["force-stop", "stop"].contains(entry.operation) ? entry.manner : "operation \(entry.manner)"
    }

    private var duration: String {
        switch entry.duration {
        case .valid: "took \(entry.duration.label)"
        case .missing: "how long it took is not logged"
        case .invalid: "the logged duration is unusable"
        }
    }

    private var cost: String {
        guard let window = entry.window else { return "it opened no new downtime" }
        let planned = window.isPlanned ? ", planned" : ""
        if window.isOpen { return "still down, so far \(window.duration.equation)\(planned)" }
        if window.isTruncated { return "down at least \(window.duration.equation)\(planned); what ended it is unknown" }
        let down = "down \(window.duration.equation)\(planned)"
        guard let closing = window.closedBy else { return "\(down), until the container was gone" }
        let actor = namedActor(closing.actor, closing.kind)
        let verb = closing.isReturn ? "brought back by" : "ended by"
        return "\(down); \(verb) \(actor), \(term(closing.operation)), on \(instants.text(closing.at))"
    }
}

extension WhoEntry {
    /// How it was done: `forced` and `graceful` for the two ways to stop, else the operation. A derived operation says only
    /// what the statuses say already: a stop of which no more is known can have been either.
    var manner: String {
        if isOperationDerived { return "not logged" }
        return switch operation {
        case "force-stop": "forced"
        case "stop": "graceful"
        default: term(operation)
        }
    }
}

extension DurationReading {
    /// `8.2 s`, or why there is none.
    var label: String {
        switch self {
        case .valid(let milliseconds): Rendering.label(milliseconds: milliseconds)
        case .missing: "not logged"
        case .invalid: "unusable"
        }
    }
}

extension DowntimeWindow {
    /// How long it was down, with a word where that is not the whole story.
    var shortCost: String {
        if isOpen { return "\(duration.label), still down" }
        return isTruncated ? "at least \(duration.label)" : duration.label
    }
}

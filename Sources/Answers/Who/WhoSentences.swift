internal import Rendering
internal import Study
internal import Timelines

/// What speaks for an answer and against it, in words.
struct WhoSentences {
    let names: ContainerNames
    let instants: InstantStyle

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

    /// How much else the actor of an entry did about then, in a clause with the three nearest, but without what ended the downtime; nil where there is nothing.
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
        return "the same actor within ten minutes: \(enumerated(nearest + more))"
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

/// One entry told in a sentence: who, when, and what it cost.
struct WhoSentence {
    let entry: WhoEntry
    let names: ContainerNames
    let instants: InstantStyle

    var text: String {
        let who =
            entry.kind == .unattributed
            ? "An actor that the log does not name" : namedActor(entry.actor, entry.kind)
        let told = "\(who) \(deed) on \(instants.fullText(entry.at))"
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

    private var cost: String {
        guard let window = entry.window else { return "it opened no new downtime" }
        if window.isOpen { return "still down, for \(window.duration.label) so far" }
        return window.isTruncated ? "down for at least \(window.duration.label)" : "down for \(window.duration.label)"
    }
}

extension WhoReport {
    /// The answer in a line; nil where none was found.
    var sentence: String? {
        figures.lead.map { lead in
            WhoSentence(entry: lead.entry, names: containerNames(of: []), instants: .utc).text.withPlainBlanks
        }
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

internal import Rendering
internal import Study
internal import Timelines

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
        case .valid: "took \(entry.duration.words)"
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
    var words: String {
        switch self {
        case .valid(let milliseconds): Rendering.words(milliseconds: milliseconds)
        case .missing: "not logged"
        case .invalid: "unusable"
        }
    }
}

extension DowntimeWindow {
    /// How long it was down, with a word where that is not the whole story.
    var shortCost: String {
        if isOpen { return "\(duration.words), still down" }
        return isTruncated ? "at least \(duration.words)" : duration.words
    }
}

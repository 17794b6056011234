internal import Rendering

/// A rule of docs/definitions.md, in a sentence or two.
package enum DefinitionRule: String, Hashable, Sendable, CaseIterable {
    case asked
    case log
    case coverage
    case covered
    case stale
    case container
    case finalStatus = "final-status"
    case conditions
    case assumed
    case planned
    case ratio
    case bounds
    case groups, hours, grace
    case serviceTime = "service-time"
    case serviceLevel = "service-level"
    case objective, budget, causes, outages
    case windows
    case windowTotals = "window-totals"
    case windowOwner = "window-owner"
    case restarts
    case restartTotals = "restart-totals"
    case latencyKind = "latency-kind"
    case samples
    case percentiles
    case intervals
    case failedAttempts = "failed-attempts"
    case reasons, servers
    case typical, slow, stuck
    case statusTimes = "status-times"
    case actors
    case actorKinds = "actor-kinds"
    case operations
    case actorFigures = "actor-figures"
    case quality
    case revisions
    case chainBreaks = "chain-breaks"
    case unknownStatuses = "unknown-statuses"
    case drift
    case gone
}

extension DefinitionRule {
    /// The heading, or the named place, of docs/definitions.md that has it in full.
    package var anchor: String {
        switch self {
        case .asked, .log: "reproducing-a-report"
        case .coverage, .covered, .stale: "coverage"
        case .container: "identity"
        case .finalStatus: "after-the-last-entry"
        case .conditions: "conditions"
        case .assumed: "assumed-time"
        case .planned: "planned-downtime"
        case .ratio: "the-ratio"
        case .bounds: "bounds"
        case .groups: "groups-of-containers"
        case .hours: "hours"
        case .grace: "excused-time"
        case .serviceTime: "service-time"
        case .serviceLevel: "the-level"
        case .objective: "objectives"
        case .budget: "error-budget"
        case .causes: "causes"
        case .outages: "outages"
        case .windows: "which-windows-are-listed"
        case .windowTotals: "totals"
        case .windowOwner: "to-whom-a-window-belongs"
        case .restarts: "what-a-restart-is"
        case .restartTotals: "when-it-counts-and-totals"
        case .latencyKind: "kinds"
        case .samples: "samples"
        case .percentiles: "percentiles"
        case .intervals: "confidence-intervals"
        case .failedAttempts: "failed-attempts"
        case .reasons: "reasons"
        case .servers: "servers"
        case .typical, .slow: "typical-times"
        case .stuck: "stuck-containers"
        case .statusTimes: "time-by-status"
        case .actors: "actors"
        case .actorKinds: "kinds-of-actors"
        case .operations: "operations"
        case .actorFigures: "figures-of-an-actor"
        case .quality: "quality"
        case .revisions: "amended-vanished-quarantined"
        case .chainBreaks: "chain-breaks"
        case .unknownStatuses: "statuses-as-written"
        case .drift: "drift"
        case .gone: "gone"
        }
    }

    /// The rule in short.
    package var text: String {
        switch self {
        case .asked: "What was asked for, as the report states it; nothing was computed."
        case .log:
            "The size and the RFC 6962 root hash of the log from which everything was computed; tacho verify computes both "
                + "again from the bytes as received."
        case .coverage: "How many containers the report is about."
        case .covered:
            "The least instant up to which a container that is not gone is covered; null where one was never read completely."
        case .stale:
            "A container is stale that is neither gone nor deleted, and not covered up to the end of the range."
        case .container: "What the listings say of the container, as received."
        case .finalStatus:
            "The status that the timeline has just before the end of the covered part of the range; null where it is unknown "
                + "or the container does not exist."
        case .conditions:
            "Each instant is in exactly one of up, down, out of service and unknown; each counts as far as it lies in the range."
        case .assumed:
            "Time is assumed of which only a first entry's from_status or the listings tell; of up, down and "
                + "out-of-service time the assumed parts are added."
        case .planned: "Down time inside declared maintenance is planned; where two windows overlap it is counted once."
        case .ratio:
            "up / (up + down) over the range, null if both are zero; unknown and out-of-service time is in neither part. "
                + "The fleet's is a quotient of sums over containers."
        case .bounds:
            "Between the case that unknown and assumed-up time was down and the case that unknown and assumed-down time was up."
        case .groups:
            "A container is in the first group of the configuration that names it, by its newest listing; the rest is other."
        case .hours: "Service time is the part of the range that lies in the hours of the group."
        case .grace:
            "A container that was switched off has a margin after the start and before the end of each stretch of hours: "
                + "down time there is excused if it began before the stretch, or ends after it."
        case .serviceTime:
            "Service time divides into up, counted, planned, grace, unknown and out of service. Planned is down time in "
                + "maintenance, grace what the margins of the hours excuse, counted the rest of the down time."
        case .serviceLevel:
            "up / (up + counted) over the containers of the group in its service time, null if both are zero; low and high "
                + "allow for unknown and assumed time."
        case .objective:
            "The objective is kept if the level reaches it, compared exactly; certain if its bounds say the same."
        case .budget:
            "Of the time up to the end of the range, (1 - objective) * (up + counted) is allowed, and counted is spent."
        case .causes:
            "failure if any of the window is failed; restart if it is a short restart; else the kind of the actor who opened "
                + "it."
        case .outages:
            "Windows of a group with counted time, restarts apart, that begin within the outage gap of each other's reach are "
                + "one outage; a restart joins it if its actor opened a window of it."
        case .windows:
            "A window is down time without a break; listed are those that begin before the end of the range and end at or "
                + "after its beginning, whole."
        case .windowTotals:
            "Totals over the listed windows: sums take the time in range, mttr the whole duration of those closed into "
                + "running, mtbf divides up time by the windows opened in range that are neither planned nor by pause."
        case .windowOwner:
            "A window belongs to the actor of the entry that opened it; the entry that ends the down time closes it."
        case .restarts:
            "A window from running to stopped or failed and back is one restart: explicit where one of its entries names the "
                + "operation restart, else quick up to the restart gap, else recovery where it passed through failed."
        case .restartTotals:
            "A restart counts at the instant at which it is back in running; a day is 24 hours of up and down time, an hour "
                + "any 60 minutes [a, a + 60 min), and three within one are flapping."
        case .latencyKind:
            "The statuses and the operation of an entry tell its kind; it belongs to the range that holds it."
        case .samples:
            "A sample is a duration_ms that is finite, not negative and at most 24 hours; null or left out is missing, all "
                + "else invalid."
        case .percentiles:
            "Over all samples in order, h = (n − 1)·P/100 + 1: x⌊h⌋ + (h − ⌊h⌋)·(x⌊h⌋₊₁ − x⌊h⌋), type 7 of Hyndman and "
                + "Fan. Withheld where n·(100 − P) < 100."
        case .intervals:
            "With B ~ Binomial(n, P/100): from x_l for the largest l with P(B < l) ≤ 0.025 to x_u for the smallest u with "
                + "P(B ≥ u) ≤ 0.025; an end without such a rank is null."
        case .failedAttempts:
            "An entry into failed is a failed attempt at the kind that its from_status begins; the success rate is entries "
                + "of the kind / (those + failed ones), for kinds that can fail."
        case .reasons:
            "The reason of an entry is the first text among metadata.error, error_message, message and reason; a window's is "
                + "that of its first entry into failed that tells one if it failed, else of its first entry that does."
        case .servers:
            "An entry is of the server that its metadata names, else of that of its container's newest listing."
        case .typical:
            "Each kind, and an explicit restart as a whole, has a typical time or none: that of the group, else that of the "
                + "configuration, else that of the platform's guide. A sample above it is beyond."
        case .slow: "Slow are samples beyond the typical time, and explicit restarts whose took_ms is."
        case .stuck:
            "A container is stuck that is in creating, claiming, copying or deleting for longer than allowed where the range "
                + "or its coverage ends, or that a restart stopped more than ten minutes before and did not bring back."
        case .statusTimes:
            "Known time by status, assumed time and lone restarts (as stopped) included; the sum is up, down and out of service."
        case .actors: "The actor is triggered_by as written; where it is missing or empty, (unattributed)."
        case .actorKinds: "The rules of the configuration come first, then the defaults; the first that fits decides."
        case .operations:
            "The operation is metadata.operation, else metadata.command, else derived from the statuses and counted so."
        case .actorFigures: "What the entries in the range that name the actor, its windows and its restarts add up to."
        case .quality: "Counted are entries in the range."
        case .revisions:
            "An entry that came again with other content is amended; one that a later pass no longer found has vanished; an "
                + "element that can't stand on a timeline is quarantined, counted of the whole store."
        case .chainBreaks:
            "An entry breaks the chain where its from_status is not the to_status of the one before; a null breaks it but "
                + "after deleted, one that is left out never does."
        case .unknownStatuses: "A status outside the known list is kept as written, and the time in it is unknown."
        case .drift:
            "A listing drifts whose status is not that of the newest entry before it, with no entry within 60 seconds."
        case .gone:
            "A container that answers 404 and is in the listing no more is gone, from the last pass that saw it."
        }
    }
}

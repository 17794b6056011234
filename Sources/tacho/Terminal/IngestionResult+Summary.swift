internal import Ingestion
internal import Observations
internal import Timelines

extension IngestionResult {
    /// What the run came to, in one line.
    var summary: String {
        let missed = incomplete.count + (massDisappearance?.containers.count ?? 0) + unfinished
        var parts = ["\(complete) of \(complete + gone.count + missed) containers complete"]
        if !gone.isEmpty { parts.append("\(gone.count) gone") }
        if unusable > 0 { parts.append("\(unusable) unusable in the listing") }
        parts.append("\(entries.received) entries received, \(entries.new) new")
        let further = [
            (entries.amended, "amended"), (entries.vanished, "vanished"), (entries.returned, "found again"),
            (entries.quarantined, "quarantined"),
        ]
        parts += further.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        let seconds = Double(duration.milliseconds) / 1_000
        return parts.joined(separator: ", ") + " (\(requests) requests in \(seconds) s)"
    }

    /// The containers that are not covered, one a line, with the reason; those of a mass disappearance together in one line.
    var complaints: [String] {
        let single = incomplete.map { container in
            let name = container.name.map { " (\($0))" } ?? ""
            return "container \(container.id)\(name): \(container.reason)"
        }
        return single + [massDisappearance.map(complaint)].compactMap(\.self)
    }

    private func complaint(_ lost: MassDisappearance) -> String {
        """
        \(lost.lost) of \(lost.known) known containers are not in the listing and not found (404), so none of them was \
        marked as gone; check the token and --realm, or run again with --gone if the containers are gone
        """
    }

    /// How the program ends after it.
    var status: ExitStatus {
        switch ending {
        case .interrupted: .interrupted
        case .unauthorized: .refused
        case .unreachable: complete > 0 ? .partial : .unavailable
        case .finished: isWhole ? .done : .partial
        }
    }

    /// Why the run ended before it was through; nil where it did not.
    var endingRemark: String? {
        switch ending {
        case .finished: nil
        case .interrupted: "interrupted; what was fetched so far is kept, and the next run goes on from there"
        case .unauthorized(let detail): "\(detail); what was fetched so far is kept"
        case .unreachable(let detail): "\(detail); what was fetched so far is kept"
        }
    }
}

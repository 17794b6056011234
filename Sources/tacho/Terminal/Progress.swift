internal import Foundation
internal import Ingestion
internal import Locking
internal import Observations
internal import Storage
internal import Timelines

/// A line on a terminal that says how far an ingest has come: containers, entries, rate, time left.
final class ProgressBar: Sendable {
    private struct State {
        var shownAt: ContinuousClock.Instant?
        var isShown = false
    }

    private let begun = ContinuousClock.now
    private let state = Locked(State())
    /// Often enough to move, seldom enough to cost nothing.
    private let pause = Duration.milliseconds(100)
    private let width = 24

    func show(_ progress: IngestionProgress) {
        let now = ContinuousClock.now
        state.withLock { state in
            if let shownAt = state.shownAt, now - shownAt < pause { return }
            state.shownAt = now
            state.isShown = true
            put("\r\u{1B}[K" + line(progress, elapsed: now - begun))
        }
    }

    /// Takes the line away, so that what follows stands alone.
    func clear() {
        state.withLock { state in
            if state.isShown { put("\r\u{1B}[K") }
            state.isShown = false
        }
    }

    private func line(_ progress: IngestionProgress, elapsed: Duration) -> String {
        guard let containers = progress.containers else { return "listing containers …" }
        let seconds = max(Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18, 0.001)
        let share = containers == 0 ? 1 : Double(progress.done) / Double(containers)
        let full = Int(share * Double(width))
        let bar = String(repeating: "█", count: full) + String(repeating: "░", count: width - full)
        var parts = [
            "\(bar) \(progress.done)/\(containers) containers",
            "\(progress.entries.received) entries",
            "\(Int(Double(progress.entries.received) / seconds))/s",
        ]
        if share > 0, share < 1 { parts.append("\(Int(seconds * (1 - share) / share) + 1) s left") }
        return parts.joined(separator: " · ")
    }

    private func put(_ text: String) {
        try? StandardStream.error.write(text.utf8)
    }
}

/// A line on a terminal that says how far a command that reads the whole log has come: observations, rate, time left.
final class LogProgressLine: Sendable {
    private let begun = ContinuousClock.now
    private let shownAt = Locked(ContinuousClock.Instant?.none)
    /// Often enough to move, seldom enough to cost nothing.
    private let pause = Duration.milliseconds(100)

    func show(_ progress: LogProgress) {
        let now = ContinuousClock.now
        shownAt.withLock { shownAt in
            if let shownAt, now - shownAt < pause { return }
            shownAt = now
            put("\r\u{1B}[K" + line(progress, seconds: max((now - begun) / .seconds(1), 0.001)))
        }
    }

    /// Takes the line away, so that what follows stands alone.
    func clear() {
        shownAt.withLock { shownAt in
            if shownAt != nil { put("\r\u{1B}[K") }
            shownAt = nil
        }
    }

    private func line(_ progress: LogProgress, seconds: Double) -> String {
        let rate = Double(progress.done) / seconds
        var parts = ["\(progress.done)/\(progress.total) observations", "\(Int(rate))/s"]
        if rate > 0 { parts.append("\(Int(Double(progress.total - progress.done) / rate) + 1) s left") }
        return parts.joined(separator: " · ")
    }

    private func put(_ text: String) {
        try? StandardStream.error.write(text.utf8)
    }
}

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

internal import Foundation
internal import Ingestion
import Locking
internal import Storage

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

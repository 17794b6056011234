internal import Foundation
internal import Ingestion
import Locking

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

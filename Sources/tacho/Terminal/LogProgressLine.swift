import Locking
internal import Storage

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

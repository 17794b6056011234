package import Timelines

extension Timeline {
    /// What a range holds, stretch by stretch, as `running 1h | stopped 5m | unknown 1h`.
    ///
    /// Assumed statuses have a `~`; other words: `absent` (before the container existed), `gone`, `restarting` (the window of a
    /// lone restart), `unknown`. Stretches of no length are left out unless an entry began them.
    package func drawing(in range: Interval, symbols: SymbolTable) -> String {
        stretches.compactMap { stretch in
            let part = stretch.interval.intersection(range)
            let isInstant = stretch.interval.length == .zero && stretch.entry != nil && range.contains(part.start)
            guard part.start < part.end || isInstant else { return nil }
            let word =
                switch stretch.basis {
                case .logged(let status): symbols[status.symbol]
                case .assumed(let status): symbols[status.symbol] + "~"
                case .singleEntryRestart: "restarting"
                case .notYetCreated: "absent"
                case .gone: "gone"
                case .unknown: "unknown"
                }
            return "\(word) \(part.length.drawn)"
        }
        .joined(separator: " | ")
    }
}

import Timelines

/// A maximal run of down stretches of one timeline; entries by their places in it.
struct DownRun: Sendable {
    var start: Instant
    /// Where it ended, or how far an open one is known.
    var end: Instant
    var ending: Ending
    var opener: Int?
    var closer: Int?
    var isAssumed: Bool
    var time = DownTimeByStatus()

    enum Ending {
        /// Known time of another condition.
        case ended
        /// Unknown time inside coverage.
        case cut
        /// The container was gone.
        case gone
        /// Still down at the end of the range or of coverage.
        case open
    }

    var interval: Interval { Interval(start: start, end: end) }
}

extension Timeline {
    /// Writes its windows into `runs`, by start; all of them, whatever the range.
    func collectDownRuns(into runs: inout [DownRun]) {
        runs.removeAll(keepingCapacity: true)
        var current: DownRun?
        stretches.withUnsafeBufferPointer { stretches in
            for stretch in stretches {
                if stretch.condition == .down {
                    if var run = current.take() {
                        run.extend(by: stretch)
                        current = run
                    } else {
                        current = DownRun(beginning: stretch)
                    }
                } else if var run = current.take() {
                    run.end(at: stretch)
                    runs.append(run)
                }
            }
        }
        if let run = current { runs.append(run) }
    }
}

extension DownRun {
    /// A run that is open until something ends it.
    fileprivate init(beginning stretch: Stretch) {
        start = stretch.interval.start
        end = start
        ending = .open
        opener = stretch.entry
        isAssumed = false
        extend(by: stretch)
    }

    fileprivate mutating func extend(by stretch: Stretch) {
        end = stretch.interval.end
        isAssumed = isAssumed || stretch.isAssumed
        let length = stretch.interval.length
        switch stretch.status {
        case .failed: time.failed += length
        case .paused: time.paused += length
        default: time.stopped += length
        }
    }

    fileprivate mutating func end(at next: Stretch) {
        switch next.basis {
        case .unknown(.notCovered):
            ending = .open
        case .gone:
            ending = .gone
        case .unknown:
            ending = .cut
            closer = next.entry
        case .told, .assumed, .singleEntryRestart, .notYetCreated:
            ending = next.condition == .unknown ? .cut : .ended
            closer = next.entry
        }
    }
}

internal import Rendering
internal import Study
internal import Timelines

extension AvailabilityFigures {
    /// The ratio in percent; nil where no time is known to be up or down.
    var share: String? { percentage(up.milliseconds, of: (up + down).milliseconds) }

    var unplannedShare: String? {
        percentage(up.milliseconds, of: (up + down - plannedDown).milliseconds)
    }

    var lowShare: String? {
        percentage((up - assumedUp).milliseconds, of: (up + down + unknown).milliseconds)
    }

    var highShare: String? {
        percentage((up + unknown + assumedDown).milliseconds, of: (up + down + unknown).milliseconds)
    }
}

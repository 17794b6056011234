import Timelines

/// Something that is done to a container, or that happens to it.
enum Deed {
    case provision(from: Status, to: Status)
    case start, stop, forceStop, pause, resume
    /// Whatever brings it back to running: start, resume, or start after a failure.
    case bringBack
    /// In two rows that name the operation.
    case restart
    /// In one row, running → running.
    case restartInOneRow(duration: Bool)
    /// Stop and start by hand, some seconds between them.
    case quickRestart
    /// It fails, and is started after `pause`.
    case crash(pause: TimeSpan)
    /// The server goes down: what ran or was paused is stopped, and comes back by itself if it may.
    case reboot
    /// A start that fails, and another one that does not.
    case failedStart
    /// A resume that fails, and a start.
    case failedResume
    /// Stopped and started in one instant.
    case blink
    /// Moved to another server, through a status that the platform's list does not have.
    case migration
    case deletion
}

/// A deed, by whom and when it is asked for; done only if the container is in a status that allows it.
struct Plan {
    let at: Instant
    let deed: Deed
    let by: Actor
    var shows: [Situation] = []
}

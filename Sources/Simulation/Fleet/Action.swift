import Timelines

/// Something that is done to a container, or that happens to it.
enum Action {
    case provision(from: Status, to: Status)
    case start, stop, forceStop, pause, resume
    /// Whatever brings it back to running: start, resume, or start after a failure.
    case bringBack
    /// In two entries that name the operation.
    case restart
    /// In one entry, running → running.
    case restartInOneRow(hasDuration: Bool)
    /// Stopped and started by hand, some seconds apart.
    case quickRestart
    /// It fails, and is started after `pause`.
    case crash(pause: TimeSpan)
    /// The server reboots: a running or paused container is stopped, and starts again by itself if it may.
    case reboot
    /// A start that fails, and another one that succeeds.
    case failedStart
    /// A resume that fails, and a start.
    case failedResume
    /// Stopped and started in one instant.
    case blink
    /// Moved to another server, through a status that is not in the platform's list.
    case migration
    case deletion
}

/// An action, with who asks for it and when. It is done only if the container's status allows it.
struct Plan {
    let at: Instant
    let action: Action
    let by: Actor
    var shows: [Scenario] = []
}

/// Who or what `triggered_by` names.
struct Actor {
    let name: String

    static let mara = Actor(name: "user_mara")
    static let jonas = Actor(name: "user_jonas")
    static let ines = Actor(name: "user_ines")
    static let anna = Actor(name: "user_anna")
    static let tom = Actor(name: "user_tom")
    static let abc123 = Actor(name: "user_abc123")
    static let someone = Actor(name: "user")
    static let script = Actor(name: "automation_script")
    static let deployment = Actor(name: "automation_deploy")
    static let schedule = Actor(name: "cron_office_hours")
    static let nightly = Actor(name: "cron_nightly")
    static let maintenance = Actor(name: "maintenance_script")
    static let pipeline = Actor(name: "ci-pipeline")
    static let reboot = Actor(name: "server_reboot")
    static let autostart = Actor(name: "autostart")
    static let monitor = Actor(name: "system_monitor")
    static let platform = Actor(name: "platform_provisioner")
    static let watchdog = Actor(name: "watchdog")
}

/// An operation of the platform, as metadata names it.
enum Operation: String {
    case start, stop, restart, pause, resume
    case forceStop = "force-stop"
}

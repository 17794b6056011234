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
enum Actor: String {
    case mara = "user_mara"
    case jonas = "user_jonas"
    case ines = "user_ines"
    case anna = "user_anna"
    case tom = "user_tom"
    case abc123 = "user_abc123"
    case someone = "user"
    case script = "automation_script"
    case deployment = "automation_deploy"
    case schedule = "cron_office_hours"
    case nightly = "cron_nightly"
    case maintenance = "maintenance_script"
    case pipeline = "ci-pipeline"
    case reboot = "server_reboot"
    case autostart
    case monitor = "system_monitor"
    case platform = "platform_provisioner"
    case watchdog
}

/// An operation of the platform, as metadata names it.
enum Operation: String {
    case start, stop, restart, pause, resume
    case forceStop = "force-stop"
}

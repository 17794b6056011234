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

/// An operation of the platform, as metadata name it.
enum Operation: String {
    case start, stop, restart, pause, resume
    case forceStop = "force-stop"
}

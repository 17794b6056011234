import Study
import Testing
import Timelines

struct ActorClassifierTests {
    private func kind(of actor: String, rules: [ActorRule] = []) -> ActorKind {
        var symbols = SymbolTable()
        let symbol = symbols.intern(actor)
        return ActorClassifier(rules: rules, symbols: symbols).kind(of: symbol)
    }

    @Test("who begins with user is a user", arguments: ["user", "user_abc123", "User:ana", "USERS", "user_script"])
    func users(actor: String) {
        #expect(kind(of: actor) == .user)
    }

    @Test(
        "automation, script, cron, bot, and ci as a word, are automation",
        arguments: [
            "automation", "automation_script", "my-Automation-7", "backup-script.sh", "cron", "CRON/daily", "bot",
            "bot-7",
            "ci", "CI/deploy", "gitlab_ci", "github-ci-runner", "system-script",
        ]
    )
    func automation(actor: String) {
        #expect(kind(of: actor) == .automation)
    }

    @Test(
        "system, server, autostart and platform are the system",
        arguments: ["system", "System (reboot)", "server-3", "autostart", "platform_maintenance", "system_cron"]
    )
    func system(actor: String) {
        #expect(kind(of: actor) == .system)
    }

    @Test(
        "whoever no pattern matches is other",
        arguments: [
            "ana", "superuser", "robot", "anacron", "circle", "ci2", "2ci", "filesystem", "éci", "", "(unattributed)",
        ]
    )
    func other(actor: String) {
        #expect(kind(of: actor) == .other)
    }

    @Test("an entry without an actor is unattributed, whatever the rules say")
    func unattributed() {
        let classifier = ActorClassifier(rules: [ActorRule(glob: "*", kind: .system)], symbols: SymbolTable())
        #expect(classifier.kind(of: nil) == .unattributed)
    }

    @Test("rules come before the defaults, the first that matches decides, letter case ignored")
    func rules() {
        let rules = [
            ActorRule(glob: "USER_robot*", kind: .automation),
            ActorRule(glob: "user_?obot7", kind: .system),
            ActorRule(glob: "an?", kind: .user),
        ]
        #expect(kind(of: "user_Robot7", rules: rules) == .automation)
        #expect(kind(of: "user_Bobot7", rules: rules) == .system)
        #expect(kind(of: "user_bobot8", rules: rules) == .user)
        #expect(kind(of: "Ana", rules: rules) == .user)
        #expect(kind(of: "anna", rules: rules) == .other)
    }
}

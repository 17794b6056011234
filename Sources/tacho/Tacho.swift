internal import ArgumentParser

/// The flight recorder of a container platform.
struct Tacho: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tacho",
        abstract: "The flight recorder of a container platform: who changed which container, when, and what it cost.",
        discussion: """
            Example, over a simulated fleet:
              tacho simulate --port 8080 &
              HOODY_TOKEN=any tacho ingest --base-url http://127.0.0.1:8080
              tacho report --period last-week
            """,
        version: "tacho 0.1.0",
        subcommands: [
            InitCommand.self, IngestCommand.self, ReportCommand.self, WhoCommand.self, OutagesCommand.self,
            EventsCommand.self,
            CheckCommand.self,
            TimelineCommand.self, SiteCommand.self,
            AuditCommand.self, TrendCommand.self, ExplainCommand.self, QueryCommand.self, RebuildCommand.self,
            VerifyCommand.self, CheckpointCommand.self, ProveCommand.self,
            KeysCommand.self, SimulateCommand.self, DemoCommand.self,
        ]
    )

    /// Runs the command that the arguments name and ends the process with its exit status.
    static func main() async {
        let status: ExitStatus
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
            status = .done
        } catch {
            status = exitStatus(reporting: error)
        }
        exitProcess(status.rawValue)
    }
}

internal import ArgumentParser
internal import Simulation
internal import Timelines

/// Serves a simulated fleet.
struct SimulateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Serve a simulated fleet on loopback; the first line of standard output is the base URL.",
        discussion: """
            Example:
              tacho simulate --port 8080 --seed 7 --faults 429:rate=0.5,cut
            """
    )

    @Option(name: .long, help: ArgumentHelp("Port; 0 for any free one.", valueName: "port"))
    var port: UInt16 = 0

    @Option(name: .long, help: ArgumentHelp("Seed of the fleet and its history.", valueName: "number"))
    var seed: UInt64 = 1

    @Option(name: .long, help: ArgumentHelp("Number of containers.", valueName: "count"))
    var containers = 24

    @Option(name: .long, help: ArgumentHelp("Weeks of history.", valueName: "count"))
    var weeks = 8

    @Option(name: .long, help: ArgumentHelp("Faults to inject, separated by commas.", valueName: "faults"))
    var faults = ""

    @Option(
        name: .long,
        help: ArgumentHelp("Accept only this token. (default: any that is not empty)", valueName: "text")
    )
    var token: String?

    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard 0...10_000 ~= containers else { throw ValidationError("--containers is not between 0 and 10000") }
        guard 1...520 ~= weeks else { throw ValidationError("--weeks is not between 1 and 520") }
    }

    func run() async throws {
        let now = try clientClock()
        let fleet = Fleet(FleetOptions(seed: seed, containers: containers, weeks: weeks, now: now()))
        let options = ServerOptions(
            token: token.map(ExpectedToken.exactly) ?? .any,
            faults: try Fault.parse(faults),
            seed: seed,
            port: port,
            time: environment("TACHO_NOW") == nil ? .running : .fixed(now())
        )
        let server = try SimulationServer(fleet: fleet, options: options)
        try StandardStream.output.writeLine(server.baseURL)
        server.start()
        defer { server.stop() }
        // It serves until someone ends it.
        try await interruptible {
            while true { try await Task.sleep(for: .seconds(3_600)) }
        }
    }
}

internal import Foundation
internal import Simulation

/// The bench's own server, and the filler of its big store; `run` in the same directory measures.
@main
struct TachoBench {
    static func main() async {
        do {
            switch try BenchCommand(parsing: CommandLine.arguments.dropFirst()) {
            case .serve(let fleet): try serve(fleet)
            case .fill(let fleet, let path): try await Filling(fleet: fleet).fill(storeAt: path)
            case .hash(let fleet): print(Hashing(fleet: fleet).seconds())
            case .changes(let count): changes(count)
            }
        } catch {
            FileHandle.standardError.write(Data("TachoBench: \(error)\n".utf8))
            exit(error is BenchUsageError ? EX_USAGE : EX_IOERR)
        }
    }

    /// One line for each series: first with the default level of `tacho trend`, then with Otava's.
    private static func changes(_ count: Int) {
        for series in ChangeSeries.all(count) { print(series.line(levels: [0.05, 0.001])) }
    }

    /// Serves the fleet on a free loopback port until someone ends the process; the first line written is the base URL.
    private static func serve(_ fleet: BigFleet) throws(SimulationError) {
        let served = fleet.served()
        let server = try SimulationServer(options: ServerOptions(time: .fixed(BigFleet.end))) { _ in served }
        FileHandle.standardOutput.write(Data("\(server.baseURL)\n".utf8))
        server.run()
    }
}

import Foundation
import Simulation
import TestSupport

/// Runs `script` as a step of a job does: with `tacho` on the PATH, in `folder`, where it leaves what it printed in `log`.
func runScript(
    _ script: String,
    in folder: TemporaryFolder,
    _ server: SimulationServer,
    _ arguments: String...
) async throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["--noprofile", "--norc", "-eo", "pipefail", "-c", script, "script"] + arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    let own = ProcessInfo.processInfo.environment
    let programs = BuiltProgram.url.deletingLastPathComponent().path
    process.environment = own.filter { ["HOME", "TMPDIR", "LD_LIBRARY_PATH"].contains($0.key) }.merging([
        "PATH": "\(folder.file("bin")):\(programs):\(own["PATH"] ?? "")", "HOODY_BASE_URL": server.baseURL,
        "HOODY_TOKEN": Fixture.token, "TACHO_NOW": Fixture.nowText,
        "GITHUB_STEP_SUMMARY": folder.file("summary.md"),
    ]) { $1 }
    let log = try folder.write("", to: "log")
    process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: log))
    process.standardError = process.standardOutput
    process.standardInput = FileHandle.nullDevice
    return try await withCheckedThrowingContinuation { continuation in
        process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
        do { try process.run() } catch { continuation.resume(throwing: error) }
    }
}

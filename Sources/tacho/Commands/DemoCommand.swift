internal import ArgumentParser
internal import Files
internal import Foundation
internal import Ingestion
internal import Simulation
internal import StatusAPI
internal import Storage
internal import Timelines

/// The whole path in one command: simulate, ingest, report.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Simulate a fleet, ingest it and write sample reports; needs no network and no token.",
        discussion: """
            Example:
              tacho demo --output reports
              tacho demo --db demo.sqlite && tacho who stopped prod --db demo.sqlite
            """
    )

    @Option(
        name: .customLong("output"),
        help: ArgumentHelp("Output directory for the sample reports.", valueName: "directory")
    )
    var folder = "reports"

    @Option(
        name: .customLong("db"),
        help: ArgumentHelp("Keep the event store of the demo in this new file.", valueName: "path")
    )
    var database: String?

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let path = try storePath()
        defer { if database == nil { try? FileManager.default.removeItem(atPath: directory(of: path)) } }
        let reports = try WrittenFolder(at: folder, names: [], protected: ProtectedFiles(store: path))
        let demo = Demo(storePath: path)
        for revision in Demo.revisions {
            let result = try await demo.ingest(revision: revision)
            if !output.quiet { printError("pass \(revision): \(result.summary)") }
        }
        let report = try await demo.writeReports(into: reports)
        if !output.quiet {
            try StandardStream.output.write(report)
            printError("the reports are in \(folder)/")
        }
    }

    /// A file that is not there yet: the demo's figures are those of its fleet alone.
    private func storePath() throws -> String {
        if let database {
            guard !FileManager.default.fileExists(atPath: database) else {
                throw Failure.usage("\(database): there is a file already; the demo needs a new one")
            }
            return database
        }
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("tacho-demo-\(UUID().uuidString)")
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        } catch {
            throw Failure(status: .inputOutput, message: "\(folder.path): can't be made (\(reason(of: error)))")
        }
        return folder.appendingPathComponent("tachograph.sqlite").path
    }

    private func directory(of path: String) -> String {
        URL(fileURLWithPath: path).deletingLastPathComponent().path
    }
}

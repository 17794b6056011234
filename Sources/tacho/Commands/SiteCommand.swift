internal import Answers
internal import ArgumentParser
internal import Configuration
internal import Files
internal import Foundation
internal import Periods
internal import Rendering
internal import Storage
internal import Timelines

/// An archive of static pages.
struct SiteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "site",
        abstract: "Write an archive of static pages: every week, month, container and outage, badges and a news feed.",
        discussion: """
            Open index.html of the folder, or serve the folder with any web server. Run it again after each ingest: \
            only what has changed is written. The page of a week that is over and known is written once, says the root \
            hash of the log that it was made from, and stays as it is. The exit status is 3 if the log does not reach \
            to the present.

            Example:
              tacho site /var/www/stability
              tacho site stability --title 'Example Ltd' --url https://status.example.org/
            """
    )

    @Argument(
        help: ArgumentHelp(
            "The folder of the archive: a new or an empty one, or one of an earlier run.",
            valueName: "folder"
        )
    )
    var folder: String

    @Option(name: .long, help: ArgumentHelp("The title of the index and of the feed.", valueName: "text"))
    var title = "Stability"

    @Option(
        name: .long,
        help: ArgumentHelp("Where the archive will be found, for whole links in the feed.", valueName: "address")
    )
    var url: String?

    @Flag(name: .long, help: "Write every page again, also those of weeks, months and outages that are over.")
    var rebuild = false

    @OptionGroup var zone: ZoneOptions
    @OptionGroup var coverage: CoverageOptions
    @OptionGroup var selection: SelectionOptions
    @OptionGroup var switches: AnalysisSwitches
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard let url else { return }
        guard let address = URL(string: url), ["http", "https"].contains(address.scheme?.lowercased() ?? ""),
            address.host() != nil
        else {
            throw ValidationError("--url \(url): write an address such as https://status.example.org/")
        }
    }

    func run() async throws {
        // 1. What is asked, and where it goes.
        let file = try switches.configuration(besideStore: store.path, output: output)
        let clock = try zone.naming(RangeRequest(), file.configuration.clock).clock()
        let choices = try switches.choices(file, containers: selection.containers, projects: selection.projects)
        let now = try clientClock()()
        var archive = try SiteFolder(at: folder, protected: store.files + file.protected)

        // 2. The store, and which pages follow from it.
        let snapshot = try StoreSnapshot.open(at: store.path)
        let queries = try StoreQueries(snapshot, choices: choices, asKnownAt: nil, output: output)
        let present = Present(now, end: try queries.endOfPresent(at: now, maxAge: CoverageGap.freshness))
        let address = url.map { $0.hasSuffix("/") ? $0 : $0 + "/" } ?? ""
        let site = try await queries.site(at: present, clock: clock, title: title, address: address)
        for remark in queries.remarks { output.printStatus(remark) }
        try archive.make()

        // 3. Those that are not final, or not there yet.
        let (kept, altered) = rebuild ? ([], []) : archive.finalPages()
        complain(of: kept, altered, site)
        let wanted = Set(site.pages.map(\.path)).subtracting(kept.map(\.path))
        try await site.make(wanted) { try archive.write($0, $1, from: site) }
        try archive.removeOthers(than: Set(site.pages.map(\.path)))
        try archive.save()

        let removed = archive.removed > 0 ? ", \(grouped(archive.removed)) removed" : ""
        try StandardStream.output.writeLine(
            "\(folder)/index.html: \(counted(site.pages.count, "page")), \(grouped(archive.written)) written\(removed)"
                .withPlainBlanks
        )
        guard let gap = site.coverageGap else { return }
        output.printStatus("the log is \(gap.sentence(InstantStyle(clock)))".withPlainBlanks)
        if !coverage.allowStale { throw EarlyExit(status: .partial) }
    }

    /// Says what of the archive is not as it would be made now.
    private func complain(of kept: [SiteManifest.Page], _ altered: [String], _ site: Site) {
        if let first = altered.first {
            let others = altered.count > 1 ? " and \(counted(altered.count - 1, "other page"))" : ""
            output.printStatus("\(folder)/\(first)\(others): changed or removed since written; made again")
        }
        let differences = [
            ("with another configuration", kept.count { $0.configurationHash != site.configurationHash }),
            ("for another time zone", kept.count { $0.timezone.map { $0 != site.timezone } ?? false }),
        ]
        for (how, count) in differences where count > 0 {
            output.printStatus(
                "\(counted(count, "page")) of what is over \(count == 1 ? "was" : "were") made \(how), and \(count == 1 ? "stays" : "stay") so; --rebuild makes all of them again"
            )
        }
    }
}

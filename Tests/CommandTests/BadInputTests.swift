import Foundation
import Simulation
import TestSupport
import Testing

@Suite("What can't be used is refused in one line")
struct BadInputTests {
    static let everyCommand = [
        "ingest", "report", "who", "outages", "events", "timeline prod", "audit", "trend", "explain", "query restarts",
        "rebuild", "verify",
        "check",
        "checkpoint --key x",
        "prove event", "keys new a", "simulate", "demo", "init", "site new",
    ]
    static let ranged = [
        "report", "who stopped", "outages", "events", "timeline prod", "audit", "trend",
        "explain fleet.restarts.count",
        "check --max-p50 1s",
    ]
    static let reading = [
        "report", "who", "outages", "events", "timeline prod", "audit", "trend", "explain", "query restarts",
        "rebuild", "verify", "prove event", "site new",
        "check --max-p50 1s", "check --save-baseline new.json",
    ]
    static let knowing = [
        "report", "who stopped", "outages", "events", "timeline prod", "trend", "explain", "check --max-p50 1s",
    ]

    @Test("an option that no command knows", arguments: everyCommand)
    func unknownOption(command: String) async throws {
        try await Mistake(command + " --colour", 64, naming: "--colour").check()
    }

    @Test("a line that lists things names the first few and counts the rest, however many a store holds")
    func boundedLists() async throws {
        // A timeline is of one container.
        let all = Fixture.fleet.served(at: Fixture.now).containers.count
        try await Mistake("timeline *", 64, naming: "it names \(all - 1); give one of ").check()
        try await Mistake("timeline *", 64, naming: " and \(all - 6) more\n").check()
        let long = String(repeating: "very-long-", count: 8_000)
        let outcome = try await tacho("query", long, environment: ["TACHO_DB": "store.sqlite"])
        #expect(outcome.code == 64 && outcome.saysOneLine && outcome.complaint.count < 2_100)
        #expect(
            outcome.complaint.hasPrefix("tacho: query very-long-") && outcome.complaint.hasSuffix("worst-containers\n")
        )
    }

    @Test("a range that none is", arguments: ranged)
    func badRange(command: String) async throws {
        try await Mistake(command + " --period 2026-W60", 64, naming: "2026-W60").check()
        try await Mistake(command + " --from monday", 64, naming: "--from monday").check()
        try await Mistake(command + " --to 2026-02-30", 64, naming: "--to 2026-02-30").check()
        try await Mistake(command + " --timezone Mars/Base", 64, naming: "Mars/Base").check()
        try await Mistake(command + " --period 7d --from 2026-11-01", 64, naming: "--from").check()
        try await Mistake(command + " --since 7d --from 2026-11-01", 64, naming: "--since 7d").check()
        try await Mistake(command + " --period 2026-W48", 64, naming: "has not begun").check()
        try await Mistake(command, 64, naming: "TACHO_TIMEZONE Mars/Base", ["TACHO_TIMEZONE": "Mars/Base"]).check()
        try await Mistake(command + " --from 2026-11-09 --to 2026-11-01", 64, naming: "2026-11-0").check()
    }

    @Test("an instant of knowledge that none is", arguments: knowing)
    func badKnowledge(command: String) async throws {
        try await Mistake(command + " --as-known-at monday", 64, naming: "--as-known-at monday").check()
        try await Mistake(command + " --as-known-at 2026-02-30", 64, naming: "--as-known-at 2026-02-30").check()
        try await Mistake(command + " --as-known-at 2026-11-09T14", 64, naming: "write 2026-11-09 14:30").check()
        try await Mistake(command + " --as-known-at 7y", 64, naming: "or -2h").check()
        try await Mistake(command + " --as-known-at", 64, naming: "--as-known-at").check()
    }

    @Test("a store that is missing, a text, a directory or out of reach", arguments: reading)
    func badStore(command: String) async throws {
        let folder = try await Mistake.folder.value
        let text = try bytes(of: folder.file("text.txt"))
        try await Mistake(command + " --db none.sqlite", 74, naming: "none.sqlite").check()
        try await Mistake(command + " --db text.txt", 65, naming: "text.txt").check()
        try await Mistake(command + " --db folder", 74, naming: "folder").check()
        try await Mistake(command + " --db /proc/none/store.sqlite", 74, naming: "/proc/none/store.sqlite").check()
        try await Mistake(command + " --db two⏎lines.sqlite", 74, naming: "two␊lines.sqlite").check()
        #expect(try bytes(of: folder.file("text.txt")) == text)
        #expect(try names(in: folder.path).allSatisfy { !$0.hasPrefix("none.sqlite") && !$0.hasPrefix("text.txt-") })
    }

    @Test(
        "a container that the store does not know is told with the nearest name",
        arguments: [
            "report --container prdo", "who stopped prdo", "timeline prdo", "audit --container prdo",
            "trend --container prdo",
            "check --max-p50 1s --container prdo",
            "explain --container prdo",
        ]
    )
    func unknownContainer(command: String) async throws {
        try await Mistake(command, 64, naming: "did you mean prod?").check()
    }

    @Test(
        "a gate that can't do what it was asked ends with an error and no verdict",
        arguments: [
            Mistake("check", 64, naming: "there is nothing to check"),
            Mistake("check --period 7d --group-by actor", 64, naming: "--baseline-period"),
            Mistake("check --max-p95 20", 64, naming: "--max-p95 20: no span of time"),
            Mistake("check --max-p95 -1s", 64, naming: "--max-p95"),
            Mistake("check --max-p95 1.s", 64, naming: "--max-p95 1.s"),
            Mistake("check --max-p50 1e3ms", 64, naming: "1e3ms"),
            Mistake("check --max-p99 999999999999d", 64, naming: "999999999999d"),
            Mistake("check --max-downtime 1h30m", 64, naming: "write a span with its unit"),
            Mistake("check --min-availability 0.995", 64, naming: "write it with its sign, such as 99.5%"),
            Mistake("check --min-availability 100.1%", 64, naming: "more than all"),
            Mistake("check --max-restarts-per-day many", 64, naming: "--max-restarts-per-day many"),
            Mistake("check --max-restarts-per-day 5%", 64, naming: "no number"),
            Mistake("check --max-failed-starts 1.5", 64, naming: "--max-failed-starts 1.5: no count"),
            Mistake("check --max-p50 1s --alpha 5%", 64, naming: "--alpha 5%"),
            Mistake("check --max-p50 1s --alpha 1", 64, naming: "an alpha of 1"),
            Mistake("check --max-p50 1s --alpha 0", 64, naming: "an alpha of 0"),
            Mistake("check --max-p50 1s --alpha nan", 64, naming: "nan"),
            Mistake("check --max-p50 1s --min-effect 0.05", 64, naming: "--min-effect 0.05"),
            Mistake("check --max-p50 1s --min-samples 0", 64, naming: "0 samples"),
            Mistake("check --max-p50 1s --confirm 0", 64, naming: "from 1 to 52"),
            Mistake("check --max-p50 1s --confirm 53", 64, naming: "from 1 to 52"),
            Mistake("check --max-p50 1s --confirm two", 64, naming: "--confirm two"),
            Mistake("check --max-p50 1s --confirm 2", 64, naming: "name a baseline"),
            Mistake("check --self-test --baseline-period previous --confirm 2", 64, naming: "leave out --confirm"),
            Mistake("report --spreadsheet", 64, naming: "--format csv"),
            Mistake("query actors --format csv --spreadsheet", 64, naming: "leave it out"),
            Mistake("check --max-p50 1s --min-samples ten", 64, naming: "--min-samples ten"),
            Mistake("check --max-p50 1s --kind begin", 64, naming: "begin"),
            Mistake("check --max-p50 1s --group-by colour", 64, naming: "colour"),
            Mistake("check --max-p50 1s --format csv", 64, naming: "csv"),
            Mistake("check --baseline-period 2026-W60", 64, naming: "--baseline-period 2026-W60"),
            Mistake("check --baseline-from tomorrow", 64, naming: "--baseline-from tomorrow"),
            Mistake("check --baseline-to 2026-11-01", 64, naming: "--baseline-from"),
            Mistake("check --baseline-period 7d --baseline-from -9d", 64, naming: "--baseline-from -9d"),
            Mistake("check --baseline text.txt --baseline-period 2026-W45", 64, naming: "--baseline-period"),
            Mistake("check --baseline text.txt", 65, naming: "text.txt: the baseline can't be used"),
            Mistake("check --baseline bad.yml", 65, naming: "bad.yml"),
            Mistake("check --baseline store.sqlite", 65, naming: "store.sqlite"),
            Mistake("check --baseline empty.json", 65, naming: "it is empty"),
            Mistake("check --baseline folder", 64, naming: "folder"),
            Mistake("check --baseline none.json", 64, naming: "none.json"),
            Mistake("check --self-test --save-baseline x.json", 64, naming: "--self-test"),
            Mistake("check --self-test --format junit", 64, naming: "junit"),
            Mistake("check --save-baseline x.json --format json", 64, naming: "--save-baseline alone"),
            Mistake("check --save-baseline x.json --output y.txt", 64, naming: "--save-baseline alone"),
            Mistake("check --save-baseline none/x.json", 74, naming: "none/x.json"),
            Mistake("check --save-baseline folder", 74, naming: "by --save-baseline"),
            Mistake("check --max-p50 1s --output none/x.txt", 74, naming: "none/x.txt"),
            Mistake("check --max-p50 1s --db hollow.sqlite", 65, naming: "hollow.sqlite"),
            Mistake("check --max-p50 1s --config bad.yml", 64, naming: "bad.yml:3"),
            Mistake("check extra", 64, naming: "extra"),
        ]
    )
    func gateMistakes(mistake: Mistake) async throws {
        try await mistake.check()
    }

    @Test(
        "what else a command line or a configuration can get wrong",
        arguments: [
            Mistake("bogus", 64, naming: "There is no command 'bogus'; see"),
            Mistake("reprot --period 7d", 64, naming: "There is no command 'reprot'. Did you mean report?"),
            Mistake("help reprot", 64, naming: "There is no command 'reprot'. Did you mean report?"),
            Mistake("reprot --help", 64, naming: "There is no command 'reprot'. Did you mean report?"),
            // What is far from every option gets no suggestion.
            Mistake("ingest --token secret", 64, naming: "Unknown option '--token'; see"),
            Mistake("report --perod 7d", 64, naming: "Did you mean '--period'?"),
            Mistake("report --container prod,,dev", 64, naming: "'prod,,dev' is invalid for '--container"),
            Mistake("report --container prod dev", 64, naming: "Unexpected argument 'dev'"),
            Mistake("timeline", 64, naming: "<container>"),
            Mistake("site", 64, naming: "<folder>"),
            Mistake("site .", 64, naming: ".: the folder is not empty and holds no archive"),
            Mistake("site text.txt", 64, naming: "text.txt: it is a file, and an archive needs a folder"),
            Mistake("site store.sqlite", 64, naming: "store.sqlite"),
            Mistake("site new --url ftp://example.org", 64, naming: "--url ftp://example.org: write an address"),
            Mistake("site new --timezone Mars/Base", 64, naming: "Mars/Base"),
            Mistake("site new --container nobody", 64, naming: "nobody"),
            Mistake("site text.txt/new", 74, naming: "text.txt/new"),
            Mistake("timeline staging-api", 64, naming: "staging-api"),
            Mistake("timeline prod-api-*", 64, naming: "it names 2; give one of prod-api-1 and prod-api-2"),
            Mistake("timeline a⏎b", 64, naming: #"container matches "a␊b""#),
            Mistake("who prod", 64, naming: "tacho who stopped prod"),
            Mistake("who prod-*", 64, naming: "tacho who stopped prod-*"),
            Mistake("who user_mara", 64, naming: "tacho who stopped --actor user_mara"),
            Mistake("who stoped prod", 64, naming: "did you mean stopped?"),
            Mistake("who Stopped", 64, naming: "did you mean stopped?"),
            Mistake("who force_stop", 64, naming: "did you mean force-stop?"),
            Mistake("who crashed", 64, naming: "give one of creating, claiming, copying, running, paused"),
            Mistake("who stopped prdo-*", 64, naming: "did you mean prod-*?"),
            Mistake("who stopped prod prod-x*", 64, naming: #"container matches "prod-x*""#),
            Mistake("who stopped *-sreach", 64, naming: #"container matches "*-sreach""#),
            Mistake("who stopped --actor user_maar", 64, naming: "did you mean user_mara?"),
            Mistake("who stopped --actor mara", 64, naming: "did you mean user_mara?"),
            Mistake("who stopped --actor user_mara,nobody*", 64, naming: "--actor nobody*"),
            Mistake("who stopped --actor", 64, naming: "--actor"),
            Mistake("who stopped --kind human", 64, naming: "human"),
            Mistake("who stopped --kind automation --no-automation", 64, naming: "--no-automation"),
            Mistake("who stopped --limit 0", 64, naming: "--limit 0"),
            Mistake("who stopped --limit -1", 64, naming: "--limit"),
            Mistake("who stopped --limit few", 64, naming: "few"),
            Mistake("who --status stopped", 64, naming: "--status"),
            Mistake("report --period", 64, naming: "--period"),
            Mistake("report --config bad.yml", 64, naming: "bad.yml:3"),
            Mistake("who --config none.yml", 64, naming: "none.yml"),
            Mistake("report --format pdf", 64, naming: "pdf"),
            Mistake("report --table windows", 64, naming: "--table"),
            Mistake("report --format csv", 64, naming: "--output"),
            Mistake("report --format csv --table colours", 64, naming: "colours"),
            Mistake("report --paused sideways", 64, naming: "sideways"),
            Mistake("report --quiet --verbose", 64, naming: "--quiet"),
            Mistake(
                "report --restart-gap 30",
                64,
                naming: "--restart-gap 30: no span of time; write a span with its unit"
            ),
            Mistake("report --restart-gap 0.5ms", 64, naming: "--restart-gap 0.5ms: out of range"),
            Mistake("report --project none", 64, naming: #"project matches "none""#),
            Mistake("report", 64, naming: "TACHO_NOW", ["TACHO_NOW": "soon"]),
            Mistake("audit --as-known-at 2026-11-09", 64, naming: "--as-known-at"),
            Mistake("audit --format pdf", 64, naming: "pdf"),
            Mistake("audit --table vanished", 64, naming: "--table"),
            Mistake("audit --format csv", 64, naming: "chain-breaks"),
            Mistake("audit --format csv --table colours", 64, naming: "colours"),
            Mistake("audit --project none", 64, naming: #"project matches "none""#),
            Mistake("audit prod", 64, naming: "prod"),
            Mistake("explain fleet.restart.count", 64, naming: "did you mean fleet.restarts?"),
            Mistake("explain nothing.like.it", 64, naming: "tacho explain without a path lists them all"),
            Mistake("explain containers[prdo].status", 64, naming: "did you mean containers[prod]?"),
            Mistake("explain containers[99].status", 64, naming: "containers has 23"),
            Mistake("explain containers[-1].status", 64, naming: "containers has 23"),
            Mistake("explain windows[prod].start", 64, naming: "give the index of one, such as windows["),
            Mistake("explain coverage.stale[0].id", 64, naming: "coverage.stale is empty"),
            Mistake("explain fleet.restarts.count.kind", 64, naming: "fleet.restarts.count is a figure"),
            Mistake("explain fleet..restarts", 64, naming: "is no part of a path"),
            Mistake("explain fleet.⏎restarts", 64, naming: "fleet."),
            Mistake("explain containers[prod", 64, naming: "is no part of a path"),
            Mistake("explain fleet.restarts.count fleet.restarts.quick", 64, naming: "fleet.restarts.quick"),
            Mistake("explain --format csv", 64, naming: "csv"),
            Mistake("explain --project none", 64, naming: #"project matches "none""#),
            Mistake("explain fleet.restarts.count --output none/why.txt", 74, naming: "none/why.txt"),
            Mistake("trend prod", 64, naming: "prod"),
            Mistake("trend --metric colours", 64, naming: "colours"),
            Mistake("trend --bucket month", 64, naming: "month"),
            Mistake("trend --bucket hour", 64, naming: "--bucket hour"),
            Mistake("trend --group-by project", 64, naming: "project"),
            Mistake("trend --min-effect 5", 64, naming: "--min-effect 5"),
            Mistake("trend --alpha 0", 64, naming: "--alpha 0"),
            Mistake("trend --alpha 5%", 64, naming: "--alpha 5%"),
            Mistake("trend --format pdf", 64, naming: "pdf"),
            Mistake("trend --table points", 64, naming: "--table"),
            Mistake("trend --format csv", 64, naming: "changes"),
            Mistake("trend --config none.yml", 64, naming: "none.yml"),
            Mistake("trend --project none", 64, naming: #"project matches "none""#),
            Mistake("query none", 64, naming: "query none"),
            Mistake("query restarts --set colour=red", 64, naming: "colour"),
            Mistake(
                "query restarts --period 7d --set to=2026-11-16",
                64,
                naming: "--set to=2026-11-16: the range is named"
            ),
            Mistake("query restarts --tz UTC --set from=2026-11-09", 64, naming: "--timezone goes with --period"),
            Mistake("query quarantined --period 7d", 64, naming: "it has no range"),
            Mistake("query restarts --period 7", 64, naming: "--period 7"),
            Mistake("query restarts --config none.yml", 64, naming: "none.yml"),
            Mistake("audit --config none.yml", 64, naming: "none.yml"),
            Mistake("query restarts --set colour", 64, naming: "colour"),
            Mistake(
                "query restarts --set from=last-weak",
                64,
                naming: "from=last-weak: from takes no such value; write 2026-11-09"
            ),
            Mistake("query restarts --set to=2026-13-01", 64, naming: "to=2026-13-01"),
            Mistake("query restarts --set from=-7d", 64, naming: "from=-7d"),
            Mistake("query restarts --set from=253402300800000", 64, naming: "from=253402300800000"),
            Mistake("query restarts --set paused=sideways", 64, naming: "write up, down and out"),
            Mistake("query restarts --set restart_gap_ms=-1", 64, naming: "restart_gap_ms=-1"),
            Mistake("query restarts --set restart_gap_ms=2m", 64, naming: "restart_gap_ms=2m"),
            Mistake("query restarts-per-day --set utc_offset_ms=86400001", 64, naming: "-86400000 to 86400000"),
            Mistake(
                "query restarts --set timezone=Europe/Berlin",
                64,
                naming: "no parameter timezone; it has from, to"
            ),
            Mistake(
                "query latency-by-week --set kind=nonsense",
                64,
                naming: "kind=nonsense: kind takes no such value; write start,"
            ),
            Mistake(
                "query restarts --set container=prd",
                64,
                naming: "no container matches \"prd\"; did you mean prod?"
            ),
            Mistake(
                "query restarts --set container=prod*",
                64,
                naming: "container=prod*: container takes no such value; write the id or the name"
            ),
            Mistake(
                "query who-stopped-what --set status=stoped",
                64,
                naming: "status=stoped: status takes no such value; did you mean stopped?"
            ),
            Mistake("simulate --faults bogus", 64, naming: "bogus"),
            Mistake("simulate --faults 429:colour=red", 64, naming: "colour=red"),
            Mistake("simulate --port 99999", 64, naming: "99999"),
            Mistake("demo --db store.sqlite --output new", 64, naming: "store.sqlite"),
            Mistake("report --output none/report.txt", 74, naming: "none/report.txt"),
            Mistake("report --output folder", 74, naming: "folder"),
            Mistake("who --output none/who.txt", 74, naming: "none/who.txt"),
            Mistake("timeline prod --output none/timeline.txt", 74, naming: "none/timeline.txt"),
            Mistake("query restarts --output none/restarts.txt", 74, naming: "none/restarts.txt"),
            Mistake("report --format csv --output text.txt", 74, naming: "text.txt"),
            // Not quiet, so that a pass before the refusal would be told in a line of its own.
            Mistake("demo --output text.txt", 74, naming: "text.txt"),
            Mistake("demo --output /proc/none", 74, naming: "/proc/none"),
        ]
    )
    func mistakes(mistake: Mistake) async throws {
        try await mistake.check()
    }

    @Test(
        "a place that can't be written is told of before anything is computed for it",
        arguments: [
            "report --output", "report --format json --output", "report --format csv --table windows --output",
            "report --format csv --output", "who stopped --output", "timeline prod --output", "query restarts --output",
            "audit --output", "audit --format csv --output", "trend --output", "trend --format csv --output",
            "explain fleet.restarts.count --output",
        ]
    )
    func refusedBeforeWork(command: String) async throws {
        let store = ["TACHO_DB": "hollow.sqlite"]
        let isFolder = command.hasSuffix("--format csv --output")
        // Whatever is computed from this store fails.
        let good = command.split(separator: " ").map(String.init) + [isFolder ? "made" : "made.txt"]
        let outcome = try await tacho(good, environment: store, directory: Mistake.folder.value.path)
        #expect(outcome.complaint.contains("transition_projection"), "\(outcome.complaint)")
        for place in isFolder ? ["text.txt", "/proc/none"] : ["folder", "none/result", "/proc/result"] {
            try await Mistake("\(command) \(place)", 74, naming: place, store).check()
        }
    }
}

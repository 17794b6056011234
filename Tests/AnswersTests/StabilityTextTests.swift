import Testing
import Timelines

@testable import Answers
@testable import Rendering
@testable import Study

@Suite struct StabilityTextTests {
    /// Two containers over a week of 604 800 s. prod-api: up 601 200 s, down 3 600 s: 601 200 / 604 800 = 0.99404….
    /// prod-web: up 518 400 s (7 200 s of it assumed), unknown 43 200 s, out of service 43 200 s.
    /// Together: up 1 119 600 s (12 d 23 h), down 3 600 s: 1 119 600 / 1 123 200 = 0.99679….
    /// At least (1 119 600 − 7 200) / (1 123 200 + 43 200) = 1 112 400 / 1 166 400 = 0.95370…, so not available for
    /// 54 000 s (15 h); at most (1 119 600 + 43 200) / 1 166 400 = 0.99691….
    /// Starts: 12 samples and one without a duration succeeded, 2 failed: 13 / 15 = 0.8666….
    /// Of 1 209 600 s of container time 1 166 400 s are known: 0.96428….
    /// Withheld: p95 needs 12 · 5 = 60 ≥ 100, p99 needs 12 · 1 = 12 ≥ 100; neither holds.
    @Test("A small report, word for word")
    func golden() {
        #expect(Fixture.report(Fixture.smallFigures).text() == StabilityTextTests.small)
    }

    private static let small = """
        Stability from 2026-11-09 00:00:00 to 2026-11-16 00:00:00, UTC, not covered to its end:
          1 of 2 containers; the least covered is known until Sun 15 Nov 12:00. 96.42% of the time is known.

        2 containers were available 99.67% of the covered time (1 h = 3,600 s down in 1 downtime window).
        Worst: prod-api with 99.40% (1 h = 3,600 s down in 1 window). 1 restart; no container was flapping
        (three restarts or more within an hour).

        What is covered
          - 1 of 2 containers is stale, that is not covered to the end: prod-web (until
            2026-11-15 12:00:00). What happened after that is unknown; it counts neither as up nor as down.
          - 12 h (43,200 s) of container time is unknown: not covered yet, or the log lacks an entry. Not
            counted; the bounds show how much it could matter.
          - 2 h (7,200 s) of container time is assumed: known from listings or creation times, not from
            entries. Counted; the bounds show how much it could matter.
          - Withheld for too few samples: start p95 and p99 (12 samples); force-stop p50, p75, p90, p95 and
            p99 (1 sample). A percentile needs at least this many samples: p50 2, p75 4, p90 10, p95 20 and
            p99 100.

        Availability of all containers together
          measure     share  not available    what it counts
          available  99.67%  1 h (3,600 s)    covered time: known to be up or down
          at least   95.37%  15 h (54,000 s)  if unknown and assumed time was down
          at most    99.69%  1 h (3,600 s)    if unknown and assumed time was up

          Container time: up 12 d 23 h (1,119,600 s), down 1 h (3,600 s), of that planned: unknown, no
          configuration found; unknown 12 h (43,200 s), out of service (not created yet, being created or
          deleted, gone) 12 h (43,200 s).
          By status: running 12 d 23 h, stopped 1 h, other 12 h.
          Mean time to recovery: 1 h, over 1 window closed by a return to running in the range.
          Mean time between failures: 12 d 23 h up for each window opened in the range, planned ones and
          pauses left out.

        Least available containers
          container  available  down           windows  restarts  at the end
          prod-api      99.40%  1 h (3,600 s)        1         1  running
          Not listed: 1 without downtime.

        How long starts took (from stopped to running)
          share of starts  took at most                      95% confidence interval
          half (p50)       8.2 s                             7.0 s to 9.9 s
          3 of 4 (p75)     10.5 s                            8.2 s or more
          9 of 10 (p90)    12.0 s                            9.0 s or more
          19 of 20 (p95)   withheld: 12 samples, 20 needed   withheld with it
          99 of 100 (p99)  withheld: 12 samples, 100 needed  withheld with it
          12 samples: fastest 5.0 s, mean 8.9 s, slowest 31.2 s. Not counted: 1 more without a duration.
          Attempts that succeeded: 13 of 15 (86.66%). An interval holds the true value with 95% confidence.

        How long other transitions took (p50: half took at most this; p95: 19 of 20 did)
          kind        samples  p50       95% confidence   p95       95% confidence
          force-stop        1  withheld  needs 2 samples  withheld  needs 20 samples

        Restarts
          1 restart: 0 explicit (an entry names the operation restart), 0 quick (back within 2 min),
          1 by recovery (after failed). 0.07 for each day of a container up or down.
          container  restarts  explicit  quick  recovery  per day  most in an hour
          prod-api          1         0      0         1     0.07  1

        Longest downtime windows (a window is down time without a break)
          prod-api: 1 h (3,600 s)
            from 2026-11-09 10:00:00 to 2026-11-09 11:00:00
            opened by user_ana (user), force-stop; closed by cron (automation), start

        Who did it (downtime belongs to the actor whose entry opened it)
          actor     kind  entries  restarts  forced stops  windows  down
          user_ana  user       14         1             1        1  1 h (3,600 s)

        What the figures are based on
          14  entries in the range
           0  of them changed by the platform after the first reading (amended)
           0  of them no longer served by the platform, kept and counted here (vanished)
           0  of them without an id
           1  of them without a duration
           0  of them with an unusable duration
           0  of them naming no actor
           0  of them with a status that is not in the platform's list
           0  places in the log where an entry is missing (chain breaks); that time is unknown
           0  unusable entries in the whole store (quarantined)
           1  listing that contradicts the log (drift)
           0  containers that the platform no longer knows (gone)
          Drift: prod-web was listed as stopped at 2026-11-10 00:00:00, while its log said running.

        Paused counts as down; no maintenance is declared. Computed from a log of 12 records, root hash
        AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=. What every figure means: docs/definitions.md.

        """

    @Test("Without a container the report says so, and no number stands for what is not known")
    func nothing() {
        let text = Fixture.report(Fixture.emptyFigures).text()
        #expect(text.contains("No container is in this report, so there is nothing to say of its stability."))
        #expect(text.contains("The store holds no container for this range and these filters."))
        #expect(text.contains("No start is logged in the range."))
        #expect(!text.contains("%"))
    }

    @Test("A container of which nothing is known has no availability, neither 0% nor 100%")
    func unknown() {
        var figures = Fixture.emptyFigures
        figures.coverage = CoverageFigures(
            coveredUntil: nil,
            containers: 1,
            stale: [StaleContainer(id: Fixture.id(1), name: nil, coveredUntil: nil)]
        )
        figures.containers = [Fixture.container(1, nil, Fixture.time(unknown: .days(7)), status: nil)]
        figures.fleet.availability = Fixture.time(unknown: .days(7))
        let text = Fixture.report(figures).text()
        #expect(
            text.contains(
                "Of 1 container, no time in this range is known to be up or down; so there is no availability."
            )
        )
        #expect(text.contains("1 of 1 container is stale, that is not covered to the end: \(Fixture.id(1)) (never)."))
        #expect(text.contains("available   none  no such time"))
        // All of it could have been down, all of it could have been up.
        #expect(text.contains("at least   0.00%  7 d (604,800 s)"))
        #expect(text.contains("at most     100%  none"))
    }

    @Test("Availability is 100% only without downtime")
    func full() {
        var figures = Fixture.emptyFigures
        figures.coverage = CoverageFigures(coveredUntil: Fixture.sunday, containers: 1, stale: [])
        figures.fleet.availability = Fixture.time(up: .days(7))
        figures.containers = [Fixture.container(1, "prod", figures.fleet.availability)]
        let clean = Fixture.report(figures).text()
        #expect(clean.contains("1 container was available 100% of the covered time (no downtime)."))
        #expect(clean.contains("The container is covered to the end of the range."))
        #expect(clean.contains("None: no container had downtime."))

        // 604 799 999 / 604 800 000 = 0.999999998…
        figures.fleet.availability = Fixture.time(
            up: .days(7) - TimeSpan(milliseconds: 1),
            down: TimeSpan(milliseconds: 1)
        )
        figures.fleet.downtime.windows = 1
        let short = Fixture.report(figures).text()
        #expect(
            short.contains("1 container was available 99.99% of the covered time (1 ms down in 1 downtime window).")
        )
        #expect(!short.contains("available 100%"))
    }

    @Test("Planned downtime leaves the unplanned availability whole")
    func planned() {
        var figures = Fixture.emptyFigures
        figures.fleet.availability = Fixture.time(up: .days(6), down: .days(1), planned: .days(1))
        figures.containers = [Fixture.container(1, "prod", figures.fleet.availability)]
        var options = AnalysisChoices()
        options.configurationHash = String(repeating: "0", count: 64)
        options.maintenance = Fixture.maintenance(named: ["patch day"])
        let text = Fixture.report(figures, options: options).text()
        // 6 / 7 = 0.857142…
        #expect(text.contains("available  85.71%  1 d (86,400 s)"))
        #expect(text.contains("unplanned    100%  none"))
        #expect(text.contains("1 maintenance window is declared"))
        #expect(text.contains("down 1 d (86,400 s), of that planned: 1 d (86,400 s); unknown"))
        // Nobody knows what was planned where there is no configuration.
        let unconfigured = Fixture.report(figures).text()
        #expect(!unconfigured.contains("unplanned  "))
        #expect(unconfigured.contains("of that planned: unknown, no"))
    }

    @Test("Long lists are shortened to the worst, and what is left out is counted")
    func leftOut() {
        var figures = Fixture.emptyFigures
        figures.coverage = CoverageFigures(
            coveredUntil: nil,
            containers: 14,
            stale: (1...7).map { StaleContainer(id: Fixture.id($0), name: "c\($0)", coveredUntil: nil) }
        )
        // Container k is down for k hours; two have no downtime, one no known time.
        figures.containers = (1...11).map {
            Fixture.container($0, "c\($0)", Fixture.time(up: .days(6), down: .hours(Int64($0))))
        }
        figures.containers += [12, 13].map { Fixture.container($0, "c\($0)", Fixture.time(up: .days(7))) }
        figures.containers.append(Fixture.container(14, "c14", Fixture.time(unknown: .days(7))))
        figures.fleet.downtime.windows = 40
        figures.windows = (1...12).map { number in
            var window = Fixture.window
            window.containerName = "w\(number)"
            window.duration = .hours(Int64(number))
            return Fixture.listed(window)
        }
        let text = Fixture.report(figures).text()
        #expect(
            text.contains("7 of 14 containers are stale, that is not covered to the end: c1 (never), c2 (never), c3")
        )
        #expect(text.contains("c5 (never) and 2 more."))
        #expect(text.contains("Not listed: 1 more with downtime, 2 without downtime and 1 without any data."))
        #expect(text.contains("Not listed: 30 more windows."))
        #expect(text.contains("w12: 12 h") && text.contains("w3: 3 h") && !text.contains("w2: 2 h"))
        // 144 h up and 11 h down: 144 / 155 = 0.92903…
        #expect(text.contains("Worst: c11 with 92.90% (11 h = 39,600 s down in 1 window)."))
    }

    @Test("A window says whether it is open, cut, planned, assumed, or ended with its container")
    func windowMarks() {
        func lines(_ change: (inout DowntimeWindow) -> Void) -> String {
            var window = Fixture.window
            change(&window)
            var figures = Fixture.emptyFigures
            figures.windows = [Fixture.listed(window)]
            figures.fleet.downtime.windows = 1
            return Fixture.report(figures).text()
        }
        let open = lines {
            $0.isOpen = true
            $0.end = nil
            $0.closedBy = nil
            $0.inRange = .minutes(30)
        }
        #expect(
            open.contains("since 2026-11-09 10:00:00, still down at the end; in this range 30 min (1,800 s)\n")
                && open.contains("force-stop; not closed yet\n")
        )
        let cut = lines {
            $0.isTruncated = true
            $0.isAssumed = true
            $0.closedBy = nil
            $0.openedBy = nil
        }
        #expect(
            cut.contains("prod-api: 1 h (3,600 s), its end is unknown (at least so long), partly assumed\n")
                && cut.contains("no entry opened it; what ended it is unknown\n")
        )
        let gone = lines {
            $0.closedBy = nil
            $0.isPlanned = true
        }
        #expect(gone.contains("planned maintenance\n") && gone.contains("it ended with the container, which is gone\n"))
    }

    @Test("Namesakes are told apart by the end of their ids, and the nameless are called by theirs")
    func names() {
        let names = ContainerNames([
            (Fixture.id(1), "prod"), (Fixture.id(2), "prod"), (Fixture.id(3), "web"), (Fixture.id(4), nil),
        ])
        #expect(names.text("prod", Fixture.id(1)) == "prod (…000001)")
        #expect(names.text("web", Fixture.id(3)) == "web")
        #expect(names.text(nil, Fixture.id(4)) == "690b0a400000000000000004")
        #expect(names.text("  ", Fixture.id(4)) == "690b0a400000000000000004")
        // As long as it takes: the last seven differ.
        let long = ContainerNames([(ContainerID("a1234567"), "web"), (ContainerID("a2234567"), "web")])
        #expect(long.text("web", ContainerID("a1234567")) == "web (…1234567)")
        // The same container twice is no namesake of itself.
        #expect(ContainerNames([(Fixture.id(3), "web"), (Fixture.id(3), "web")]).text("web", Fixture.id(3)) == "web")
    }

    @Test("The filters are said")
    func selection() {
        let options = AnalysisChoices(containers: ["prod*", "web\u{1B}[2J"], projects: ["p1"])
        let text = Fixture.report(Fixture.emptyFigures, options: options).text()
        #expect(text.contains("Only containers that match “prod*” and “web␛[2J”."))
        #expect(text.contains("Only containers of the projects “p1”."))
    }

    @Test("Local time follows the zone that is handed in")
    func zone() {
        var report = Fixture.report(Fixture.smallFigures)
        report.timezone = "Europe/Berlin"
        let text = report.text(instants: InstantStyleTests.berlin)
        #expect(text.hasPrefix("Stability from 2026-11-09 01:00:00 to 2026-11-16 01:00:00, Europe/Berlin, not covered"))
        #expect(text.contains("from 2026-11-09 11:00:00 to 2026-11-09 12:00:00"))
    }

    @Test("Every line of what the figures are based on agrees with its number")
    func quality() throws {
        func lines(_ count: Int) throws -> [Substring] {
            var figures = Fixture.emptyFigures
            figures.quality.entries = count
            figures.quality.amended = count
            figures.quality.vanished = count
            figures.quality.missingID = count
            figures.quality.missingDuration = count
            figures.quality.invalidDuration = count
            figures.quality.missingActor = count
            figures.quality.unknownStatus = count
            figures.quality.chainBreaks = count
            figures.quality.quarantined = count
            figures.quality.drift = (0..<count).map { _ in
                Drift(containerID: Fixture.id(2), listed: "stopped", timeline: "running", at: Fixture.monday)
            }
            figures.quality.gone = (0..<count).map { GoneContainer(containerID: Fixture.id($0), since: Fixture.monday) }
            let text = Fixture.report(figures).text()
            let section = try #require(text.firstRange(of: "What the figures are based on\n"))
            return text[section.upperBound...].split(separator: "\n").prefix(12).map { $0.dropFirst(2) }
        }
        #expect(
            try lines(1) == [
                "1  entry in the range",
                "1  of them changed by the platform after the first reading (amended)",
                "1  of them no longer served by the platform, kept and counted here (vanished)",
                "1  of them without an id",
                "1  of them without a duration",
                "1  of them with an unusable duration",
                "1  of them naming no actor",
                "1  of them with a status that is not in the platform's list",
                "1  place in the log where an entry is missing (chain break); that time is unknown",
                "1  unusable entry in the whole store (quarantined)",
                "1  listing that contradicts the log (drift)",
                "1  container that the platform no longer knows (gone)",
            ]
        )
        let several = [
            "entries in the range", "places in the log where an entry is missing (chain breaks); that time is unknown",
            "unusable entries in the whole store (quarantined)", "listings that contradict the log (drift)",
            "containers that the platform no longer knows (gone)",
        ]
        for count in [0, 2] {
            let shown = try lines(count)
            for words in several { #expect(shown.contains("\(count)  \(words)"), "\(words)") }
        }
    }

    @Test("A percentile is withheld up to the number of samples that the definition names")
    func leastSamples() {
        // The least n with n · (100 − P) ≥ 100.
        #expect(Percentile.allCases.map(\.leastSamples) == [2, 4, 10, 20, 100])
    }
}

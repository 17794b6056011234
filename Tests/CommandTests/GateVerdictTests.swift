import Foundation
import TestSupport
import Testing

@Suite("The verdict of the gate is its exit status")
struct GateVerdictTests {
    /// The arguments after the candidate, how the command ends, and how its text begins.
    struct Run: Sendable, CustomTestStringConvertible {
        let arguments: String
        let code: Int32
        let beginning: String

        init(_ arguments: String, _ code: Int32, _ beginning: String) {
            self.arguments = arguments
            self.code = code
            self.beginning = beginning
        }

        var testDescription: String { arguments }
    }

    @Test(
        "pass and improvement 0, regression 1, inconclusive 2",
        arguments: [
            Run("--baseline-period 2026-W45", 0, "Pass: start latency shows no change beyond chance"),
            Run("--baseline baseline.json", 0, "Pass: start latency shows no change beyond chance"),
            Run("--baseline slower.json", 0, "Pass: start latency fell by"),
            Run("--baseline faster.json", 1, "Regression: start latency rose by"),
            Run("--baseline faster.json --min-effect 500%", 0, "Pass: start latency changed by"),
            Run("--baseline faster.json --min-samples 61", 2, "Inconclusive: start latency has 53 samples before"),
            Run("--baseline-period 2026-W45 --max-p95 30s", 0, "Pass: "),
            Run("--baseline-period 2026-W45 --max-p95 1s", 1, "Over budget: the budget is not kept: max-p95"),
            Run("--baseline-period 2026-W45 --max-p99 30s", 2, "Inconclusive: max-p99 has no figure"),
            // The worst decides.
            Run("--baseline faster.json --max-p99 30s", 1, "Regression: start latency rose by"),
            Run("--max-p50 1m --min-availability 50% --max-restarts-per-day 9 --max-failed-starts 9", 0, "Pass: all 4"),
            Run("--max-failed-starts 0", 1, "Over budget: the budget is not kept: max-failed-starts (1, at most 0)"),
            Run("--max-downtime 1d", 1, "Over budget: the budget is not kept: max-downtime"),
            Run("--max-downtime 99d", 0, "Pass: the budget is kept"),
        ]
    )
    func verdicts(run: Run) async throws {
        let fixture = try await GateFixture.shared.value
        let arguments = GateFixture.candidate + run.arguments.split(separator: " ").map(String.init)
        let outcome = try await fixture.run(arguments)
        #expect(outcome.code == run.code, "\(outcome.complaint)")
        #expect(outcome.text.hasPrefix(run.beginning), "\(outcome.text.prefix(200))")
        #expect(outcome.complaint.isEmpty)
        let json = try await fixture.run(arguments + ["--format", "json"])
        #expect(json.code == run.code)
        #expect(json.saysOneLine && json.complaint.contains(run.beginning), "\(json.complaint)")
    }

    @Test("--confirm looks at the ranges before the candidate too, and the baseline lies before them all")
    func confirmed() async throws {
        let fixture = try await GateFixture.shared.value
        let named = try await fixture.check("--baseline-period", "2026-W43", "--confirm", "3", "--format", "json")
        let previous = try await fixture.check("--baseline-period", "previous", "--confirm", "3", "--format", "json")
        #expect(named.code == 0 && named.text.contains("\"confirm\": 3"), "\(named.complaint)")
        #expect(previous.output == named.output)
        // The week before the candidate is the baseline's own.
        let overlapping = try await fixture.check("--baseline", "faster.json", "--confirm", "2")
        #expect(overlapping.code == 64 && overlapping.complaint.contains("overlaps"), "\(overlapping.complaint)")
    }

    @Test("a regression that the configuration accepts passes until it expires")
    func accepted() async throws {
        let fixture = try await GateFixture.shared.value
        let folder = try TemporaryFolder()
        for (until, code) in [("2026-12-01", Int32(0)), ("2026-11-10", 1)] {
            let entry = "accept:\n  - {what: all, why: moving house, by: kai, until: \(until)}\n"
            let file = try folder.write(entry, to: "\(until).yml")
            let outcome = try await fixture.run(
                GateFixture.candidate + ["--baseline", "faster.json", "--config", file]
            )
            #expect(outcome.code == code, "\(outcome.text)")
            #expect(outcome.text.contains("by kai: moving house.\n"))
        }
    }

    @Test(
        "every format ends as the text does, and a second run gives the same bytes",
        arguments: CheckFormatName.allCases
    )
    func formats(format: CheckFormatName) async throws {
        let fixture = try await GateFixture.shared.value
        for (baseline, code) in [("baseline.json", Int32(0)), ("faster.json", 1)] {
            let first = try await fixture.check("--baseline", baseline, "--format", format.rawValue, "--quiet")
            #expect(first.code == code)
            #expect(first.complaint.isEmpty && !first.output.isEmpty)
            let second = try await fixture.check("--baseline", baseline, "--format", format.rawValue, "--quiet")
            #expect(second.output == first.output)
        }
    }

    enum CheckFormatName: String, CaseIterable {
        case text, json, markdown, junit, github
    }

    @Test("a store that does not cover the range to its end is stale, 3, unless it is worse")
    func stale() async throws {
        let fixture = try await GateFixture.shared.value
        let late = "2026-11-20T00:00:00Z"
        let range = ["--from", "2026-11-10", "--baseline-period", "2026-W45"]
        let outcome = try await fixture.run(range, now: late)
        #expect(outcome.code == 3)
        #expect(outcome.text.hasPrefix("Stale: 2"), "\(outcome.text.prefix(200))")
        let worse = try await fixture.run(["--from", "2026-11-10", "--baseline", "faster.json"], now: late)
        #expect(worse.code == 1)
        // The baseline has to be covered as well.
        let order = ["--period", "2026-W45", "--baseline-from", "2026-11-10", "--baseline-to", "2026-11-19"]
        let behind = try await fixture.run(order, now: late)
        #expect(behind.code == 3)
        #expect(behind.text.contains("not covered to the end of the baseline's range"))
        let budget = try await fixture.run(["--period", "2026-W47", "--max-failed-starts", "5"], now: late)
        #expect(budget.code == 3)
    }

    @Test("a regression from zero is no division that gives nothing: it fails")
    func fromZero() async throws {
        let fixture = try await GateFixture.shared.value
        let outcome = try await fixture.check("--baseline", "zero.json")
        #expect(outcome.code == 1)
        #expect(outcome.text.contains("from zero."))
        let back = try await fixture.check("--baseline", "zero.json", "--format", "json")
        #expect(back.text.contains("\"shift_ratio\": null"))
        #expect(back.code == 1)
    }

    @Test("nothing to compare never passes")
    func nothingToCompare() async throws {
        let fixture = try await GateFixture.shared.value
        let nothing = try await fixture.check()
        #expect(nothing.code == 64)
        #expect(nothing.saysOneLine && nothing.output.isEmpty)
        // Before the fleet existed, on a container without any entry, and of a kind of which there is none.
        for arguments in [
            ["--period", "2020-W10", "--baseline-period", "2020-W09"],
            ["--period", "2026-W46", "--baseline-period", "2020-W09"],
            ["--period", "2020-W10", "--baseline", "baseline.json"],
            GateFixture.candidate + GateFixture.before + ["--container", "tools-status"],
            GateFixture.candidate + GateFixture.before + ["--kind", "provision"],
            ["--period", "2020-W10", "--max-p50", "1d"],
            ["--period", "2020-W10", "--min-availability", "0%"],
            ["--period", "2020-W10", "--max-failed-starts", "5"],
            ["--period", "2020-W10", "--max-downtime", "5d"],
            ["--period", "2020-W10", "--max-restarts-per-day", "5"],
        ] {
            let outcome = try await fixture.run(arguments)
            #expect(outcome.code == 2, "\(arguments): \(outcome.text.prefix(150))")
        }
    }

    @Test("a group that is slower fails the gate where the whole is not")
    func group() async throws {
        let fixture = try await GateFixture.shared.value
        let folder = try TemporaryFolder()
        let range = ["--from", "2026-11-02", "--to", "2026-11-15"]
        let earlier = ["--from", "2026-10-05", "--to", "2026-11-01", "--group-by", "container"]
        let saved = try await fixture.run(earlier + ["--save-baseline", folder.file("groups.json")])
        #expect(saved.code == 0, "\(saved.complaint)")
        let candidate = range + ["--group-by", "container", "--baseline"]
        #expect(try await fixture.run(candidate + [folder.file("groups.json")]).code == 0)
        // Of one group alone: a tenth of what it was.
        var lines = try String(contentsOfFile: folder.file("groups.json"), encoding: .utf8).components(
            separatedBy: "\n"
        )
        let place = try #require(lines.firstIndex { $0.contains("\"staging-web\"") }) + 3
        try #require(lines[place].contains("\"ms\": ["))
        let samples = lines[place].matches(of: /[0-9]+/).compactMap { Int($0.0) }
        lines[place] = "\"ms\": \(samples.map { $0 / 10 })"
        _ = try folder.write(lines.joined(separator: "\n"), to: "groups.json")
        let outcome = try await fixture.run(candidate + [folder.file("groups.json")])
        #expect(outcome.code == 1)
        #expect(outcome.text.contains("rose in 1 of 6 containers, most in staging-web"), "\(outcome.text.prefix(300))")
        // The same file serves a check that is not grouped, and the whole is no slower.
        #expect(try await fixture.run(range + ["--baseline", folder.file("groups.json")]).code == 0)
    }

    @Test("the verdict stays when the reader of the pipe has gone away")
    func closedPipe() async throws {
        let fixture = try await GateFixture.shared.value
        let arguments = ["check", "--period", "2026-W46", "--baseline", "faster.json", "--format", "json", "--quiet"]
        let pipe = Pipe()
        try pipe.fileHandleForReading.close()
        let outcome = try await Running(
            arguments,
            environment: ["TACHO_DB": "store.sqlite"],
            directory: fixture.folder.path,
            output: pipe.fileHandleForWriting
        ).outcome()
        #expect(outcome.code == 1)
        #expect(outcome.complaint.isEmpty)
    }

    @Test("--output writes the whole, and the verdict is said; --quiet says nothing")
    func output() async throws {
        let fixture = try await GateFixture.shared.value
        let folder = try TemporaryFolder()
        let printed = try await fixture.check("--baseline", "faster.json", "--format", "junit", "--quiet")
        #expect(printed.complaint.isEmpty)
        let written = try await fixture.check(
            "--baseline",
            "faster.json",
            "--format",
            "junit",
            "--output",
            folder.file("gate.xml")
        )
        #expect(written.code == 1)
        #expect(written.output.isEmpty)
        #expect(written.saysOneLine && written.complaint.hasPrefix("tacho: Regression: "))
        #expect(try bytes(of: folder.file("gate.xml")) == printed.output)
    }

    @Test("the self-test ends 0 where a regression would be caught, 1 where it would not, 2 where samples are too few")
    func selfTest() async throws {
        let fixture = try await GateFixture.shared.value
        let runs: [([String], Int32, String)] = [
            (["--min-effect", "40%"], 0, "The gate can fail: a start latency that is 80% longer is caught in"),
            (["--alpha", "0.0000000001"], 1, "The gate "),
            (["--min-samples", "55"], 2, "Inconclusive, as the gate would be: 53 samples before and 60 after"),
        ]
        for (settings, code, beginning) in runs {
            let arguments = GateFixture.candidate + GateFixture.before + settings + ["--self-test", "--max-p50", "1ms"]
            let text = try await fixture.run(arguments)
            #expect(text.code == code, "\(settings): \(text.text)")
            #expect(text.text.hasPrefix(beginning), "\(text.text.prefix(200))")
            let json = try await fixture.run(arguments + ["--format", "json"])
            #expect(json.code == code)
            #expect(try await fixture.run(arguments + ["--format", "json"]).output == json.output)
        }
        // Without a baseline both sides are as large as the candidate.
        let alone = try await fixture.check("--self-test", "--min-effect", "40%")
        #expect(alone.code == 0)
        #expect(alone.text.contains("60, 60"))
    }
}

import Foundation
import TestSupport
import Testing

/// Numbers at their ends, and what the system does not give: an error in one line or the right answer, never a crash or a hang.
@Suite("Limits")
struct LimitTests {
    private static let numbers = [
        "9223372036854775807", "-9223372036854775808", "9223372036854775808", "99999999999999999999999999",
        "2147483648",
    ]
    private static let spans = ["9999999999999d", "106751991167d", "9223372036854775s", "3652059d"]

    private func run(_ fixture: GateFixture, _ arguments: [String], now: String = Fixture.nowText) async throws
        -> Outcome
    {
        try await tacho(
            arguments,
            environment: ["TACHO_DB": "store.sqlite", "TACHO_NOW": now, "SWIFT_BACKTRACE": "enable=no"],
            directory: fixture.folder.path
        )
    }

    private func check(_ outcome: Outcome, _ what: String) {
        // 1 is the gate's own verdict.
        let codes: [Int32] = [0, 1, 2, 3, 64]
        #expect(outcome.code.map { codes.contains($0) } == true, "\(what): \(outcome.code as Any) \(outcome.complaint)")
        if outcome.code == 64 {
            #expect(outcome.saysOneLine && outcome.output.isEmpty, "\(what): \(outcome.complaint)")
        }
    }

    /// Commands with an option that takes a whole number, its place marked.
    @Test(
        "every option that takes a number, at every end of numbers",
        arguments: [
            "who stopped --limit=N", "who stopped --format=json --limit=N", "who stopped --format=csv --limit=N",
            "check --period=2026-W46 --baseline-period=2026-W45 --min-samples=N",
            "check --period=2026-W46 --max-restarts-per-day=N", "check --period=2026-W46 --max-failed-starts=N",
            "ingest --base-url=http://127.0.0.1:1 --token-file=none --concurrency=N",
            "simulate --port=N --weeks=0", "simulate --containers=N --weeks=0", "simulate --containers=10001 --weeks=N",
            "simulate --seed=N --weeks=0",
        ]
    )
    func numbers(command: String) async throws {
        let fixture = try await GateFixture.shared.value
        for number in Self.numbers {
            let arguments = command.replacing("=N", with: "=" + number).split(separator: " ").map(String.init)
            check(try await run(fixture, arguments), arguments.joined(separator: " "))
        }
    }

    @Test("a limit that no list reaches lists everything")
    func largestLimit() async throws {
        let fixture = try await GateFixture.shared.value
        for format in ["text", "json", "csv"] {
            let all = try await run(fixture, ["who", "stopped", "--format", format, "--limit", "1000000"])
            let more = try await run(fixture, ["who", "stopped", "--format", format, "--limit", String(Int.max)])
            #expect(more.code == 0 && more.text.replacing(String(Int.max), with: "1000000") == all.text)
        }
    }

    @Test(
        "every option that takes a span, at the ends of time",
        arguments: [
            "report --period=2026-W46 --restart-gap=N", "report --period=N", "report --from=-N",
            "report --from=2026-11-01 --to=-N", "report --period=N --compare=previous", "trend --from=-N",
            "check --from=-N --baseline-period=previous",
            "ingest --base-url=http://127.0.0.1:1 --token-file=none --overlap=N",
            "ingest --base-url=http://127.0.0.1:1 --token-file=none --timeout=N",
        ]
    )
    func spans(command: String) async throws {
        let fixture = try await GateFixture.shared.value
        for span in Self.spans {
            let arguments = command.replacing("=N", with: "=" + span).replacing("=-N", with: "=-" + span)
            check(try await run(fixture, arguments.split(separator: " ").map(String.init)), arguments)
        }
    }

    @Test(
        "ranges and clocks at the edges of the years that an instant can have",
        arguments: ["Pacific/Kiritimati", "America/New_York"]
    )
    func years(zone: String) async throws {
        let fixture = try await GateFixture.shared.value
        for range in [
            "--from=0000-01-01 --to=9999-12-31", "--period=9999-W52", "--period=0000-01",
            "--from=9999-12-31T00:00:00Z --to=9999-12-31T23:59:59-23:59",
        ] {
            for command in ["report", "trend"] {
                let arguments = "\(command) \(range) --timezone=\(zone)"
                check(try await run(fixture, arguments.split(separator: " ").map(String.init)), arguments)
            }
        }
        for now in ["0000-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"] {
            for command in ["report", "report --period=7d --compare=previous", "who"] {
                let arguments = "\(command) --timezone=\(zone)"
                let outcome = try await run(fixture, arguments.split(separator: " ").map(String.init), now: now)
                check(outcome, "\(now): \(arguments)")
            }
        }
    }

    @Test(
        "counts in a baseline that no number can add up are refused, with their place",
        arguments: ["missing", "invalid"]
    )
    func baselineCounts(member: String) async throws {
        let fixture = try await GateFixture.shared.value
        let folder = try TemporaryFolder()
        let data = try bytes(of: fixture.folder.file("baseline.json"))
        var document = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
        let list = try #require((document["samples"] as? [[String: Any]])?.first)
        for counts in [[Int.max, 1], [Int.max / 2 + 1, Int.max / 2 + 1], [Int.max]] {
            document["samples"] = counts.enumerated().map { number, count in
                var list = list
                list["group"] = "group\(number)"
                list[member] = count
                return list
            }
            document["group_by"] = "container"
            let file = folder.file("baseline.json")
            try JSONSerialization.data(withJSONObject: document).write(to: URL(fileURLWithPath: file))
            let outcome = try await fixture.check("--baseline", file)
            #expect(outcome.code == 65 || outcome.code == 64, "\(outcome.complaint)")
            #expect(outcome.saysOneLine && outcome.complaint.contains(".\(member)"), "\(outcome.complaint)")
        }
    }

    /// Runs the program behind a shell that limits it.
    private func limited(_ limits: String, _ command: String, in folder: String) throws -> (code: Int32?, error: String)
    {
        try shell("\(limits); exec \(BuiltProgram.url.path) \(command) > out", in: folder)
    }

    private func shell(_ script: String, in folder: String) throws -> (code: Int32?, error: String) {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", script]
        process.currentDirectoryURL = URL(filePath: folder)
        process.environment = [
            "PATH": "/usr/bin:/bin", "TACHO_NOW": Fixture.nowText, "TACHO_DB": "store.sqlite",
            "SWIFT_BACKTRACE": "enable=no",
        ]
        let error = Pipe()
        process.standardError = error
        let end = try process.start()
        let data = try error.fileHandleForReading.readToEnd() ?? Data()
        end.wait()
        let code = process.terminationReason == .exit ? process.terminationStatus : nil
        return (code, String(decoding: data, as: UTF8.self))
    }

    @Test("with few open files allowed: the right answer or one line, never a crash", arguments: [12, 17, 63, 64])
    func openFiles(count: Int) async throws {
        let fixture = try await GateFixture.shared.value
        let folder = try TemporaryFolder()
        try FileManager.default.copyItem(
            atPath: fixture.folder.file("store.sqlite"),
            toPath: folder.file("store.sqlite")
        )
        // Nothing was known then, which it takes a replay of the log to find out.
        for (command, answer) in [("verify", Int32(0)), ("report --as-known-at 2026-11-15T00:00:00Z", 3)] {
            // Both limits, and the one alone that a process may raise by itself.
            let hard = try limited("ulimit -n \(count)", command, in: folder.path)
            if count >= 64 {
                #expect(hard.code == answer, "\(command): \(hard.error)")
            } else {
                #expect(hard.code == 74, "\(command): \(hard.error)")
                #expect(hard.error.hasPrefix("tacho: ") && hard.error.contains("ulimit -n"), "\(hard.error)")
            }
            let soft = try limited("ulimit -S -n \(count)", command, in: folder.path)
            #expect(soft.code == answer, "\(command): \(soft.error)")
        }
    }

    /// The limit of processes does not hold for root, who can run as another user; nothing else runs as that one.
    private static let canLimitThreads =
        geteuid() == 0 && FileManager.default.isExecutableFile(atPath: "/usr/bin/setpriv")

    @Test(
        "with no threads allowed: one line, and no waiting for ever",
        .enabled(if: canLimitThreads),
        arguments: [1, 2, 3]
    )
    func threads(count: Int) async throws {
        let folder = try TemporaryFolder()
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path)
        // A copy, because the other user need not see where it was built; made by the shell, because a process that another test starts
        // meanwhile could inherit the open file from this one, and a file that is open for writing is not run.
        let outcome = try shell(
            "cp \(BuiltProgram.url.path) tacho && exec timeout -s KILL 60 setpriv --reuid=\(54_320 + count) --clear-groups "
                + "prlimit --nproc=\(count) ./tacho who stopped",
            in: folder.path
        )
        #expect(outcome.code == 74, "\(outcome.error)")
        #expect(outcome.error.hasPrefix("tacho: ") && outcome.error.contains("ulimit -u"), "\(outcome.error)")
    }
}

internal import Simulation
internal import Statistics
internal import Timelines

/// Many containers with many entries, all of the guide's first form and in unbroken chains: stops and starts, restarts in
/// two entries, pauses, and now and then a crash.
///
/// Each container depends on the seed and its number alone, so that one can be made without the others.
struct BigFleet {
    var seed: UInt64 = 1
    var containers: Int
    /// How many entries each container has, spread evenly over the year before `end`.
    var entries: Int

    /// Monday, 2026-11-16, midnight in UTC; the same on every run, so that every run measures the same.
    static let end = Instant(milliseconds: 1_794_787_200_000)
    private static let span = TimeSpan.days(365)
    /// When the history begins, and every container with it.
    private static let start = end - span
    /// Ids of a project and a realm.
    private static let project = "677485804deb7bbbf05dffe9"
    private static let realm = "66a1f0c2d4e5b6a798c0d1e2"

    /// The whole fleet with its pages in memory, ready to be served.
    func served() -> ServedFleet {
        ServedFleet(containers: (0..<containers).map(container))
    }

    /// The container of that number, from 0, with its log in ascending order.
    func container(_ number: Int) -> ServedContainer {
        var random = SplitMix64(seed: seed, part: UInt64(number))
        let id = objectID(seconds: BigFleet.start.seconds, machine: random.next(), counter: UInt64(number))
        let name = "bench-\(number)"
        let server = "node-\(["us", "eu", "ap"][number % 3])"
        var log = ServedLog()
        log.reserve(entries: entries, bytes: entries * 340)
        let status = write(number, EntryText(container: id, server: server), to: &log)
        let body = """
            {"id":"\(id)","project_id":"\(BigFleet.project)","project_alias":"shop","server_name":"\(server)",\
            "name":"\(name)","container_image":"bench-\(number % 7)","autostart":true,"status":"\(status.knownText)",\
            "created_at":"\(BigFleet.start.iso8601)","updated_at":"\(BigFleet.end.iso8601)",\
            "realm_ids":["\(BigFleet.realm)"]}
            """
        return ServedContainer(
            id: id,
            name: name,
            body: Array(body.utf8),
            log: log,
            projectID: BigFleet.project,
            realms: [BigFleet.realm],
            status: status.knownText,
            createdAt: BigFleet.start,
            updatedAt: BigFleet.end
        )
    }

    /// Writes the entries of a container, oldest first; the result is the status that they end in.
    private func write(_ number: Int, _ text: EntryText, to log: inout ServedLog) -> Status {
        var random = SplitMix64(seed: seed, part: UInt64(number) | 1 << 40)
        // The entries' own draws, so that they change nothing of what happens.
        var draws = random
        let pace = BigFleet.span.milliseconds / Int64(entries + 1)
        var status: Status?
        var steps: [Step] = []
        for index in 0..<entries {
            if steps.isEmpty { steps = Step.following(status, &random).reversed() }
            guard let step = steps.popLast() else { break }
            // Each entry has its own slot of the span, so that they stay in order.
            let slot = BigFleet.start + TimeSpan(milliseconds: pace * Int64(index))
            let at = slot + TimeSpan(milliseconds: pace * step.share / 100 + random.number(in: 0...pace / 4))
            let duration = random.middling(in: step.duration)
            let body = text.entry(at: at, from: status, step, duration: duration, draw: draws.next())
            log.append(body, createdAt: at, from: status?.knownText, to: step.to.knownText)
            status = step.to
        }
        return status ?? .running
    }
}

/// One step of a container's history: the status that it leads to, how long that takes and by which operation.
private struct Step {
    let to: Status
    let operation: String
    let duration: ClosedRange<Int64>
    /// The part, of a hundred, of the time to the next entry that passes before it.
    let share: Int64

    /// What happens next to a container in `status`.
    static func following(_ status: Status?, _ random: inout SplitMix64) -> [Step] {
        guard let status else { return [Step(to: .creating, operation: "start", duration: 0...900, share: 0)] }
        let start = Step(to: .running, operation: "start", duration: 5_000...15_000, share: 0)
        switch (status, random.number(in: 1...100)) {
        case (.running, 1...55):
            return [Step(to: .stopped, operation: "stop", duration: 5_000...10_000, share: 70), start]
        case (.running, 56...85):
            return [
                Step(to: .stopped, operation: "restart", duration: 5_000...10_000, share: 74),
                Step(to: .running, operation: "restart", duration: 5_000...15_000, share: 0),
            ]
        case (.running, 86...93):
            return [
                Step(to: .paused, operation: "pause", duration: 700...1_300, share: 60),
                Step(to: .running, operation: "resume", duration: 1_000...2_000, share: 10),
            ]
        case (.running, 94...97):
            return [Step(to: .stopped, operation: "force-stop", duration: 120...900, share: 70), start]
        case (.running, _):
            return [Step(to: .failed, operation: "stop", duration: 100...400, share: 50), start]
        default:
            return [start]
        }
    }
}

/// Writes a container's entries by appending bytes: millions of them are made.
private struct EntryText {
    let container: String
    let server: String
    private static let actors = [
        "user_abc123", "user_mara", "user_jonas", "automation_script", "automation_deploy", "cron_nightly",
        "system_monitor", "ci-pipeline",
    ]

    /// `draw` is a random number: the entry's id, actor and request id.
    func entry(at: Instant, from: Status?, _ step: Step, duration: Int64, draw: UInt64) -> [UInt8] {
        var body: [UInt8] = []
        body.reserveCapacity(344)
        body += #"{"id":""#.utf8
        body += hexadecimal(UInt64(bitPattern: at.seconds), digits: 8).utf8
        body += container.utf8.dropFirst(8).prefix(10)
        body += hexadecimal(draw, digits: 6).utf8
        body += #"","container_id":""#.utf8
        body += container.utf8
        body += from.map { #"","from_status":"\#($0.knownText)""# }?.utf8 ?? #"","from_status":null"#.utf8
        body += #","to_status":""#.utf8
        body += step.to.knownText.utf8
        body += #"","transition_time":""#.utf8
        body += at.iso8601.utf8
        body += #"","duration_ms":"#.utf8
        body += String(duration).utf8
        body += #","triggered_by":""#.utf8
        body += EntryText.actors[Int(draw >> 61)].utf8
        body += #"","metadata":{"operation":""#.utf8
        body += step.operation.utf8
        body += #"","server_name":""#.utf8
        body += server.utf8
        body += #"","request_id":""#.utf8
        body += hexadecimal(draw, digits: 16).utf8
        body += #""}}"#.utf8
        return body
    }
}

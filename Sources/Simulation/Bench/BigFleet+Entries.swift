import Timelines

/// An entry of a big fleet as it is made.
struct BigEntry {
    let body: [UInt8]
    let to: Status
    let key: ServedLogKey
}

/// One step of a container's life: what it comes to, how long that takes and by whom.
private struct Step {
    let to: Status
    let operation: Operation
    let duration: ClosedRange<Int64>
    /// The part, of a hundred, of the time to the next entry that passes before it.
    let share: Int64
}

extension BigFleet {
    /// Makes the entries of a container, oldest first.
    func write(_ number: Int, _ take: (BigEntry) -> Void) {
        var generator = SeededGenerator(seed: options.seed, part: UInt64(number) | 1 << 40)
        var writer = BigEntryWriter(container: id(of: number), node: node(of: number), generator: generator)
        let pace = options.span.milliseconds / Int64(options.entries + 1)
        var status: Status?
        var steps: [Step] = []
        for place in 0..<options.entries {
            if steps.isEmpty { steps = BigFleet.steps(from: status, &generator).reversed() }
            guard let step = steps.popLast() else { break }
            // Each entry has its own slot of the span, so that they stay in order.
            let slot = born + TimeSpan(milliseconds: pace * Int64(place))
            let at = slot + TimeSpan(milliseconds: pace * step.share / 100 + generator.number(in: 0...pace / 4))
            let duration = generator.middling(in: step.duration)
            take(writer.entry(at: at, from: status, to: step.to, duration: duration, operation: step.operation))
            status = step.to
        }
    }

    /// What happens next to a container in `status`.
    private static func steps(from status: Status?, _ generator: inout SeededGenerator) -> [Step] {
        guard let status else { return [Step(to: .creating, operation: .start, duration: 0...900, share: 0)] }
        let start = Step(to: .running, operation: .start, duration: 5_000...15_000, share: 0)
        switch (status, generator.number(in: 1...100)) {
        case (.running, 1...55):
            return [Step(to: .stopped, operation: .stop, duration: 5_000...10_000, share: 70), start]
        case (.running, 56...85):
            return [
                Step(to: .stopped, operation: .restart, duration: 5_000...10_000, share: 74),
                Step(to: .running, operation: .restart, duration: 5_000...15_000, share: 0),
            ]
        case (.running, 86...93):
            return [
                Step(to: .paused, operation: .pause, duration: 700...1_300, share: 60),
                Step(to: .running, operation: .resume, duration: 1_000...2_000, share: 10),
            ]
        case (.running, 94...97):
            return [Step(to: .stopped, operation: .forceStop, duration: 120...900, share: 70), start]
        case (.running, _):
            return [Step(to: .failed, operation: .stop, duration: 100...400, share: 50), start]
        default:
            return [start]
        }
    }
}

/// Writes entries without going through JSON values: millions of them are made.
private struct BigEntryWriter {
    private let container: String
    private let server: String
    private var generator: SeededGenerator
    private let machine: String
    private static let actors = [
        "user_abc123", "user_mara", "user_jonas", "automation_script", "automation_deploy", "cron_nightly",
        "system_monitor", "ci-pipeline",
    ]

    init(container: String, node: Node, generator: SeededGenerator) {
        self.container = container
        server = node.name
        self.generator = generator
        machine = String(container.suffix(16).prefix(10))
    }

    mutating func entry(at: Instant, from: Status?, to: Status, duration: Int64, operation: Operation) -> BigEntry {
        let draw = generator.next()
        var body: [UInt8] = []
        body.reserveCapacity(344)
        body += #"{"id":""#.utf8
        body += hexadecimal(UInt64(bitPattern: at.seconds), digits: 8).utf8
        body += machine.utf8
        body += hexadecimal(draw, digits: 6).utf8
        body += #"","container_id":""#.utf8
        body += container.utf8
        body += from.map { #"","from_status":"\#($0.knownText)""# }?.utf8 ?? #"","from_status":null"#.utf8
        body += #","to_status":""#.utf8
        body += to.knownText.utf8
        body += #"","transition_time":""#.utf8
        body += CivilTime(at).timestamp.utf8
        body += #"","duration_ms":"#.utf8
        body += String(duration).utf8
        body += #","triggered_by":""#.utf8
        body += BigEntryWriter.actors[Int(draw >> 61)].utf8
        body += #"","metadata":{"operation":""#.utf8
        body += operation.rawValue.utf8
        body += #"","server_name":""#.utf8
        body += server.utf8
        body += #"","request_id":""#.utf8
        body += hexadecimal(draw, digits: 16).utf8
        body += #""}}"#.utf8
        let key = ServedLogKey(createdAt: at.milliseconds, from: from?.knownText, to: to.knownText)
        return BigEntry(body: body, to: to, key: key)
    }
}

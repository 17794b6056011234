import DrawnTimelines
import TestSupport
import Timelines

/// A container whose log holds everything that the definitions name, from a generator.
struct RandomLog {
    let id: String
    let name: String?
    let createdAt: Instant?
    /// The pass from which on it is gone; nil where it stays.
    let goneInPass: Int?
    /// Its entries become known this much before the pass's beginning reaches them.
    let ahead: TimeSpan
    private(set) var lines: [LogLine] = []

    /// Entries lie in here.
    static let span = Interval(start: DrawnTimeline.monday, end: DrawnTimeline.monday + .days(2))

    init(number: Int, using generator: inout SeededGenerator) {
        // 1. The container. The time in an id of 24 hex digits is that of its creation.
        let creation = 1_794_182_400 + Int64.random(in: -40_000...40_000, using: &generator)
        let digits = String(creation, radix: 16) + "000000000000000"
        id = Self.one(in: 2, using: &generator) ? "\(digits)\(number)" : "box-\(number)"
        name = Self.one(in: 4, using: &generator) ? nil : "n\(number % 3)"
        createdAt = Self.one(in: 2, using: &generator) ? Self.instant(using: &generator) : nil
        goneInPass = Self.one(in: 6, using: &generator) ? Int.random(in: 1...2, using: &generator) : nil
        ahead = Self.one(in: 3, using: &generator) ? .hours(5) : .zero

        // 2. Its log; one container in seven has none.
        guard !Self.one(in: 7, using: &generator) else { return }
        var at = Self.span.start + .seconds(Int64.random(in: 0...20_000, using: &generator))
        var last: String?
        for _ in 0..<Int.random(in: 1...70, using: &generator) {
            if last != nil { at = at + Self.step(using: &generator) }
            guard at < Self.span.end else { break }
            let line = Self.line(at: at, after: last, using: &generator)
            last = line.to
            lines.append(line)
        }
    }

    /// None for one entry in twelve: instants tie.
    private static func step(using generator: inout SeededGenerator) -> TimeSpan {
        switch Int.random(in: 0..<12, using: &generator) {
        case 0: .zero
        case 1: TimeSpan(milliseconds: Int64.random(in: 1...5_000, using: &generator))
        case 2...6: .seconds(Int64.random(in: 1...240, using: &generator))
        default: .seconds(Int64.random(in: 100...7_000, using: &generator))
        }
    }

    private static func line(at: Instant, after last: String?, using generator: inout SeededGenerator) -> LogLine {
        let to =
            last == "running" && one(in: 2, using: &generator)
            ? ["stopped", "stopped", "failed", "running", "paused"].pick(&generator)
            : [
                "running", "running", "running", "running", "stopped", "failed", "failed", "paused", "creating",
                "claiming", "copying", "deleting", "deleted", "Running", "rebooting",
            ].pick(&generator)
        let from: String? =
            switch Int.random(in: 0..<24, using: &generator) {
            case 0, 1: nil
            case 2: "null"
            case 3: "\"stopped\""
            case 4: "\"creating\""
            case 5: "\"rebooting\""
            default:
                last.map { "\"\($0)\"" }
                    ?? ["null", "null", "\"running\"", "\"stopped\"", "\"paused\""].pick(&generator)
            }
        let isLoneRestart = last == "running" && to == "running"
        return LogLine(
            id: one(in: 6, using: &generator) ? nil : identifier(using: &generator),
            at: at,
            finer: one(in: 8, using: &generator) ? "987" : "",
            from: from,
            to: to,
            duration: duration(using: &generator),
            actor: ["user_ana", "USER_bob", "cron-nightly", "gitlab CI", "circle", "system", "deploy", "", nil, nil]
                .pick(&generator),
            operation: isLoneRestart && one(in: 2, using: &generator)
                ? "restart"
                : ["start", "stop", "restart", "force-stop", "pause", "reboot", "", nil, nil, nil].pick(&generator)
        )
    }

    private static func identifier(using generator: inout SeededGenerator) -> String {
        let digits = String(UInt64.random(in: .min ... .max, using: &generator), radix: 16)
        let text = String(repeating: "0", count: 24 - digits.count) + digits
        return one(in: 6, using: &generator) ? "e-" + digits.uppercased() : text
    }

    private static func duration(using generator: inout SeededGenerator) -> String? {
        switch Int.random(in: 0..<14, using: &generator) {
        case 0: nil
        case 1: ["null", "\"12\"", "-1", "86400001", "1e300", "true"].pick(&generator)
        case 2: ["0", "0.25", "86400000", "1.5e3"].pick(&generator)
        case 3: "\(Int.random(in: 0...90_000, using: &generator)).75"
        default: "\(Int.random(in: 0...200_000, using: &generator))"
        }
    }

    /// Now and then an entry changes or goes.
    mutating func change(using generator: inout SeededGenerator) {
        for place in lines.indices.reversed() {
            switch Int.random(in: 0..<60, using: &generator) {
            case 0: lines.remove(at: place)
            case 1: lines[place].actor = "editor"
            case 2: lines[place].to = "failed"
            case 3: lines[place].at = lines[place].at + .seconds(1)
            case 4: lines[place].duration = "7"
            default: break
            }
        }
    }

    static func instant(using generator: inout SeededGenerator) -> Instant {
        span.start + .seconds(Int64.random(in: 0...172_800, using: &generator))
    }

    static func one(in count: Int, using generator: inout SeededGenerator) -> Bool {
        Int.random(in: 0..<count, using: &generator) == 0
    }
}

extension Array {
    /// One of them; the array is not empty.
    func pick(_ generator: inout SeededGenerator) -> Element {
        self[Int.random(in: indices, using: &generator)]
    }
}

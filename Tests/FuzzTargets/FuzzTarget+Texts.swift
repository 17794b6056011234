import Configuration
import Timelines

extension FuzzTarget {
    /// An instant as text: one that is accepted survives being written and read again.
    static func instant() -> FuzzTarget {
        let seeds = [
            "2026-11-09T14:30:00.123Z", "2026-11-09T14:30:00+05:30", "2024-02-29 23:59:59,9-0330",
            "0000-01-01T00:00:00Z",
            "9999-12-31T23:59:59.999Z", "2026-11-09T14:30+00",
        ]
        return FuzzTarget("instant", seeds: seeds.map { Array($0.utf8) }) { bytes in
            guard let instant = bytes.withUnsafeBufferPointer({ Instant(iso8601: $0) }) else { return }
            let text = instant.iso8601
            guard Instant(iso8601: text) == instant else {
                throw BrokenProperty("\(text) is read as another instant than the one it was written from")
            }
        }
    }

    /// A configuration: a mistake in it is one line that names the file.
    static func configuration() -> FuzzTarget {
        let seeds = [
            """
            maintenance:
              - name: weekly patches
                containers: ["prod-*", 'db?']
                weekly: {days: [sunday, mon], from: "02:00", to: "04:00", timezone: Europe/Berlin}
              - {name: move, containers: ["*"], from: 2026-11-09T00:00:00Z, to: 2026-11-09T02:00:00Z}
            actors:
              - match: "deploy-*"
                kind: automation

            """,
            "a: &x [1]\nb: *x\n", "---\n...\n", "actors: []\nmaintenance: ~\n",
        ]
        return FuzzTarget("configuration", seeds: seeds.map { Array($0.utf8) }) { bytes in
            do {
                _ = try Configuration(contents: bytes, file: "tacho.yml")
            } catch let error as ConfigurationError {
                let text = error.description
                guard text.hasPrefix("tacho.yml"), !text.contains(where: \.isNewline) else {
                    throw BrokenProperty("not one line that begins with the file's name: \(text.debugDescription)")
                }
            }
        }
    }
}

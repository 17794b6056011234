internal import Rendering
package import Timelines

/// A first configuration, with what in the store speaks for each part of it.
package struct ConfigurationDraft: Hashable, Sendable {
    /// What was looked at.
    package var period: Interval
    package var timezone: String
    package var groups: [DraftGroup]
    /// How many containers the platform still has, and how many of them are in no group.
    package var containers: Int
    package var ungrouped: Int
    /// Actors whose names do not tell their kind, the busiest first.
    package var actors: [DraftActor]
}

package struct DraftGroup: Hashable, Sendable {
    package var name: String
    /// Either these or `projects` are empty.
    package var globs: [String]
    package var projects: [String]
    package var containers: Int
    package var hours: DraftHours?
    /// The share of the time that counts in which they were up; nil where none is known.
    package var level: Double?
}

/// When the containers of a group are on.
package struct DraftHours: Hashable, Sendable {
    /// Whether on weekends too.
    package var isDaily: Bool
    /// In minutes after midnight, to a quarter of an hour.
    package var on: Int
    package var off: Int
    /// How many containers are switched so, and who mostly switches them off.
    package var containers: Int
    package var actor: String?

    /// `mon-fri 08:00-18:00`.
    package var text: String { "\(isDaily ? "daily" : "mon-fri") \(clock(on))-\(clock(off))" }
}

package struct DraftActor: Hashable, Sendable {
    package var actor: String
    package var entries: Int
}

/// `08:00`.
private func clock(_ minutes: Int) -> String {
    [minutes / 60, minutes % 60].map { ($0 < 10 ? "0" : "") + String($0) }.joined(separator: ":")
}

// MARK: As YAML

extension ConfigurationDraft {
    /// The file, with comments that say why.
    package var text: String {
        let (start, end) = (period.start.iso8601.prefix(10), period.end.iso8601.prefix(10))
        var lines = [
            "# Made by tacho init from what the store shows of \(start) to \(end). Read it, and change what is wrong.",
            "# The documentation describes every key (docs/configuration.md).",
            "",
            "timezone: \(quoted(timezone))",
            "",
        ]
        if groups.isEmpty {
            lines += ["# No containers share the beginning of their names, or a project.", "# groups:"]
            lines += ["#   prod:", "#     containers: [\"prod-*\"]", "#     objective: 99.9%"]
        } else {
            lines.append("groups:")
            for group in groups { lines += self.lines(of: group) }
            if ungrouped > 0 {
                lines += ["  # In no group, so in the group \"other\": \(counted(ungrouped, "container"))."]
            }
        }
        lines += [
            "", "# When work on the platform is planned. It does not count as downtime.", "# maintenance:",
            "#   - name: weekly patches", "#     groups: [\(quoted(groups.first?.name ?? "prod"))]",
            "#     weekly: sun 02:00-04:00",
        ]
        if !actors.isEmpty {
            lines += [
                "", "# Actors whose names do not tell what they are. Remove the # before those that are automation.",
                "# actors:",
            ]
            lines += actors.map { actor in
                "#   - {match: \(quoted(actor.actor)), kind: automation}  # \(counted(actor.entries, "entry", "entries"))"
            }
        }
        return lines.map(\.withPlainBlanks).joined(separator: "\n") + "\n"
    }

    private func lines(of group: DraftGroup) -> [String] {
        var lines: [String] = []
        let which =
            group.projects.isEmpty ? "whose names begin so" : "of this project that are in no group above"
        lines.append("  # \(counted(group.containers, "container")) \(which).")
        if let hours = group.hours {
            let days = hours.isDaily ? "every day" : "on weekdays"
            let who = hours.actor.map { ", mostly by \(comment($0))" } ?? ""
            lines.append(
                "  # \(grouped(hours.containers)) of them are switched off at about \(clock(hours.off)) and on at about "
                    + "\(clock(hours.on)) \(days)\(who)."
            )
        }
        lines.append("  \(key(group.name)):")
        if !group.globs.isEmpty { lines.append("    containers: [\(group.globs.map(quoted).joined(separator: ", "))]") }
        if !group.projects.isEmpty {
            lines.append("    projects: [\(group.projects.map(quoted).joined(separator: ", "))]")
        }
        if let hours = group.hours { lines.append("    hours: \(hours.text)") }
        if let level = group.level {
            let fact = "they were up \(percentText(floor(level))) of the time that counts"
            let kept = ConfigurationDraft.promises.first { $0.ratio <= level }
            lines.append(kept.map { "    # objective: \($0.text)  # \(fact)" } ?? "    # objective: (\(fact))")
        }
        return lines
    }

    /// To hundredths of a percent, finer parts left out.
    private func floor(_ ratio: Double) -> Double { ratio == 1 ? 1 : (ratio * 10_000 + 1e-9).rounded(.down) / 10_000 }

    /// Usual objectives, the highest first.
    private static let promises: [(ratio: Double, text: String)] = [
        (0.9999, "99.99%"), (0.999, "99.9%"), (0.995, "99.5%"), (0.99, "99%"), (0.98, "98%"), (0.95, "95%"),
    ]

    private func comment(_ text: String) -> String { text.neutralised.shortened(to: 40) }

    /// A key without quotes, where it is a word that YAML does not take for anything else.
    private func key(_ text: String) -> String {
        let words = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"]
        let isPlain = text.wholeMatch(of: /[A-Za-z][A-Za-z0-9_-]*/) != nil && !words.contains(text.lowercased())
        return isPlain ? text : quoted(text)
    }

    /// In the double quotes of YAML, which read the escapes of JSON; characters that YAML takes for line breaks are escaped too.
    private func quoted(_ text: String) -> String {
        let breaks: [Unicode.Scalar: String] = [
            "\u{7F}": "007f", "\u{85}": "0085", "\u{2028}": "2028", "\u{2029}": "2029", "\u{FEFF}": "feff",
        ]
        return Scalar.text(text).literal.unicodeScalars.map { scalar in
            breaks[scalar].map { "\\u" + $0 } ?? String(scalar)
        }.joined()
    }
}

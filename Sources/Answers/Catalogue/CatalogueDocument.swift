/// docs/figures.md: every figure of the report, as the catalogue declares it.
package enum CatalogueDocument {
    /// The document as Markdown.
    package static var text: String {
        var lines = [
            "# The figures of the report",
            "",
            "This page lists every figure of `tacho report --format json`: what it is called, what it counts, and what it means. "
                + "Its rule leads to the definition in full. `tacho explain PATH` says how a figure was computed, and from which entries.",
            "",
            "`make golden` writes this page. In a path, `[]` stands for an element of a list: its index from 0, or its id or name, as in "
                + "`containers[prod].status`. `<kind>` is a [kind of transition](definitions.md#kinds), such as `start`.",
        ]
        for section in sections {
            lines += ["", "## \(section.title)", ""]
            if let remark = section.remark { lines += [remark, ""] }
            lines += ["| path | unit | meaning | rule |", "| --- | --- | --- | --- |"]
            lines += section.entries.map { entry in
                "| `\(entry.path)` | \(entry.unit.rawValue) | \(entry.meaning) | "
                    + "[\(entry.rule.rawValue)](definitions.md#\(entry.rule.anchor)) |"
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private struct Section {
        let title: String
        let remark: String?
        let entries: [CatalogueEntry]
    }

    /// One for each part of the report. A container has the fleet's figures as well; those are listed once.
    private static var sections: [Section] {
        let entries = Catalogue.report.flatMap(\.entries)
        let names = entries.reduce(into: [String]()) { names, entry in
            if names.last != entry.section { names.append(entry.section) }
        }
        return names.map { name in
            let own = entries.filter { $0.section == name }
            guard name == "containers" else { return Section(title: name, remark: nil, entries: own) }
            let shared = Set(entries.filter { $0.section == "fleet" }.map { $0.replacingSection(by: "containers[]") })
            return Section(
                title: name,
                remark:
                    "Each container also has the figures of `fleet`, of itself alone: `containers[].availability.ratio`.",
                entries: own.filter { !shared.contains($0) }
            )
        }
    }
}

extension CatalogueEntry {
    /// The member of the report that it stands in.
    fileprivate var section: String {
        String(path.prefix { $0 != "." && $0 != "[" })
    }

    fileprivate func replacingSection(by name: String) -> CatalogueEntry {
        CatalogueEntry(path: name + path.dropFirst(section.count), unit: unit, rule: rule, meaning: meaning)
    }
}

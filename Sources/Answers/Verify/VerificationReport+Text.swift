package import Rendering
internal import Timelines
internal import Transparency

extension VerificationReport {
    /// The verdict in the first line, then what was asked beside what was found, then the first difference, and the first in an observation.
    package func page(instants: InstantStyle) -> TextPage {
        var page = TextPage()
        page.paragraph(verdict, hanging: 2, isStrong: true)
        page.blank()
        var table = TextTable([
            .init(title: "what"), .init(title: "asked", isFlexible: true), .init(title: "found", isFlexible: true),
        ])
        for row in rows(instants) { table.add(row) }
        page.table(table)
        if let first = store?.findings.first {
            write(first, under: "The first difference", to: &page, instants: instants)
            // What was done to the file's tables tells less than what was done to the log.
            if let foremost = store?.foremost, foremost != first {
                write(foremost, under: "The first observation that differs", to: &page, instants: instants)
            }
        }
        for complaint in [outside?.complaint, proof?.complaint].compactMap(\.self) {
            page.blank()
            page.paragraph(complaint.neutralised + ".")
        }
        if case .entry(let entry?) = proof?.subject {
            page.heading("The entry, as it was received")
            page.line(entry.body.neutralised, isStrong: false)
        }
        return page
    }

    private var verdict: String {
        let subject = (asked.proof ?? asked.store ?? "").neutralised
        guard asked.proof != nil else {
            let against = asked.against.map { " beside \($0.neutralised)" } ?? ""
            return isIntact ? "\(subject)\(against): intact." : "\(subject)\(against): not intact."
        }
        guard isIntact else { return "\(subject): proves nothing." }
        switch proof?.subject {
        case .consistency: return "\(subject): the newer log begins with the older one."
        case .entry, nil: return "\(subject): the log holds this entry."
        }
    }

    private func rows(_ instants: InstantStyle) -> [[String]] {
        var rows: [[String]] = []
        if let store {
            let differences = store.count == 0 ? "as it has to be" : counted(store.count, "difference")
            rows += [
                ["store", name(asked.store), differences],
                ["observations", "all", grouped(store.observations)],
                ["root", "", store.root.map { Base64.text(of: $0.bytes) } ?? "none: observations are missing"],
                ["entries", "all", "\(grouped(store.entries)) of \(counted(store.containers, "container"))"],
                ["passes", "all", grouped(store.passes)],
            ]
            if let recorded = store.recorded {
                let (from, to) = (instants.text(recorded.lowerBound), instants.text(recorded.upperBound))
                rows.append(["recorded", "", "\(from) to \(to)"])
            }
            rows += [
                ["hashes", "all", grouped(store.nodes)],
                ["checkpoints", grouped(store.checkpoints), "\(grouped(store.validCheckpoints)) valid"],
            ]
            if asked.proof == nil { rows += keyRows }
            if let outside { rows += checkpointRows(outside, "outside", asked.against) }
            rows.append(["time", "", store.took.label])
        }
        guard let proof else { return rows }
        rows += checkpointRows(proof.checkpoint, "proof", asked.proof) + keyRows
        switch proof.subject {
        case .entry(let entry?):
            rows += [
                ["entry", "", "number \(grouped(entry.seq)), of pass \(grouped(entry.pass))"],
                ["container", "", entry.container?.text.neutralised ?? "none"],
                ["recorded", "", instants.fullText(entry.recordedAt)],
            ]
        case .consistency(let older?): rows.append(["older", name(asked.against), logText(older)])
        case .entry(nil), .consistency(nil): break
        }
        return rows
    }

    private var keyRows: [[String]] {
        asked.keys.map { ["key", $0.neutralised, ""] }
    }

    private func checkpointRows(_ finding: CheckpointFinding, _ what: String, _ asked: String?) -> [[String]] {
        var rows = [[what, name(asked), finding.complaint == nil ? "holds" : "does not hold"]]
        if let origin = finding.origin { rows.append(["log", "", origin.neutralised]) }
        if let log = finding.log { rows.append(["checkpoint", "", logText(log)]) }
        return rows
    }

    private func name(_ path: String?) -> String {
        (path ?? "").neutralised
    }

    private func logText(_ log: LogState) -> String {
        "\(counted(Int(log.size), "observation")), \(Base64.text(of: log.root))"
    }

    private func write(
        _ finding: StoreFinding,
        under heading: String,
        to page: inout TextPage,
        instants: InstantStyle
    ) {
        page.heading(heading)
        let words: [(String, String?)] = [
            ("what", finding.kind.rawValue), ("table", finding.table.neutralised), ("row", finding.row.neutralised),
            ("column", finding.column?.neutralised), ("observation", finding.seq.map(grouped)),
            ("to", finding.lastSeq.map(grouped)), ("container", finding.container?.text.neutralised),
            ("recorded", finding.at.map(instants.fullText)), ("expected", finding.expected.neutralised),
            ("found", finding.found.neutralised),
        ]
        var table = TextTable([.init(title: ""), .init(title: "", isFlexible: true)])
        for case let (title, text?) in words where !text.isEmpty { table.add([title, text]) }
        page.table(table)
    }
}

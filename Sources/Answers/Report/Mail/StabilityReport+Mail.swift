internal import Periods
package import Rendering
internal import ServiceLevels
internal import Study
internal import Timelines

extension AnswerFormat where Value == StabilityReport {
    /// One message for `sendmail -t`: the first page as text, the page as HTML that mail programs show, and tables as CSV.
    package static var mail: Self {
        AnswerFormat(name: "eml", isForPeople: true) { report, instants, _, receive in
            try receive(try report.message(instants: instants).bytes)
        }
    }
}

extension StabilityReport {
    /// The tables that are attached, in the form for spreadsheets.
    private static let attached = ["groups", "outages", "containers"]

    fileprivate func message(instants: InstantStyle) throws -> MailMessage {
        var first = self
        first.detail = .firstPage
        let attachments = try Self.tables.filter { Self.attached.contains($0.name) }.compactMap { table in
            try table.rows(self).map { rows in
                var bytes: [UInt8] = []
                try rows.writeSpreadsheet(worst: table.worst, instants: instants) { bytes += $0 }
                return MailMessage.Attachment(name: "\(table.name).csv", type: "text/csv; charset=utf-8", bytes: bytes)
            }
        }
        return MailMessage(
            head: try mail ?? MailHead(recipients: [], sender: nil, subject: nil),
            subject: subject,
            text: first.page(instants: instants).text(style: TextStyle(width: 76)),
            html: try htmlPage(instants: instants).mailHTML(),
            attachments: attachments,
            seed: log.root
        )
    }

    /// `prod 99.95% (objective 99.9%) · 1 outage · week 47`.
    var subject: String {
        let promised = figures.groups.filter { $0.group.objective != nil }
        let missed = promised.filter { $0.isKept == false } + promised.filter { $0.isKept != false }
        var parts = missed.prefix(3).map { group in
            let time = group.service.time
            let level = percentage(time.up.milliseconds, of: time.judged.milliseconds) ?? "unknown"
            let objective = group.group.objective.map { " (objective \($0.percentage))" } ?? ""
            return "\(group.group.name.neutralised.shortened(to: 24)) \(level)\(objective)"
        }
        if promised.isEmpty { parts.append(counted(figures.containers.count, "container")) }
        if missed.count > 3 { parts.append("\(missed.count - 3) more groups") }
        let outages = (promised.isEmpty ? figures.groups : promised).reduce(0) { $0 + $1.outages.count }
        parts.append(outages == 0 ? "no outage" : counted(outages, "outage"))
        if coverageGap != nil { parts.append("not covered to its end") }
        parts.append(name.short == "the time before" ? name.title : name.short)
        return parts.joined(separator: " · ").withPlainBlanks.neutralised
    }
}

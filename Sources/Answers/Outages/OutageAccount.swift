internal import Rendering
internal import ServiceLevels
internal import Study
internal import Timelines

/// One outage whole, for a person: what was down and when, who and why, and what is written down around it.
struct OutageAccount {
    /// The place of its outage in the report.
    let index: Int
    private let report: OutagesReport
    private let outage: Outage
    private let windows: [ListedWindow]
    private let entries: [OutageEntry]
    private let instants: InstantStyle
    private let names: ContainerNames
    private let words: OutageText

    /// The most containers that a picture shows, and the most entries of a table.
    private static let mostBars = 20
    private static let mostEntries = 200
    private static let barWidth = 36

    /// The account of the outage at `index`.
    init(report: OutagesReport, index: Int, instants: InstantStyle) {
        self.index = index
        self.report = report
        outage = report.outages[index]
        windows = report.windows[index]
        entries = report.entries[index]
        self.instants = instants
        names = report.names
        words = OutageText(instants: instants, names: names)
    }

    func write(to page: inout TextPage) {
        page.blank()
        page.paragraph(report.title(sentence, instants), isStrong: true)
        var table = TextTable([.init(title: ""), .init(title: "", overflow: .wrapped)])
        for (label, text) in rows { table.add([label, text]) }
        page.table(table)
        page.blank()
        page.table(bars)
        if containers.count > Self.mostBars {
            page.paragraph("\(counted(containers.count - Self.mostBars, "more container")): --format json", indent: 2)
        }
        writeEntries(to: &page)
    }

    /// The same as a draft for a post-mortem.
    func writePostMortem(to page: inout TextPage) {
        page.paragraph("Post-mortem: \(group), \(instants.fullText(outage.start))", isStrong: true)
        page.heading("Summary")
        page.paragraph(report.title(sentence, instants))
        page.heading("Impact")
        var facts = TextTable([.init(title: "what"), .init(title: "how much")])
        for (label, text) in rows { facts.add([label, text]) }
        page.table(facts)
        var table = TextTable([
            .init(title: "container"), .init(title: "down from"), .init(title: "until"), .init(title: "for"),
            .init(title: "cause"), .init(title: "stopped by"), .init(title: "brought back by"),
        ])
        for listed in windows {
            let window = listed.window
            table.add([
                names.text(window.containerName, window.containerID), instants.text(window.start),
                window.end.map(instants.text) ?? "still down", window.duration.label, listed.service.cause.rawValue,
                window.openedBy.map { namedActor($0.actor, $0.kind) } ?? "no entry",
                window.closedBy.map { namedActor($0.actor, $0.kind) } ?? "nobody yet",
            ])
        }
        page.table(table)
        writeEntries(to: &page)
        page.heading("Still to be written")
        for question in [
            "Who noticed, when, and how?", "Why could it happen? What was the first cause?",
            "What went well, and what did not?", "What is to be done, by whom, until when?",
        ] { page.point(question) }
    }
}

// MARK: In words

extension OutageAccount {
    private var group: String { outage.group.neutralised.shortened(to: 24) }

    /// The last counted instant, or how far an open one is known.
    private var end: Instant {
        outage.end ?? max(outage.start, windows.map { $0.window.start + $0.window.duration }.max() ?? outage.start)
    }

    /// Whether it is shown whole: it holds the time that was asked for or, where none does, is the nearest.
    var isAnswer: Bool {
        guard let time = report.question?.time else { return true }
        let own = outage.distance(to: time)
        return own == .zero || report.outages.allSatisfy { $0.distance(to: time) >= own }
    }

    /// `3 of 12 in prod were down within 25 min 13 s from Thu 19 Nov 21:12, stopped by user_kai, brought back by user_lena.`
    var sentence: String {
        let one = containers.count == 1 ? containers.first : nil
        let who =
            one.map { "\(names.text($0.name, $0.id))\(isGrouped ? " (\(group))" : "") was down" }
            ?? "\(grouped(outage.containers))\(members.map { " of \(grouped($0))" } ?? "")\(ofGroup) were down"
        let time = outage.end == nil ? "since" : "\(one == nil ? "within" : "for") \(outage.duration.label) from"
        let server = outage.serverDown.map { "Server \(term($0)) went down: " } ?? ""
        return "\(server)\(who) \(time) \(instants.minute(outage.start)), \(words.deed(outage))."
    }

    /// Whether the configuration declares groups; else all containers are in one.
    private var isGrouped: Bool { !report.options.groups.declared.isEmpty }

    private var ofGroup: String { isGrouped ? " in \(group)" : "" }

    /// How many containers its group has.
    private var members: Int? {
        report.groups.first { ExactText($0.group.name) == ExactText(outage.group) }?.containers
    }

    private var rows: [(label: String, text: String)] {
        let until = outage.end.map { "to \(moment($0))" } ?? "and still down at \(moment(end))"
        let actors = outage.actors.map { share in
            "\(namedActor(share.actor, share.kind)) \(counted(share.windows, "window")), \(share.counted.label)"
        }
        let causes = outage.causes.map { "\($0.cause.rawValue) \(counted($0.windows, "window")), \($0.counted.label)" }
        let reasons = outage.reasons.compactMap { reason in
            reason.reason.map { "\(reasonText($0, columns: 100)) (\(counted(reason.windows, "window")))" }
        }
        let servers = outage.servers.map { "\(term($0.server)) \(counted($0.containers, "container"))" }
        let size = members.map { " of \(grouped($0))" } ?? ""
        return [
            ("lasted", "\(moment(outage.start)) \(until): \(outage.duration.label)"),
            ("down", "\(grouped(outage.containers))\(size)\(ofGroup), at most \(grouped(outage.mostAtOnce)) at once"),
            ("downtime", "\(outage.counted.label), added up over the containers"),
            ("cause", firstFew(causes).joined(separator: "; ")),
            ("by", firstFew(actors).joined(separator: "; ")),
            ("why", firstFew(reasons, most: 3).joined(separator: "; ")),
            ("servers", firstFew(servers).joined(separator: ", ")),
        ].filter { !$0.1.isEmpty }
    }

    /// A time of the outage's first day, or with its own day.
    private func moment(_ instant: Instant) -> String {
        instants.day(instant) == instants.day(outage.start) && instant != outage.start
            ? instants.timeOfDay(instant) : instants.text(instant)
    }
}

// MARK: In a picture

extension OutageAccount {
    /// In the order in which they went down.
    private var containers: [(id: ContainerID, name: String?, windows: [ListedWindow])] {
        var order: [ContainerID] = []
        var found: [ContainerID: [ListedWindow]] = [:]
        for listed in windows {
            if found[listed.window.containerID] == nil { order.append(listed.window.containerID) }
            found[listed.window.containerID, default: []].append(listed)
        }
        return order.map { id in (id, found[id]?.first?.window.containerName, found[id] ?? []) }
    }

    /// A bar for each container, from the beginning of the outage to its end.
    private var bars: TextTable {
        let (first, last) = (instants.time(outage.start), outage.end.map(instants.time) ?? "open")
        let gap = String(repeating: " ", count: max(1, Self.barWidth - first.count - last.count))
        var table = TextTable([
            .init(title: "", isFlexible: true), .init(title: (first + gap + last).unbroken),
            .init(title: "down", alignment: .right),
        ])
        for container in containers.prefix(Self.mostBars) {
            let down = container.windows.reduce(TimeSpan.zero) { $0 + $1.service.counted }
            table.add([names.text(container.name, container.id), bar(container.windows), down.label])
        }
        return table
    }

    /// `··███·····`: each sign a part of the outage, full where the container was down in it.
    private func bar(_ windows: [ListedWindow]) -> String {
        let length = max(1, (end - outage.start).milliseconds)
        let width = Int64(Self.barWidth)
        return (0..<width).map { slot in
            let from = outage.start + TimeSpan(milliseconds: length * slot / width)
            let to = outage.start + TimeSpan(milliseconds: max(length * slot / width + 1, length * (slot + 1) / width))
            let isDown = windows.contains { listed in
                listed.window.start < to && listed.window.start + listed.window.duration > from
            }
            return isDown ? "█" : "·"
        }.joined()
    }
}

// MARK: Entry by entry

extension OutageAccount {
    private func writeEntries(to page: inout TextPage) {
        write(
            entries.filter { $0.part != .near },
            under: "What is known: the entries of these containers while they were down",
            to: &page
        )
        write(
            entries.filter { $0.part == .near },
            under:
                "Only near in time: their other entries, and what the same actors did elsewhere, from ten minutes before to ten after",
            to: &page
        )
    }

    private func write(_ entries: [OutageEntry], under heading: String, to page: inout TextPage) {
        guard !entries.isEmpty else { return }
        page.heading(heading)
        let rows = EntryRows(entries: entries.prefix(Self.mostEntries).map(\.entry), instants: instants)
        rows.write(to: &page, indent: 2)
        let rest = entries.count - Self.mostEntries
        if rest > 0 { page.paragraph("\(counted(rest, "more entry", "more entries")): --format json", indent: 2) }
    }
}

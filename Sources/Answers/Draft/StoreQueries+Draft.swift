package import Periods
internal import ServiceLevels
internal import Study
package import Timelines

extension StoreQueries {
    /// How much of the newest history a draft looks at.
    private static let draftPeriod = TimeSpan.days(28)

    /// A first configuration for the containers that the platform still has, from the four weeks that end at `end`.
    package func configurationDraft(until end: Instant, clock: ZonedClock) async throws -> ConfigurationDraft {
        let period = Interval(start: end - Self.draftPeriod, end: end)
        let present = containers.filter { $0.goneSince == nil }
        let deleted = try source.deleted(among: Set(present.map(\.id)))
        let known = present.filter { !deleted.contains($0.id) }
        let search = try await source.fold(
            into: SwitchingSearch(clock, options: options(over: period), symbols: symbols),
            of: Set(known.map(\.id)),
            from: period.start,
            before: end,
            listings: period
        )
        var draft = ConfigurationDraft(
            period: period,
            timezone: clock.identifier,
            groups: [],
            containers: known.count,
            ungrouped: 0,
            actors: actors(search.entries)
        )
        let (sorted, rest) = Naming(known).groups
        draft.ungrouped = rest
        draft.groups = sorted.map { group in
            var drafted = group.draft
            drafted.hours = hours(of: group.members, search, period, clock)
            return drafted
        }
        try await setLevels(of: &draft, clock)
        // What is always needed and mostly up comes first. Projects stay last: they take what no name has taken.
        let named = draft.groups.filter(\.projects.isEmpty)
        draft.groups =
            named.filter { $0.hours == nil }.sorted { $0.level ?? 0 > $1.level ?? 0 }
            + named.filter { $0.hours != nil } + draft.groups.filter { !$0.projects.isEmpty }
        return draft
    }

    /// The hours in which most of `members` are on, if most of them are switched off and on at the same times.
    private func hours(
        of members: [Container],
        _ search: SwitchingSearch,
        _ period: Interval,
        _ clock: ZonedClock
    ) -> DraftHours? {
        let switched = members.compactMap { container -> (times: SwitchingTimes, off: Int, on: Int, isDaily: Bool)? in
            guard let times = search.times[container.id], let found = times.regular(in: period, clock: clock) else {
                return nil
            }
            return (times, found.off, found.on, found.isDaily)
        }
        guard switched.count * 2 > members.count else { return nil }
        func median(_ minutes: [Int]) -> Int { (minutes.sorted()[minutes.count / 2] + 7) / 15 * 15 % 1_440 }
        var counts: [Symbol: Int] = [:]
        for off in switched.flatMap(\.times.offs) {
            if let actor = off.actor { counts[actor, default: 0] += 1 }
        }
        let most = counts.max { $0.value == $1.value ? $0.key.number > $1.key.number : $0.value < $1.value }
        let hours = DraftHours(
            isDaily: switched.count { $0.isDaily } * 2 > switched.count,
            on: median(switched.map(\.on)),
            off: median(switched.map(\.off)),
            containers: switched.count,
            actor: most.map { symbols[$0.key] }
        )
        return hours.on == hours.off ? nil : hours
    }

    /// Those whose names do not tell their kind, with at least ten entries.
    private func actors(_ entries: [Symbol: Int]) -> [DraftActor] {
        let texts = FigureTexts(symbols: symbols, rules: [])
        return entries.filter { texts.kind(of: $0.key) == .other && $0.value >= 10 }
            .map { DraftActor(actor: symbols[$0.key], entries: $0.value) }
            .sorted { $0.entries == $1.entries ? ExactText($0.actor) < ExactText($1.actor) : $0.entries > $1.entries }
    }

    /// Judges the groups over the period as a report with the draft would.
    private func setLevels(of draft: inout ConfigurationDraft, _ clock: ZonedClock) async throws {
        guard !draft.groups.isEmpty else { return }
        var choices = choices
        choices.groups = GroupList(draft.groups.map { $0.group(clock) })
        let figures = try await StoreQueries(source, choices: choices).figures(over: draft.period, listed: 1).figures
        for index in draft.groups.indices {
            let found = figures.groups.first { ExactText($0.group.name) == ExactText(draft.groups[index].name) }
            draft.groups[index].level = found?.service.time.level
        }
    }
}

extension DraftGroup {
    fileprivate func group(_ clock: ZonedClock) -> ContainerGroup {
        let window = hours.flatMap { WeeklyWindow(written: $0.text, clock: clock) }
        return ContainerGroup(
            name: name,
            containers: globs.map { Glob($0) },
            projects: projects.map { ExactText($0) },
            hours: window.map { .weekly([$0], texts: [hours?.text ?? ""]) } ?? .always
        )
    }
}

/// Sorts containers by the beginnings of their names, then by their projects.
private struct Naming {
    private let containers: [Container]

    init(_ containers: [Container]) {
        self.containers = containers
    }

    /// The groups of at least two containers, by name, those by project last; and how many containers are in none.
    var groups: (groups: [(draft: DraftGroup, members: [Container])], rest: Int) {
        var groups: [(draft: DraftGroup, members: [Container])] = []
        var rest: [Container] = []
        let byPrefix = Dictionary(grouping: containers) { ExactText(Naming.prefix(of: $0.name ?? "")) }
        for (prefix, members) in byPrefix.sorted(by: { $0.key < $1.key }) {
            guard members.count > 1, !prefix.text.isEmpty, !prefix.text.contains(where: { $0 == "*" || $0 == "?" })
            else {
                rest += members
                continue
            }
            let names = Set(members.compactMap { $0.name.map { ExactText($0) } })
            let separators = Set(names.compactMap { $0.text.dropFirst(prefix.text.count).first }).sorted()
            let exact = names.contains(prefix) ? [prefix.text] : []
            groups.append((draft(prefix.text, exact + separators.map { "\(prefix.text)\($0)*" }, [], members), members))
        }
        let byProject = Dictionary(grouping: rest) { ($0.projectAlias ?? $0.projectID).map { ExactText($0) } }
        var ungrouped = 0
        for (project, members) in byProject.sorted(by: { ($0.key ?? "") < ($1.key ?? "") }) {
            guard members.count > 1, let project, !groups.contains(where: { ExactText($0.draft.name) == project })
            else {
                ungrouped += members.count
                continue
            }
            groups.append((draft(project.text, [], [project.text], members), members))
        }
        return (groups, ungrouped)
    }

    private func draft(_ name: String, _ globs: [String], _ projects: [String], _ members: [Container]) -> DraftGroup {
        let isTaken = [ContainerGroup.onlyName, ContainerGroup.restName].contains(name)
        return DraftGroup(
            name: isTaken ? name + "-group" : name,
            globs: globs,
            projects: projects,
            containers: members.count
        )
    }

    /// What stands before the first sign that parts words.
    private static func prefix(of name: String) -> String { String(name.prefix { !"-_.:/".contains($0) }) }
}

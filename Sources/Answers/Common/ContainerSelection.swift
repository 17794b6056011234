internal import Rendering
package import Timelines

/// What `--container` and `--project` name, as written.
package struct ContainerSelection {
    var containers: [String]
    var projects: [String]

    package init(containers: [String], projects: [String] = []) {
        self.containers = containers
        self.projects = projects
    }

    /// The containers that are meant; nil is all. Where no container bears a name, those are meant that `formerNames`, the names that
    /// containers bore in older listings, says.
    ///
    /// Throws: where no container, or no project, bears a name that was given.
    package func ids(
        among known: [Container],
        formerNames: () throws -> [ExactText: Set<ContainerID>] = { [:] }
    ) throws -> Set<ContainerID>? {
        guard !containers.isEmpty || !projects.isEmpty else { return nil }
        var chosen = known
        if !projects.isEmpty {
            let present = Set(known.flatMap(\.projectNames))
            for project in projects where !present.contains(ExactText(project)) {
                throw unknown("project", project, among: present.map(\.text))
            }
            let meant = Set(projects.map { ExactText($0) })
            chosen = chosen.filter { !meant.isDisjoint(with: $0.projectNames) }
        }
        guard !containers.isEmpty else { return Set(chosen.map(\.id)) }
        var named = Set<ContainerID>()
        for text in containers {
            let bearers = Set(ContainerSelection.bearers(of: text, among: known).map(\.id))
            let found = try bearers.isEmpty ? formerNames()[ExactText(text)] ?? [] : bearers
            guard !found.isEmpty else { throw ContainerSelection.unknown(text, among: known) }
            named.formUnion(found)
        }
        return Set(chosen.map(\.id)).intersection(named)
    }

    /// What a person should know of how the names were understood, in lines: namesakes, and names of before.
    func remarks(among known: [Container], formerNames: () throws -> [ExactText: Set<ContainerID>]) rethrows -> [String]
    {
        try containers.flatMap { text -> [String] in
            let bearers = ContainerSelection.bearers(of: text, among: known)
            if bearers.isEmpty {
                let former = try formerNames()[ExactText(text)] ?? []
                return known.filter { former.contains($0.id) }.map { container in
                    "\(text.neutralised): now called \((container.name ?? container.id.text).neutralised)"
                }
            }
            guard bearers.count > 1, bearers.allSatisfy({ $0.name.map { ExactText($0) } == ExactText(text) }) else {
                return []
            }
            let labels = firstFew(ContainerSelection.labels(of: bearers), most: 5)
            return ["\(bearers.count) containers are called \(text.neutralised): \(labels.joined(separator: ", "))"]
        }
    }

    /// What tells namesakes apart, as `--container` takes it: the project before the name where that is enough, else the end of the id.
    static func labels(of namesakes: [Container]) -> [String] {
        let names = ContainerNames(namesakes.map { ($0.id, $0.name) })
        let places = namesakes.map { container -> ExactText? in
            guard let name = container.name, let project = container.projectAlias ?? container.projectID else {
                return nil
            }
            return ExactText("\(project)/\(name)")
        }
        return zip(namesakes, places).map { container, place in
            let isShared = namesakes.count { $0.name != nil && $0.name == container.name } > 1
            guard isShared, let place, places.count(where: { $0 == place }) == 1 else {
                return names.text(container.name, container.id)
            }
            return place.text.neutralised
        }
    }

    /// That no container bears `text`.
    package static func unknown(_ text: String, among known: [Container]) -> QuestionError {
        ContainerSelection(containers: [text], projects: []).unknown(
            "container",
            text,
            among: known.flatMap { [$0.name, $0.id.text].compactMap(\.self) }
        )
    }

    /// The containers that `text` names by id, name or glob.
    package static func bearers(of text: String, among known: [Container]) -> [Container] {
        ContainerFilter(text).matches(in: known, id: \.id, name: \.name, projects: \.projectNames)
    }

    private func unknown(_ kind: String, _ text: String, among candidates: [String]) -> QuestionError {
        let advice = ContainerFilter(text).suggestion(among: candidates).map { "did you mean \($0)?" }
        let all = "tacho query coverage lists all containers"
        return .usage("no \(kind) matches \"\(text)\"; \(advice ?? all)")
    }
}

package import Timelines

/// What `--container` and `--project` name, as written.
package struct ContainerSelection {
    var containers: [String]
    var projects: [String]

    package init(containers: [String], projects: [String] = []) {
        self.containers = containers
        self.projects = projects
    }

    /// The containers that are meant; nil is all.
    ///
    /// Throws: where no container, or no project, bears a name that was given.
    package func ids(among known: [Container]) throws -> Set<ContainerID>? {
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
        let named = try Set(containers.flatMap { try ids(of: $0, among: known) })
        return Set(chosen.map(\.id)).intersection(named)
    }

    /// The containers with this id or name; where there are none, those whose id or name is of this form.
    private func ids(of text: String, among known: [Container]) throws -> [ContainerID] {
        let bearers = ContainerSelection.bearers(of: text, among: known)
        guard bearers.isEmpty else { return bearers.map(\.id) }
        throw ContainerSelection.unknown(text, among: known)
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
        ContainerFilter(text).matches(in: known, id: \.id, name: \.name)
    }

    private func unknown(_ kind: String, _ text: String, among candidates: [String]) -> QuestionError {
        let advice = ContainerFilter(text).suggestion(among: candidates).map { "did you mean \($0)?" }
        let all = "tacho query coverage lists all containers"
        return .usage("no \(kind) matches \"\(text)\"; \(advice ?? all)")
    }
}

internal import Ingestion
internal import Timelines

/// What `--container` and `--project` name, as written.
struct Selection {
    var containers: [String]
    var projects: [String]

    /// The containers that are meant; nil is all.
    ///
    /// Throws: where no container, or no project, bears a name that was given.
    func ids(among known: [Container]) throws -> Set<ContainerID>? {
        guard !containers.isEmpty || !projects.isEmpty else { return nil }
        var chosen = known
        if !projects.isEmpty {
            let present = Set(known.compactMap(\.projectID))
            for project in projects where !present.contains(project) {
                throw unknown("project", project, among: Array(present))
            }
            chosen = chosen.filter { $0.projectID.map(projects.contains) ?? false }
        }
        guard !containers.isEmpty else { return Set(chosen.map(\.id)) }
        let named = try Set(containers.flatMap { try ids(of: $0, among: known) })
        return Set(chosen.map(\.id)).intersection(named)
    }

    /// The containers with this id or name.
    private func ids(of text: String, among known: [Container]) throws -> [ContainerID] {
        let bearers = known.filter { $0.id.text == text || $0.name == text }
        guard bearers.isEmpty else { return bearers.map(\.id) }
        throw unknown("container", text, among: known.flatMap { [$0.name, $0.id.text].compactMap(\.self) })
    }

    private func unknown(_ kind: String, _ text: String, among candidates: [String]) -> Failure {
        let advice = nearest(to: text, among: candidates.sorted()).map { "did you mean \($0)?" }
        let all = "tacho query coverage lists what the store knows"
        return .usage("\(kind) \(text): the store knows none of that name or id; \(advice ?? all)")
    }
}

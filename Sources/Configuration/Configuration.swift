package import Periods
package import Study

/// What the configuration file (`tacho.yml`) says.
package struct Configuration: Hashable, Sendable {
    /// In the order of the file: the first that matches decides.
    package var actorRules: [ActorRule]
    package var maintenance: MaintenanceSchedule

    /// That of no file, or of an empty one.
    package init() {
        actorRules = []
        maintenance = MaintenanceSchedule()
    }

    /// Reads the content of a file; `file` is its name for error messages.
    ///
    /// Throws where it is no YAML in UTF-8, and at the first key that is unknown or missing and the first value that can't
    /// be understood.
    package init(contents: some Collection<UInt8>, file: String) throws(ConfigurationError) {
        self.init()
        guard let root = try YAMLNode(contents: contents, file: file), !root.isNull else { return }
        let fields = try root.mapping(of: ["maintenance", "actors"])
        if let list = fields.optional("maintenance") {
            for element in try list.sequence() {
                maintenance.rules.append(try MaintenanceRule(element))
            }
        }
        if let list = fields.optional("actors") {
            for element in try list.sequence() {
                actorRules.append(try ActorRule(element))
            }
        }
    }
}

import GRDB
import Observations

extension ContainerProjection {
    /// Reads from the newest listings what a store of the first version did not keep beside them.
    static func fillServersAndImages(_ database: Database) throws {
        let select = try PreparedStatement(
            database,
            "SELECT c.number, o.body FROM container_projection AS c JOIN observations AS o ON o.seq = c.newest_listing"
        )
        var listed: [(number: Int64, container: ListedContainer)] = []
        let decoder = PageDecoder()
        while try select.step() {
            if let container = decoder.container(Array(select.bytes(1))) {
                listed.append((select.integer(0), container))
            }
        }
        let update = try PreparedStatement(
            database,
            "UPDATE container_projection SET server = ?, image = ? WHERE number = ?"
        )
        for (number, container) in listed {
            update.bind(1, text: container.server)
            update.bind(2, text: container.image)
            update.bind(3, number)
            try update.run()
        }
    }
}

import GRDB
import Observations
package import Timelines

extension EventStoreReader {
    /// The instant of the first entry of the chosen containers (nil is all); nil where they have none.
    package func firstEntry(of chosen: Set<ContainerID>? = nil) throws(StorageError) -> Instant? {
        try access { database in
            let select = try PreparedStatement(
                database,
                "SELECT min(at) FROM transition_projection WHERE container = ?"
            )
            var first: Instant?
            for row in rows where chosen?.contains(row.key.id) ?? true {
                select.bind(1, row.key.number)
                if try select.step(), let at = try CheckedRow(select, of: "transition_projection").instantOrNil(0) {
                    first = min(first ?? .distantFuture, at)
                }
                select.reset()
            }
            return first
        }
    }

    /// Every listing of the chosen containers (nil is all) that differed from the one before it, in the order of passes.
    package func listedPlacements(of chosen: Set<ContainerID>? = nil) throws(StorageError) -> [ListedPlacement] {
        try access { database in
            let ids = Dictionary(uniqueKeysWithValues: rows.map { ($0.key.number, $0.key.id) })
            let select = try PreparedStatement(
                database,
                """
                SELECT container, pass, body FROM observations
                WHERE kind = \(ObservationKind.containerListed.rawValue) ORDER BY seq
                """
            )
            let decoder = PageDecoder()
            var listed: [ListedPlacement] = []
            while try select.step() {
                guard let id = ids[select.integer(0)], chosen?.contains(id) ?? true,
                    let container = decoder.container(Array(select.bytes(2)))
                else { continue }
                listed.append(
                    ListedPlacement(
                        containerID: id,
                        at: try beginning(ofPass: select.integer(1)),
                        server: container.server,
                        image: container.image
                    )
                )
            }
            return listed
        }
    }
}

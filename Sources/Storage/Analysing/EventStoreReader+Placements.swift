package import Timelines

extension EventStoreReader {
    /// Server and image of the chosen containers (nil is all), as the newest listing of each gives them; one that was never listed
    /// is left out.
    ///
    /// They are in no projection: few questions need them, and the listings are kept as received.
    package func placements(of chosen: Set<ContainerID>? = nil) throws(StorageError) -> [ContainerID: Placement] {
        try access { database in
            let bodies = try ObservationBodies(database)
            var placements: [ContainerID: Placement] = [:]
            for row in rows where chosen?.contains(row.key.id) ?? true {
                guard let seq = row.newestListing, let listing = JSONValue(try bodies.body(seq)) else { continue }
                placements[row.key.id] = Placement(
                    server: listing["server_name"]?.nonEmptyText ?? listing["server_id"]?.nonEmptyText,
                    image: listing["container_image"]?.nonEmptyText
                )
            }
            return placements
        }
    }
}

extension JSONValue {
    /// Nil where it is no text, or an empty one.
    fileprivate var nonEmptyText: String? {
        text.flatMap { $0.isEmpty ? nil : $0 }
    }
}

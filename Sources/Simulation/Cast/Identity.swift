import Timelines

/// What a container is, apart from what happens to it.
struct Identity {
    let id: ContainerID
    let name: String
    let project: Project
    let node: Node
    let image: String
    let autostart: Bool
    let createdAt: Instant
    let realm: String
    /// The middle digits of the ids of its entries.
    let machine: UInt64
}

/// A project of the simulated platform's customer.
enum Project: UInt64 {
    case shop = 1, staging, data, development, operations

    var alias: String {
        switch self {
        case .shop: "shop"
        case .staging: "shop-staging"
        case .data: "data"
        case .development: "development"
        case .operations: "operations"
        }
    }

    /// Its object id, the same in every fleet.
    var id: String {
        var generator = SeededGenerator(seed: 0x7052_4F4A, part: rawValue)
        return objectID(seconds: 1_735_689_600, machine: generator.next(), counter: generator.next())
    }
}

/// A server that containers run on.
enum Node: String, CaseIterable {
    case us, eu, ap

    var name: String { "node-\(rawValue)" }

    /// Its object id, the same in every fleet.
    var id: String {
        var generator = SeededGenerator(seed: 0x4E4F_4445, part: UInt64(rawValue.utf8.first ?? 0))
        return objectID(seconds: 1_704_067_200, machine: generator.next(), counter: generator.next())
    }
}

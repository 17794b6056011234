import Timelines

/// A container inside one store: its number there, and its id as the log hashes it.
struct ContainerKey: Hashable {
    let number: Int64
    let id: ContainerID
    let utf8: [UInt8]

    init(number: Int64, id: ContainerID) {
        self.number = number
        self.id = id
        utf8 = Array(id.text.utf8)
    }
}

internal import Timelines

/// The windows of many containers, taken one after the other in the order of their starts, then of the containers' ids; each container's
/// are in order already.
struct WindowsByStart {
    private let containers: [ContainerWindows]
    /// A binary heap of the next window of each container that has one left.
    private var heap: [Place]

    /// A window by the place of its container, and its index there.
    typealias Place = (start: Instant, container: Int32, index: Int32)

    /// `containers` by id.
    init(_ containers: [ContainerWindows]) {
        self.containers = containers
        heap = containers.enumerated().filter { $1.count > 0 }.map { ($1.start(0), Int32($0), 0) }
        for position in heap.indices.reversed() { sink(position) }
    }

    /// The next one; nil where none is left.
    var first: Place? { heap.first }

    mutating func removeFirst() {
        let place = heap[0]
        let next = Int(place.index) + 1
        if next < containers[Int(place.container)].count {
            heap[0] = (containers[Int(place.container)].start(next), place.container, Int32(next))
        } else {
            heap[0] = heap[heap.count - 1]
            heap.removeLast()
        }
        sink(0)
    }

    private func precedes(_ left: Place, _ right: Place) -> Bool {
        left.start == right.start ? left.container < right.container : left.start < right.start
    }

    private mutating func sink(_ position: Int) {
        var position = position
        while true {
            let (left, right) = (2 * position + 1, 2 * position + 2)
            var least = position
            if left < heap.count, precedes(heap[left], heap[least]) { least = left }
            if right < heap.count, precedes(heap[right], heap[least]) { least = right }
            guard least != position else { return }
            heap.swapAt(position, least)
            position = least
        }
    }
}

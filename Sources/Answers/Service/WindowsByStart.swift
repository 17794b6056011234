internal import Timelines

/// The windows of many containers in the order of their starts, then of the containers' ids; each container's are in order already.
struct WindowsByStart {
    private let containers: [ContainerWindows]

    /// `containers` by id.
    init(_ containers: [ContainerWindows]) {
        self.containers = containers
    }

    private typealias Head = (start: Instant, container: Int32, index: Int32)

    /// Calls `body` with each of them, by its container's windows and its index there.
    func forEach(_ body: (ContainerWindows, Int) -> Void) {
        // A binary heap of the next window of each container; each has one at least.
        var heap: [Head] = containers.enumerated().map { ($1.start(0), Int32($0), 0) }
        for position in heap.indices.reversed() { sink(position, in: &heap) }
        containers.withUnsafeBufferPointer { containers in
            while let head = heap.first {
                body(containers[Int(head.container)], Int(head.index))
                let next = Int(head.index) + 1
                if next < containers[Int(head.container)].count {
                    heap[0] = (containers[Int(head.container)].start(next), head.container, Int32(next))
                } else {
                    heap[0] = heap[heap.count - 1]
                    heap.removeLast()
                }
                sink(0, in: &heap)
            }
        }
    }

    private func precedes(_ left: Head, _ right: Head) -> Bool {
        left.start == right.start ? left.container < right.container : left.start < right.start
    }

    private func sink(_ position: Int, in heap: inout [Head]) {
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

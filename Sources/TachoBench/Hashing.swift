internal import Foundation
internal import Simulation
internal import Timelines
internal import Transparency

/// Measures the log's hashes alone: every entry of a fleet as a leaf, and the tree over them.
struct Hashing {
    let fleet: BigFleet

    /// The seconds of one thread, without the time to make the entries.
    func seconds() -> Double {
        var encoder = LeafEncoder()
        var frontier = MerkleFrontier()
        var taken = Duration.zero
        for number in 0..<fleet.containers {
            let container = fleet.container(number)
            let id = Array(container.id.utf8)
            let bodies = (0..<container.log.count).map { container.log.body($0) }
            taken += ContinuousClock().measure {
                for body in bodies {
                    id.withUnsafeBytes { id in
                        body.withUnsafeBytes { body in
                            encoder.encode(kind: 4, pass: 1, recordedAt: BigFleet.end, container: id, body: body)
                        }
                    }
                    frontier.append(encoder.leaf)
                }
            }
        }
        // The root is read, so that nothing of it can be left out.
        guard frontier.root.count == LogHash.byteCount else { return 0 }
        return taken / .seconds(1)
    }
}

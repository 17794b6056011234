import Foundation
import Simulation
import Timelines

/// Monday, 16 November 2026, midnight UTC: 1 794 787 200 s = 20 773 days after 1970-01-01, and 20 773 mod 7 is 4, which
/// is a Monday (day 0 was a Thursday).
let monday = Instant(milliseconds: 1_794_787_200_000)

let sampleFleet = Fleet(FleetOptions(now: monday))

extension SimulatedEntry {
    /// The entry as JSON; nil where it is not an object.
    var object: [String: Any]? {
        (try? JSONSerialization.jsonObject(with: Data(body))) as? [String: Any]
    }

    var fromStatus: String? { object?["from_status"] as? String }
    var toStatus: String? { object?["to_status"] as? String }
    var actor: String? { object?["triggered_by"] as? String }
    var operation: String? { (object?["metadata"] as? [String: Any])?["operation"] as? String }
    var duration: Double? { (object?["duration_ms"] as? NSNumber)?.doubleValue }
}

extension Fleet {
    /// Every version of every entry that shows `scenario`, with its container.
    func shown(_ scenario: Scenario) -> [(container: SimulatedContainer, entry: SimulatedEntry)] {
        (containers + spare).flatMap { container in
            container.entries(showing: scenario).map { (container, $0) }
        }
    }
}

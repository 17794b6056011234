import Observations
import Testing
import Timelines

/// The container that most tests are about; its id was made at 2026-11-01T00:00:00Z.
let web = ContainerID("6ae681000000000000000001")
let database = ContainerID("6ae681000000000000000002")

/// 2026-11-09T00:00:00Z and so many seconds.
func second(_ count: Int64) -> Instant {
    Instant(milliseconds: 1_794_182_400_000 + count * 1_000)
}

/// An element of a status log, as the decoder reads it; members that are nil are left out.
func element(
    _ id: String?,
    at seconds: Int64,
    _ from: String?,
    _ to: String?,
    duration: String? = nil,
    actor: String? = nil,
    operation: String? = nil,
    metadata more: String? = nil,
    of container: ContainerID = web
) -> ReceivedEntry {
    var members: [String] = []
    if let id { members.append("\"id\":\"\(id)\"") }
    if let from { members.append(from == "null" ? "\"from_status\":null" : "\"from_status\":\"\(from)\"") }
    if let to { members.append("\"to_status\":\"\(to)\"") }
    members.append("\"transition_time\":\"\(second(seconds).iso8601)\"")
    if let duration { members.append("\"duration_ms\":\(duration)") }
    if let actor { members.append("\"triggered_by\":\"\(actor)\"") }
    let metadata = [operation.map { "\"operation\":\"\($0)\"" }, more].compactMap(\.self)
    if !metadata.isEmpty { members.append("\"metadata\":{\(metadata.joined(separator: ","))}") }
    return element("{" + members.joined(separator: ",") + "}", of: container)
}

func element(_ json: String, of container: ContainerID = web) -> ReceivedEntry {
    let body = Array(json.utf8)
    return ReceivedEntry(body: body[...], reading: PageDecoder().entry(body, askedFor: container))
}

/// An object id that ends in `number`.
func id(_ number: Int) -> String {
    let digits = String(number, radix: 16)
    return "6910" + String(repeating: "0", count: 20 - digits.count) + digits
}

func listed(_ id: ContainerID, status: String?, name: String? = nil, project: String? = nil) throws -> ListedContainer {
    var members = ["\"id\":\"\(id.text)\""]
    if let name { members.append("\"name\":\"\(name)\"") }
    if let project { members.append("\"project_id\":\"\(project)\"") }
    if let status { members.append("\"status\":\"\(status)\"") }
    return try #require(PageDecoder().container(Array("{\(members.joined(separator: ","))}".utf8)))
}

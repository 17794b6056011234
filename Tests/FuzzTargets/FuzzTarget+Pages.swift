import Observations
import Timelines

extension FuzzTarget {
    private static let container = ContainerID("6ae681000000000000000001")

    /// A page of a status log: an element reads the same by itself as in its page, because a rebuild has only the element.
    static func logPage() -> FuzzTarget {
        let entries = [
            """
            {"id":"69100000000000000000000a","container_id":"6ae681000000000000000001","from_status":"running",\
            "to_status":"stopped","transition_time":"2026-11-09T14:30:00.123Z","duration_ms":7300,\
            "triggered_by":"user_kai","metadata":{"operation":"stop","server_name":"node-eu"}}
            """,
            """
            {"from_status":null,"to_status":"failed","transition_time":"2026-11-09T14:30:00+01:00","duration_ms":-0.0e3,\
            "metadata":{"command":"start","error":{"message":"exit \\u0000 \\ud83d\\ude00"}}}
            """,
            #"{"to_status":"\u00e9","transition_time":"2026-11-09t14:30:00z","duration_ms":1e400,"x":[[[{}]]]}"#,
            #"[1,2,{"a":null}]"#, "true", #""text""#,
        ]
        let seeds = [
            #"{"data":{"logs":[\#(entries.joined(separator: ","))],"pagination":{"total":6,"page":1,"limit":100}}}"#,
            #"{"statusCode":200,"data":{"logs":[\#(entries[0])],"pagination":{"totalPages":1}}}"#,
            #"{"data":{"logs":[]}}"#,
        ]
        return FuzzTarget("log-page", seeds: seeds.map { Array($0.utf8) }) { bytes in
            guard let page = try? PageDecoder().entryPage(bytes, askedFor: container) else { return }
            let decoder = PageDecoder()
            for entry in page.entries {
                let alone = decoder.entry(Array(entry.body), askedFor: container)
                guard alone == entry.reading else {
                    throw BrokenProperty("in its page \(entry.reading), by itself \(alone)")
                }
            }
        }
    }

    /// A page of the container list, likewise.
    static func containerPage() -> FuzzTarget {
        let seed =
            #"""
            {"data":{"containers":[{"id":"6ae681000000000000000001","name":"web","project_id":"p","server_name":"node",
            "container_image":"debian","status":"running","created_at":"2026-11-01T00:00:00Z"},{"id":7},{},null],
            "pagination":{"total":4,"page":1,"limit":100,"totalPages":1}}}
            """#
        return FuzzTarget("container-page", seeds: [Array(seed.utf8)]) { bytes in
            guard let page = try? PageDecoder().containerPage(bytes, date: nil) else { return }
            let decoder = PageDecoder()
            for container in page.containers {
                guard decoder.container(container.body) == container else {
                    throw BrokenProperty("container \(container.id.text) reads differently by itself")
                }
            }
            for element in page.unusable where decoder.container(element) != nil {
                throw BrokenProperty("an element that is unusable in its page is usable by itself")
            }
        }
    }
}

import Foundation
import TestSupport
import Testing
import Timelines

@Suite("What containers are called, then and now")
struct NameTests {
    private static func container(_ id: Int, _ name: String, project: String? = nil) -> HandmadeStore.Container {
        HandmadeStore.Container(
            id: "6a1b0000000000000000000\(id)",
            listing: ["\"name\":\"\(name)\",\"status\":\"running\",\"project_id\":\"p\(id)\""]
                + (project.map { ["\"project_alias\":\"\($0)\""] } ?? []),
            log: [
                #"{"id":"s\#(id)","from_status":"running","to_status":"stopped","transition_time":"2026-11-09T10:00:00Z"}"#,
                #"{"id":"r\#(id)","from_status":"stopped","to_status":"running","transition_time":"2026-11-09T11:00:00Z"}"#,
            ]
        )
    }

    @Test("A container is found by the name that it bore, and told by the one that it bears")
    func renamed() async throws {
        let store = try await HandmadeStore([Self.container(1, "web")], at: Fixture.now - .days(1))
        try await store.add([Self.container(1, "shop")], at: Fixture.now)
        let former = try await store.run("who", "stopped", "web")
        #expect(
            former.code == 0 && former.text.contains(" stopped shop on 2026-11-09 10:00:00 UTC"),
            "\(former.complaint)"
        )
        #expect(former.complaint.contains("web: now called shop\n"))
        let present = try await store.run("who", "stopped", "shop")
        #expect(present.output == former.output && !present.complaint.contains("now called"))
        // A name that somebody bears now is theirs.
        try await store.add([Self.container(1, "shop"), Self.container(2, "web")], at: Fixture.now + .hours(1))
        #expect(try await store.run("who", "stopped", "web").text.contains(" stopped web on "))
        let none = try await store.run("who", "stopped", "shopp")
        #expect(none.code == 64 && none.complaint.contains("did you mean shop?"))
    }

    @Test("Namesakes are said with what tells them apart, which is accepted")
    func namesakes() async throws {
        let store = try await HandmadeStore([
            Self.container(1, "web", project: "prod"), Self.container(2, "web", project: "staging"),
            Self.container(3, "db", project: "prod"),
        ])
        let both = try await store.run("who", "stopped", "web")
        #expect(both.code == 0 && both.complaint.contains("2 containers are called web: prod/web, staging/web\n"))
        let timeline = try await store.run("timeline", "web")
        #expect(timeline.code == 64)
        #expect(timeline.complaint == "tacho: container web: it names 2; give one of prod/web and staging/web\n")
        for name in ["staging/web", "p2/web", "web (…000002)", "0002"] {
            let one = try await store.run("timeline", name, "--period", "2026-W46", "--format", "json")
            #expect(
                one.code == 0 && one.text.contains("\"id\": \"6a1b00000000000000000002\""),
                "\(name): \(one.complaint)"
            )
            #expect(!one.complaint.contains("are called"))
        }
    }
}

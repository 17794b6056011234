import Testing
import Timelines

@Suite("Which containers a name means")
struct ContainerFilterTests {
    private static let known = [
        (id: "6a83f250e26669d42a9e8186", name: "web", projects: ["p1", "prod"]),
        (id: "6a83f250e26669d42a6d02b8", name: "web", projects: ["p2", "staging"]),
        (id: "6a83f250e26669d42aaaaaaa", name: "prod/web", projects: ["p3"]),
        (id: "6a83f250e26669d42abeef12", name: "db", projects: ["p1", "prod"]),
        (id: "6a83f250e26669d42aabcbeef", name: "beef", projects: []),
    ]

    @Test(
        "An id or a name before all else; then the project, a label, the end of an id, a glob",
        arguments: [
            ("web", [0, 1]), ("6a83f250e26669d42abeef12", [3]),
            // A name, though it reads like a project and a name.
            ("prod/web", [2]), ("staging/web", [1]), ("p1/web", [0]), ("prod/db", [3]), ("prod/none", []),
            ("web (…6d02b8)", [1]), ("web (…02b8)", [1]), ("db (…6d02b8)", []), ("web (…)", [0, 1]),
            ("web (6d02b8)", []),
            ("ef12", [3]), ("beef", [4]), ("cbeef", [4]), ("f12", []), ("EF12", []), ("8186", [0]),
            ("*web", [0, 1, 2]), ("d?", [3]), ("nothing", []),
        ] as [(String, [Int])]
    )
    func matches(text: String, expected: [Int]) {
        let found = ContainerFilter(text).matches(
            in: Self.known.indices.map { $0 },
            id: { ContainerID(Self.known[$0].id) },
            name: { Self.known[$0].name },
            projects: { Self.known[$0].projects.map { ExactText($0) } }
        )
        #expect(found == expected)
    }
}

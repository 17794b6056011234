/// What a parameter of a query takes.
package enum ParameterKind: Hashable, Sendable {
    /// ISO 8601, in UTC where it names no zone, a date, or milliseconds since 1970.
    case instant
    /// The id or the name of a container of the store.
    case container
    /// A status of the definitions, or one that an entry of the store bears.
    case status
    /// One of these words.
    case choice([String])
    /// A whole number of milliseconds within these bounds.
    case milliseconds(ClosedRange<Int64>)

    /// By the parameter's name, which means the same in every query.
    static let byName: [String: ParameterKind] = [
        ":from": .instant,
        ":to": .instant,
        ":container": .container,
        ":status": .status,
        ":paused": .choice(["up", "down", "out"]),
        ":kind": .choice([
            "start", "recover", "provision", "resume", "stop", "force-stop", "pause", "fail", "other",
        ]),
        // Up to a hundred years, and a day ahead or behind.
        ":restart_gap_ms": .milliseconds(0...3_155_760_000_000),
        ":utc_offset_ms": .milliseconds(-86_400_000...86_400_000),
    ]
}

import TestSupport

/// Writes JSON as nobody would by hand: every spelling of numbers and texts that the grammar has, keys that come twice, nesting.
struct RandomJSON {
    private var generator: SeededGenerator
    /// Ids that come again, so that entries are repeated and amended.
    private var ids: [String] = []

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
        for _ in 0..<6 { ids.append(id()) }
    }

    // MARK: Pages

    /// A page of a status log with so many elements.
    mutating func page(of count: Int) -> [UInt8] {
        let elements = (0..<count).map { _ in element() }
        return Array(#"{"data":{"logs":[\#(elements.joined(separator: space() + ","))]}}"#.utf8)
    }

    /// A page of the container list with the containers of these ids (JSON texts), and some that can't be used.
    mutating func listing(of ids: [String]) -> [UInt8] {
        var elements = ids.map { id in
            var members = [member(#""id""#, id)]
            for key in [
                #""name""#, #""status""#, #""project_id""#, #""project_alias""#, #""server_name""#,
                #""container_image""#,
            ]
            where decide() {
                members.append(member(key, decide() ? text() : value(depth: 3)))
            }
            if decide() { members.append(member(#""created_at""#, instant())) }
            return object(members)
        }
        if decide() { elements.append(value(depth: 4)) }
        if decide() { elements.append(object([member(#""id""#, number()), member(text(), text())])) }
        return Array(#"{"data":{"containers":[\#(elements.joined(separator: ","))]}}"#.utf8)
    }

    /// An element of a status log: mostly what it should be, with parts that are not.
    private mutating func element() -> String {
        guard one(in: 12) == false else { return value(depth: 4) }
        var members: [String] = []
        if !one(in: 4) { members.append(member(#""id""#, one(in: 6) ? value(depth: 3) : drawn(ids))) }
        if !one(in: 5) { members.append(member(#""from_status""#, status())) }
        members.append(member(#""to_status""#, one(in: 8) ? value(depth: 3) : status()))
        members.append(member(#""transition_time""#, one(in: 15) ? text() : instant()))
        if !one(in: 4) { members.append(member(#""duration_ms""#, one(in: 8) ? value(depth: 2) : number())) }
        if decide() { members.append(member(#""triggered_by""#, value(depth: 2))) }
        if decide() { members.append(member(#""metadata""#, value(depth: 5))) }
        if one(in: 3) {
            let names = [
                #""operation""#, #""command""#, #""error""#, #""error_message""#, #""message""#, #""reason""#,
                #""server_name""#,
            ]
            let named = member(drawn(names), value(depth: 3))
            members.append(member(#""metadata""#, object([named, member(text(), value(depth: 3))])))
        }
        if one(in: 4) { members.append(member(text(), value(depth: 6))) }
        // A key that comes again, with another value, in another place.
        if one(in: 4) { members.append(member(#""duration_ms""#, number())) }
        if one(in: 6) { members.append(member(#""to_status""#, status())) }
        if one(in: 6) { members.append(member(#""id""#, drawn(ids))) }
        return object(members.shuffled(using: &generator))
    }

    // MARK: Values

    private mutating func value(depth: Int) -> String {
        switch Int.random(in: 0..<(depth > 0 ? 8 : 6), using: &generator) {
        case 0: return drawn(["null", "true", "false"])
        case 1, 2: return number()
        case 3, 4, 5: return text()
        case 6: return "[" + (0..<count()).map { _ in value(depth: depth - 1) }.joined(separator: space() + ",") + "]"
        default:
            let deep = one(in: 8) ? nested() : value(depth: depth - 1)
            return object((0..<count()).map { _ in member(text(), value(depth: depth - 1)) } + [member(text(), deep)])
        }
    }

    /// As deep as the decoder allows within an element.
    private mutating func nested() -> String {
        let depth = Int.random(in: 20...50, using: &generator)
        return String(repeating: "[", count: depth) + number() + String(repeating: "]", count: depth)
    }

    private mutating func status() -> String {
        one(in: 4) ? text() : drawn([#""running""#, #""stopped""#, #""failed""#, #""st\u006fpped""#, "null"])
    }

    private mutating func instant() -> String {
        let second = Int.random(in: 0...9, using: &generator)
        return drawn([
            "\"2026-11-09T10:00:0\(second)Z\"", "\"2026-11-09T10:00:0\(second).0004Z\"",
            "\"2026-11-09T11:00:0\(second)+01:00\"", #""0000-01-01T00:00:00Z""#, #""9999-12-31T23:59:59.999999999Z""#,
            #""0000-01-01T00:00:00+14:00""#, #""9999-12-31T23:59:59-14:00""#, #""1969-12-31T23:59:59.9995Z""#,
            "\"2026-11-09T10:00:0\(second)\\u005a\"",
        ])
    }

    private mutating func id() -> String {
        one(in: 3)
            ? text()
            : drawn([
                #""691000000000000000000001""#, #""69100000000000000000000A""#, #""6910000000000000000000\u0030f""#,
                #""ffffffffffffffffffffffff""#, #""000000000000000000000000""#, #""6910000000000000000000010""#,
                #"" ""#,
            ])
    }

    private mutating func number() -> String {
        switch Int.random(in: 0..<5, using: &generator) {
        case 0:
            return drawn([
                "-0", "-0.0", "-0.000e7", "-0E-12", "-1e-400", "-4e-324", "0", "0.0", "0e400", "1e-400", "5e-324",
                "-5e-324",
                "2.2250738585072011e-308", "1e400", "-1e400", "1.7976931348623157e308", "1.7976931348623159e308",
            ])
        case 1:
            return drawn([
                "86400000", "86400000.0", "8.64e7", "86400000.00000001", "86400000.000000001", "86400001", "864E+5",
                "-1", "-1e-5",
                "9007199254740993", "9223372036854775807", "9223372036854775808", "-9223372036854775808",
                "-9223372036854775809",
                "18446744073709551615", "18446744073709551616", "1e99999999999999999999", "-1e-99999999999999999999",
            ])
        default:
            let digits = { (count: Int, generator: inout SeededGenerator) in
                (0..<count).map { _ in String(Int.random(in: 0...9, using: &generator)) }.joined()
            }
            let whole =
                one(in: 3) ? "0" : "\(Int.random(in: 1...9, using: &generator))\(digits(count() * count(), &generator))"
            let fraction = decide() ? "." + digits(1 + count() * 9, &generator) : ""
            let sign = drawn(["", "+", "-"])
            let exponent = one(in: 3) ? drawn(["e", "E"]) + sign + digits(1 + count() / 2, &generator) : ""
            return (one(in: 4) ? "-" : "") + whole + fraction + exponent
        }
    }

    private mutating func text() -> String {
        let pieces = (0..<count()).map { _ in
            drawn([
                "a", "stopped", "B", " ", "é", "e\u{301}", #"\u00e9"#, #"e\u0301"#, #"\u0065"#, #"\u0000"#, #"\u001f"#,
                #"\""#, #"\\"#,
                #"\/"#, "/", #"\b\f\n\r\t"#, #"\ud83d\ude00"#, #"\uD83D\uDE00"#, "😀", #"\u2028"#, "\u{2028}", "\u{7F}",
                "\u{FEFF}",
                #"\uffff"#, "ﬁ", "Å", "Å", "A\u{30A}", "가", "가", String(repeating: "long ", count: 30),
            ])
        }
        // Half a pair, alone or before what does not complete it; simdjson makes no text of it.
        let half = one(in: 8) ? drawn([#"\ud800"#, #"\udc00"#, #"\ud800\u0041"#, #"\udc00\ud800"#]) : ""
        return "\"" + pieces.joined() + half + "\""
    }

    // MARK: Writing

    private mutating func object(_ members: [String]) -> String {
        "{" + space() + members.joined(separator: "," + space()) + space() + "}"
    }

    private mutating func member(_ key: String, _ value: String) -> String {
        key + space() + ":" + space() + value
    }

    private mutating func space() -> String {
        one(in: 4) ? drawn([" ", "\n", "\t\r\n", "   "]) : ""
    }

    // MARK: Drawing

    mutating func decide() -> Bool { Bool.random(using: &generator) }

    private mutating func one(in count: Int) -> Bool { Int.random(in: 0..<count, using: &generator) == 0 }

    private mutating func count() -> Int { Int.random(in: 0...4, using: &generator) }

    private mutating func drawn(_ texts: [String]) -> String { texts.randomElement(using: &generator) ?? "" }
}

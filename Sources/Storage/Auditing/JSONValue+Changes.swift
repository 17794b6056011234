import Timelines

extension JSONValue {
    /// The members in which the bodies of two versions of an entry differ, by name; `id`, whose difference is none, apart.
    ///
    /// Of objects that both versions have at one place, such as `metadata`, the members that differ stand for the whole.
    /// Nothing where either is no JSON object.
    static func changes(from before: [UInt8], to after: [UInt8]) -> [MemberChange] {
        guard case .object(var old)? = JSONValue(before), case .object(var new)? = JSONValue(after) else { return [] }
        old[Array("id".utf8)] = nil
        new[Array("id".utf8)] = nil
        return changes(from: old, to: new, within: "")
    }

    private static func changes(
        from old: [[UInt8]: JSONValue],
        to new: [[UInt8]: JSONValue],
        within prefix: String
    ) -> [MemberChange] {
        let names = Set(old.keys).union(new.keys).sorted { $0.lexicographicallyPrecedes($1) }
        return names.flatMap { name -> [MemberChange] in
            let (before, after) = (old[name], new[name])
            guard before != after else { return [] }
            let field = prefix + String(decoding: name, as: UTF8.self)
            if prefix.isEmpty, case .object(let inner)? = before, case .object(let outer)? = after {
                return changes(from: inner, to: outer, within: field + ".")
            }
            return [MemberChange(field: field, before: before?.compactText, after: after?.compactText)]
        }
    }

    /// The value as compact JSON, an object's members by name.
    var compactText: String {
        switch self {
        case .null: "null"
        case .boolean(let value): value ? "true" : "false"
        case .number(let number): number.text
        case .text(let bytes): String(decoding: JSONText.string(String(decoding: bytes, as: UTF8.self)), as: UTF8.self)
        case .array(let elements): "[\(elements.map(\.compactText).joined(separator: ","))]"
        case .object(let members):
            "{\(members.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(Self.memberText).joined(separator: ","))}"
        }
    }

    private static func memberText(_ name: [UInt8], _ value: JSONValue) -> String {
        "\(JSONValue.text(name).compactText):\(value.compactText)"
    }
}

extension JSONNumber {
    /// Without an exponent, unless that takes many zeros.
    fileprivate var text: String {
        let written = digits.isEmpty ? "0" : digits.map(String.init).joined()
        let sign = isNegative ? "-" : ""
        if exponent >= 0, exponent < 16 { return sign + written + String(repeating: "0", count: exponent) }
        if exponent < 0, exponent > -16 {
            let padded = String(repeating: "0", count: max(0, 1 - exponent - written.count)) + written
            return "\(sign)\(padded.dropLast(-exponent)).\(padded.suffix(-exponent))"
        }
        return "\(sign)\(written)e\(exponent)"
    }
}

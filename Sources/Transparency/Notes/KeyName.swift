/// The rule for names of keys: C2SP signed-note, "Format".
package enum KeyName {
    /// Not empty, no white space of Unicode, no plus, no control character of ASCII.
    package static func isValid(_ name: String) -> Bool {
        !name.isEmpty
            && name.unicodeScalars.allSatisfy { scalar in
                !scalar.properties.isWhitespace && scalar != "+" && scalar.value >= 0x20
            }
    }

    /// Throws: `badName` where no key can have this name.
    static func check(_ name: String) throws(EvidenceError) {
        guard !isValid(name) else { return }
        throw EvidenceError(
            .badName,
            "“\(name)” can't name a key: a name has no white space and no plus; one such as example.com/fleet is good"
        )
    }
}

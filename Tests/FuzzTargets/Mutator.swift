/// Changes inputs at random, as a fuzzer does that knows nothing of the program.
package struct Mutator {
    package init() {}

    /// One to eight changes of `input`: bits, bytes, runs removed, repeated or moved, and bytes that readers often get wrong.
    package func mutated(_ input: [UInt8], using generator: inout some RandomNumberGenerator) -> [UInt8] {
        var bytes = input
        for _ in 0..<Int.random(in: 1...8, using: &generator) { change(&bytes, using: &generator) }
        return bytes
    }

    private func change(_ bytes: inout [UInt8], using generator: inout some RandomNumberGenerator) {
        guard !bytes.isEmpty else {
            bytes = [UInt8.random(in: .min ... .max, using: &generator)]
            return
        }
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        let end = min(bytes.count, place + Int.random(in: 1...16, using: &generator))
        switch Int.random(in: 0..<7, using: &generator) {
        case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        case 1: bytes[place] = UInt8.random(in: .min ... .max, using: &generator)
        case 2: bytes.removeSubrange(place..<end)
        case 3: bytes.insert(contentsOf: bytes[place..<end], at: place)
        case 4: bytes.insert(contentsOf: Self.hazards.randomElement(using: &generator) ?? [], at: place)
        case 5: bytes.replaceSubrange(place..<end, with: Self.hazards.randomElement(using: &generator) ?? [])
        default: bytes.removeSubrange(end...)
        }
    }

    private static let hazards: [[UInt8]] =
        [
            "0", "-1", "-0.0", "1e999", "9223372036854775808", "\\ud800", "\\u0000", "\"", "\\", "[", "]", "{", "}",
            ",", ":",
            "null", "\n", "\u{0}", "\u{FEFF}", "e\u{301}", "+00:00", "24:00:00", "*", "&a ", "<<: *a",
        ].map { Array($0.utf8) } + [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80]]
}

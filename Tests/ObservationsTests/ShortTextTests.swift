import Observations
import Testing

@Suite("Short texts")
struct ShortTextTests {
    private func short(_ bytes: [UInt8]) -> ShortText? {
        bytes.withUnsafeBufferPointer { ShortText($0) }
    }

    @Test("Texts of 1 to 32 bytes have one, others have none")
    func lengths() {
        for count in 0...40 {
            #expect((short(Array(repeating: 7, count: count)) != nil) == (1...32 ~= count), "\(count) bytes")
        }
    }

    @Test("Two are equal exactly where every byte is, whatever the length")
    func everyByte() throws {
        for count in 1...32 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: 37 &* ($0 + 1) &* ($0 + count)) }
            let whole = try #require(short(bytes))
            #expect(short(bytes) == whole)
            #expect(0..<256 ~= whole.bucket)
            for place in 0..<count {
                for bit in 0..<8 {
                    var other = bytes
                    other[place] ^= 1 << bit
                    #expect(short(other) != whole, "\(bytes), bit \(bit) of byte \(place)")
                }
            }
            #expect(short(bytes + [0]) != whole, "\(bytes) and a zero")
            #expect(short([0] + bytes) != whole, "a zero and \(bytes)")
        }
    }

    @Test("A text has that of its UTF-8, with what Swift holds equal kept apart")
    func strings() {
        let texts = ["running", "K", "\u{212A}", "e\u{301}", "\u{E9}", "automation_script_of_the_platform", ""]
        for text in texts { #expect(ShortText(text) == short(Array(text.utf8)), "\(text)") }
        #expect("K" == "\u{212A}")
        #expect(ShortText("K") != ShortText("\u{212A}"))
        #expect(ShortText("e\u{301}") != ShortText("\u{E9}"))
    }
}

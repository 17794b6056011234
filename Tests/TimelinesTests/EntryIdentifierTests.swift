import Testing
import Timelines

@Suite("Ids of entries")
struct EntryIdentifierTests {
    private let digits = Array("69191646397b1dcdaf9adc72".utf8)

    @Test("24 lower-case hex digits are a number")
    func number() {
        let id = EntryIdentifier(objectID: "69191646397b1dcdaf9adc72")
        #expect(id == .object(high: 0x6919_1646_397b_1dcd, low: 0xaf9a_dc72))
        #expect(id?.text(in: SymbolTable()) == "69191646397b1dcdaf9adc72")
        #expect(EntryIdentifier(objectID: "000000000000000000000000") == .object(high: 0, low: 0))
        #expect(EntryIdentifier(objectID: "ffffffffffffffffffffffff") == .object(high: .max, low: .max))
    }

    @Test("any byte at any place is taken exactly where it is such a digit, for what it is worth")
    func everyByte() {
        for place in digits.indices {
            for byte in UInt8.min...UInt8.max {
                var other = digits
                other[place] = byte
                let id = other.withUnsafeBufferPointer { EntryIdentifier(objectID: $0) }
                guard let worth = Array("0123456789abcdef".utf8).firstIndex(of: byte) else {
                    #expect(id == nil, "byte \(byte) at \(place)")
                    continue
                }
                var high: UInt64 = 0x6919_1646_397b_1dcd
                var low: UInt32 = 0xaf9a_dc72
                if place < 16 {
                    let shift = UInt64(60 - 4 * place)
                    high = high & ~(15 << shift) | UInt64(worth) << shift
                } else {
                    let shift = UInt32(28 - 4 * (place - 16))
                    low = low & ~(15 << shift) | UInt32(worth) << shift
                }
                #expect(id == .object(high: high, low: low), "byte \(byte) at \(place)")
            }
        }
    }

    @Test("texts of another length are none")
    func lengths() {
        #expect(EntryIdentifier(objectID: "") == nil)
        #expect(EntryIdentifier(objectID: "69191646397b1dcdaf9adc7") == nil)
        #expect(EntryIdentifier(objectID: "69191646397b1dcdaf9adc722") == nil)
    }
}

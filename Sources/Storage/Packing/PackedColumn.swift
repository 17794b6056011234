/// How a column of integers is packed: as the least of them, and what has to be added to it for each, all in the same number of bytes.
///
/// That is a frame of reference (Goldstein, Ramakrishnan and Shaft, "Compressing relations and indexes", ICDE 1998). A frame takes
/// nine bytes: the width, and the least value with its least byte first.
enum PackedColumn {
    /// The bytes of a frame.
    static let frameSize = 9

    struct Frame {
        let least: Int64
        /// 0, 1, 2, 4 or 8 bytes for each value.
        let width: Int

        /// That of `values`; of none, one of no width.
        init(of values: UnsafeBufferPointer<Int64>) {
            var least = values.first ?? 0
            var greatest = least
            for value in values {
                least = min(least, value)
                greatest = max(greatest, value)
            }
            self.least = least
            // What two values of 64 bits differ by has 64 bits without a sign.
            width =
                switch UInt64(bitPattern: greatest &- least) {
                case 0: 0
                case ...UInt64(UInt8.max): 1
                case ...UInt64(UInt16.max): 2
                case ...UInt64(UInt32.max): 4
                default: 8
                }
        }

        /// Nil where `bytes`, which are as many as a frame has, are none.
        init?(_ bytes: UnsafeRawBufferPointer) {
            guard [0, 1, 2, 4, 8].contains(bytes[0]) else { return nil }
            width = Int(bytes[0])
            least = Int64(littleEndian: bytes.loadUnaligned(fromByteOffset: 1, as: Int64.self))
        }

        func write(to bytes: UnsafeMutableRawBufferPointer) {
            bytes[0] = UInt8(width)
            bytes.storeBytes(of: least.littleEndian, toByteOffset: 1, as: Int64.self)
        }
    }

    /// Writes `values` to `bytes`, which have the room that `frame` asks for.
    static func pack(_ values: UnsafeBufferPointer<Int64>, _ frame: Frame, into bytes: UnsafeMutableRawBufferPointer) {
        switch frame.width {
        case 0: break
        case 1: store(values, frame.least, UInt8.self, bytes)
        case 2: store(values, frame.least, UInt16.self, bytes)
        case 4: store(values, frame.least, UInt32.self, bytes)
        default: store(values, frame.least, UInt64.self, bytes)
        }
    }

    /// Reads `values` from `bytes`. Returns: the most that is added to the least of them.
    static func unpack(
        _ bytes: UnsafeRawBufferPointer,
        _ frame: Frame,
        into values: UnsafeMutableBufferPointer<Int64>
    ) -> UInt64 {
        switch frame.width {
        case 0:
            values.update(repeating: frame.least)
            return 0
        case 1: return load(bytes, frame.least, UInt8.self, values)
        case 2: return load(bytes, frame.least, UInt16.self, values)
        case 4: return load(bytes, frame.least, UInt32.self, values)
        default: return load(bytes, frame.least, UInt64.self, values)
        }
    }

    @inline(__always)
    private static func store<Word: FixedWidthInteger & UnsignedInteger>(
        _ values: UnsafeBufferPointer<Int64>,
        _ least: Int64,
        _: Word.Type,
        _ bytes: UnsafeMutableRawBufferPointer
    ) {
        for position in values.indices {
            let word = Word(truncatingIfNeeded: values[position] &- least)
            bytes.storeBytes(of: word.littleEndian, toByteOffset: position &* MemoryLayout<Word>.size, as: Word.self)
        }
    }

    @inline(__always)
    private static func load<Word: FixedWidthInteger & UnsignedInteger>(
        _ bytes: UnsafeRawBufferPointer,
        _ least: Int64,
        _: Word.Type,
        _ values: UnsafeMutableBufferPointer<Int64>
    ) -> UInt64 {
        var most: Word = 0
        for position in values.indices {
            let offset = position &* MemoryLayout<Word>.size
            let word = Word(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Word.self))
            most = max(most, word)
            values[position] = least &+ Int64(truncatingIfNeeded: word)
        }
        return UInt64(most)
    }
}

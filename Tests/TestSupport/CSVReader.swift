/// Reads CSV by the grammar of RFC 4180, knowing nothing of how it was written; nil where the grammar is broken.
package func csvRows(_ bytes: [UInt8]) -> [[String]]? {
    var rows: [[String]] = []
    var row: [String] = []
    var cell: [UInt8] = []
    var rest = bytes[...]
    func isNext(_ character: Unicode.Scalar) -> Bool { rest.first == UInt8(ascii: character) }
    while !rest.isEmpty {
        cell = []
        if isNext("\"") {
            rest.removeFirst()
            while true {
                guard let byte = rest.popFirst() else { return nil }
                if byte != UInt8(ascii: "\"") {
                    cell.append(byte)
                } else if isNext("\"") {
                    cell.append(byte)
                    rest.removeFirst()
                } else {
                    break
                }
            }
        } else {
            while let byte = rest.first, byte != UInt8(ascii: ","), byte != 0x0D {
                guard byte != UInt8(ascii: "\""), byte != 0x0A else { return nil }
                cell.append(rest.removeFirst())
            }
        }
        row.append(String(decoding: cell, as: UTF8.self))
        if isNext(",") {
            rest.removeFirst()
            guard rest.starts(with: [0x0D, 0x0A]) else {
                continue
            }
            // A last cell that is empty.
            row.append("")
        }
        guard rest.starts(with: [0x0D, 0x0A]) else { return nil }
        rest = rest.dropFirst(2)
        rows.append(row)
        row = []
    }
    return row.isEmpty ? rows : nil
}

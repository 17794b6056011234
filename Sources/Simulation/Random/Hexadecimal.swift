/// `value` in exactly `digits` lower-case hex digits, its lowest ones.
func hexadecimal(_ value: UInt64, digits: Int) -> String {
    let text = String(value, radix: 16)
    return text.count >= digits
        ? String(text.suffix(digits)) : String(repeating: "0", count: digits - text.count) + text
}

/// An object id as MongoDB makes them: four bytes of seconds, five of the machine, three of a counter.
func objectID(seconds: Int64, machine: UInt64, counter: UInt64) -> String {
    hexadecimal(UInt64(bitPattern: seconds), digits: 8) + hexadecimal(machine, digits: 10)
        + hexadecimal(counter, digits: 6)
}

/// Whether two bodies of one entry say the same: equal as JSON values, a difference in `id` alone being none.
///
/// What can't be read as JSON is the same only byte for byte.
func haveSameContent(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    if left == right { return true }
    guard let left = contentBesidesID(left), let right = contentBesidesID(right) else { return false }
    return left == right
}

private func contentBesidesID(_ body: [UInt8]) -> JSONValue? {
    guard let value = JSONValue(body) else { return nil }
    guard case .object(var members) = value else { return value }
    members[Array("id".utf8)] = nil
    return .object(members)
}

/// What the rows of the evidence have to say of themselves.
extension PrintedExplanation {
    func rowComplaints() -> [String] {
        complaints(about: "stretches", areRight: lasts) + complaints(about: "windows", areRight: isWindow)
            + complaints(about: "entries", areRight: isEntry) + orderComplaints()
    }

    private func complaints(about table: String, areRight: ([String: Cell]) -> Bool) -> [String] {
        (evidence[table] ?? []).filter { !areRight($0) }.map { "\(path): \(table) has \($0)" }
    }

    private func lasts(_ row: [String: Cell]) -> Bool {
        guard let start = row["start"]?.amount, let end = row["end"]?.amount else { return false }
        return row["length_ms"]?.number == end - start
    }

    private func isWindow(_ row: [String: Cell]) -> Bool {
        guard let start = row["start"]?.amount, let end = row["end"]?.amount else { return false }
        let clipped = min(end, Double(to)) - max(start, Double(from))
        guard row["duration_ms"]?.number == end - start, row["in_range_ms"]?.number == clipped else { return false }
        guard let failure = row["failure"] else { return true }
        let counts =
            start >= Double(from) && start < Double(to) && row["planned"] == .flag(false)
            && row["opened_by_operation"] != .text("pause")
        return failure == .flag(counts)
    }

    private func isEntry(_ row: [String: Cell]) -> Bool {
        guard let at = row["at"]?.instant, let role = row["role"]?.text else { return false }
        // What counts lies in the range; what began or ended something need not.
        if ["counted", "failed-attempt"].contains(role), !(from..<to).contains(at) { return false }
        if let reading = row["reading"] { return (reading == .text("sample")) == (row["duration_ms"] != .null) }
        return true
    }

    /// The stretches of a window leave no gap.
    private func orderComplaints() -> [String] {
        guard path.hasPrefix("windows["), let stretches = evidence["stretches"] else { return [] }
        return zip(stretches, stretches.dropFirst()).filter { $0["end"] != $1["start"] }
            .map { "\(path): a gap between \($0) and \($1)" }
    }
}

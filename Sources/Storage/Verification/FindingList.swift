/// Findings as they come: the first ones are kept, the others counted.
struct FindingList: Sendable {
    private(set) var kept: [VerificationFinding] = []
    private(set) var count = 0

    mutating func add(_ finding: @autoclosure () -> VerificationFinding) {
        if kept.count < VerificationResult.mostFindings { kept.append(finding()) }
        count += 1
    }

    mutating func add(_ other: FindingList) {
        kept += other.kept
        count += other.count
    }

    mutating func change(_ body: (inout VerificationFinding) throws -> Void) rethrows {
        for place in kept.indices { try body(&kept[place]) }
    }
}

import Study
import Testing
import Timelines

struct OperationReadingTests {
    private func reading(_ from: PriorStatus, _ to: Status, _ operation: Symbol? = nil) -> OperationReading {
        Entry(at: Instant(milliseconds: 0), from: from, to: to, operation: operation).operationReading
    }

    @Test("an operation that is written is taken as written")
    func written() {
        var symbols = SymbolTable()
        let odd = symbols.intern("Reboot!")
        let reading = reading(.status(.stopped), .running, odd)
        #expect(reading == .written(odd))
        #expect(!reading.isDerived)
        #expect(reading.text(in: symbols) == "Reboot!")
    }

    @Test(
        "without one it is derived from the statuses: the kind's name, a recovery as start",
        arguments: [
            (.status(.stopped), .running, "start"), (.status(.failed), .running, "start"),
            (.status(.copying), .running, "provision"), (.status(.paused), .running, "resume"),
            (.status(.running), .stopped, "stop"), (.missing, .stopped, "stop"), (.status(.running), .paused, "pause"),
            (.status(.stopped), .failed, "fail"), (.status(.running), .running, "other"), (.null, .creating, "other"),
        ] as [(PriorStatus, Status, String)]
    )
    func derived(from: PriorStatus, to: Status, expected: String) {
        let reading = reading(from, to)
        #expect(reading.isDerived)
        #expect(reading.text(in: SymbolTable()) == expected)
    }
}

import Study
import Testing
import Timelines

struct LatencyKindTests {
    private static let odd = Status.unknown(Symbol(number: 99))

    @Test(
        "the statuses tell the kind",
        arguments: [
            (.status(.stopped), .running, .start), (.status(.failed), .running, .recover),
            (.status(.creating), .running, .provision), (.status(.claiming), .running, .provision),
            (.status(.copying), .running, .provision), (.status(.paused), .running, .resume),
            (.status(.running), .stopped, .stop), (.status(.paused), .stopped, .stop),
            (.status(.creating), .stopped, .stop), (.status(odd), .stopped, .stop), (.null, .stopped, .stop),
            (.missing, .stopped, .stop), (.status(.running), .paused, .pause), (.missing, .paused, .pause),
            (.status(.running), .failed, .fail), (.status(.stopped), .failed, .fail), (.null, .failed, .fail),
            (.status(.running), .running, .other), (.null, .running, .other), (.missing, .running, .other),
            (.status(.deleting), .running, .other), (.status(odd), .running, .other), (.null, .creating, .other),
            (.status(.creating), .claiming, .other), (.status(.running), .deleting, .other),
            (.status(.deleting), .deleted, .other), (.status(.running), odd, .other),
        ] as [(PriorStatus, Status, LatencyKind)]
    )
    func byStatuses(from: PriorStatus, to: Status, expected: LatencyKind) {
        #expect(LatencyKind(from: from, to: to, operation: nil) == expected)
    }

    @Test("only into stopped does the operation force-stop make another kind")
    func forceStop() {
        #expect(LatencyKind(from: .status(.running), to: .stopped, operation: .forceStop) == .forceStop)
        #expect(LatencyKind(from: .missing, to: .stopped, operation: .forceStop) == .forceStop)
        #expect(LatencyKind(from: .status(.running), to: .stopped, operation: .stop) == .stop)
        #expect(LatencyKind(from: .status(.running), to: .failed, operation: .forceStop) == .fail)
        #expect(LatencyKind(from: .status(.stopped), to: .running, operation: .restart) == .start)
    }

    @Test(
        "an attempt to reach running that ends in failed counts against its kind",
        arguments: [
            (.status(.stopped), .start), (.status(.creating), .provision), (.status(.claiming), .provision),
            (.status(.copying), .provision), (.status(.paused), .resume), (.status(.failed), .recover),
            (.status(.running), nil), (.status(.deleting), nil), (.null, nil), (.missing, nil), (.status(odd), nil),
        ] as [(PriorStatus, LatencyKind?)]
    )
    func failures(from: PriorStatus, expected: LatencyKind?) {
        #expect(LatencyKind.failedKind(from: from, to: .failed) == expected)
        #expect(LatencyKind.failedKind(from: from, to: .running) == nil)
    }
}

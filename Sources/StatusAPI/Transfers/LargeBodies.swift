import Locking
import Observations

/// Lets one large body at a time into memory, in the order of requests.
///
/// Most pages are far smaller than the limit. If all requests under way had pages of that size at once, they would take
/// gigabytes, so there is only one body above `smallBody` at a time.
final class LargeBodies: Sendable {
    /// The most bytes of a body that needs no permit. A page of 100 entries of 20 KB each fits in.
    static let smallBody = 2 << 20

    private struct State: Sendable {
        var isTaken = false
        var lastNumber: UInt64 = 0
        var waiting: [(number: UInt64, continuation: CheckedContinuation<Bool, Never>)] = []
        /// Cancelled before they waited.
        var cancelled: Set<UInt64> = []
    }

    private let state = Locked(State())

    /// Waits for the permit; nil where the task is cancelled meanwhile.
    func enter() async -> PagePermit? {
        let number = state.withLock { state in
            state.lastNumber += 1
            return state.lastNumber
        }
        let hasEntered = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isIn: Bool? = state.withLock { state in
                    if state.cancelled.remove(number) != nil { return false }
                    if !state.isTaken {
                        state.isTaken = true
                        return true
                    }
                    state.waiting.append((number, continuation))
                    return nil
                }
                if let isIn { continuation.resume(returning: isIn) }
            }
        } onCancel: {
            cancel(number)
        }
        state.withLock { _ = $0.cancelled.remove(number) }
        guard hasEntered else { return nil }
        return PagePermit { [self] in leave() }
    }

    private func leave() {
        let next = state.withLock { state -> CheckedContinuation<Bool, Never>? in
            guard !state.waiting.isEmpty else {
                state.isTaken = false
                return nil
            }
            return state.waiting.removeFirst().continuation
        }
        next?.resume(returning: true)
    }

    private func cancel(_ number: UInt64) {
        let dropped = state.withLock { state -> CheckedContinuation<Bool, Never>? in
            guard let index = state.waiting.firstIndex(where: { $0.number == number }) else {
                state.cancelled.insert(number)
                return nil
            }
            return state.waiting.remove(at: index).continuation
        }
        dropped?.resume(returning: false)
    }
}

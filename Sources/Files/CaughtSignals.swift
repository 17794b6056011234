internal import Foundation
internal import Locking

/// Signals that come to a handler instead of ending the process, for as long as this is kept.
///
/// One that was ignored when this began stays ignored: whoever started the process wants it so (`nohup`, a job in the
/// background of a script).
package final class CaughtSignals {
    private let key = UInt64.random(in: .min ... .max)

    /// Calls `handler` with the number of each of the signals that comes, on a thread of its own.
    package init(_ numbers: [Int32], _ handler: @escaping @Sendable (Int32) -> Void) {
        SignalThread.start()
        SignalThread.caught.withLock { [key] caught in
            for number in numbers {
                if caught[number] != nil {
                    caught[number]?.handlers.append((key, handler))
                    continue
                }
                let before = signal(number, noteSignal)
                if CaughtSignals.isIgnoring(before) {
                    signal(number, SIG_IGN)
                } else {
                    caught[number] = CaughtSignal(before: before, handlers: [(key, handler)])
                }
            }
        }
    }

    deinit {
        SignalThread.caught.withLock { [key] caught in
            for number in Array(caught.keys) {
                caught[number]?.handlers.removeAll { $0.key == key }
                guard let entry = caught[number], entry.handlers.isEmpty else { continue }
                signal(number, entry.before)
                caught[number] = nil
            }
        }
    }

    private static func isIgnoring(_ action: SignalAction?) -> Bool {
        unsafeBitCast(action, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    }
}

private typealias SignalAction = @convention(c) (Int32) -> Void

private struct CaughtSignal: Sendable {
    /// What the signal did before.
    let before: SignalAction?
    var handlers: [(key: UInt64, handler: @Sendable (Int32) -> Void)]
}

/// Calls the handlers of signals. (Dispatch has sources for signals, but loses one that comes before it is through with
/// registering them, and what a signal does when they are gone differs from system to system.)
private enum SignalThread {
    /// Of each signal the newest handler counts.
    static let caught = Locked<[Int32: CaughtSignal]>([:])

    /// Done once.
    private static let started: Void = {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        // A signal is never waited for; so many that the pipe is full are noted already.
        _ = fcntl(ends[1], F_SETFL, O_NONBLOCK)
        let reading = ends[0]
        noteEnd = ends[1]
        Thread.detachNewThread {
            var number = UInt8(0)
            while true {
                guard read(reading, &number, 1) == 1 else {
                    if errno == EINTR { continue }
                    return
                }
                let handler = caught.withLock { $0[Int32(number)]?.handlers.last?.handler }
                handler?(Int32(number))
            }
        }
    }()

    static func start() {
        started
    }
}

/// Where the numbers of signals are written to. Written once, before the first handler is in place.
nonisolated(unsafe) private var noteEnd: Int32 = -1

/// What runs when a signal comes, between any two instructions: it may do no more than this.
private func noteSignal(_ number: Int32) {
    let before = errno
    var byte = UInt8(truncatingIfNeeded: number)
    _ = write(noteEnd, &byte, 1)
    errno = before
}

import CCurl
import Dispatch
import Locking

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// libcurl's multi interface on a thread of its own: connections are kept alive and shared by all requests.
///
/// Other threads only put work into the inbox and wake the loop (`ccurl_multi_wakeup`, the one call that libcurl allows
/// while the loop runs); every handle is used by the loop's thread alone.
final class TransferLoop: Sendable {
    typealias Outcome = Result<TransferResponse, TransferFailure>

    struct Submission: Sendable {
        var number: UInt64
        var request: TransferRequest
        var waiting: CheckedContinuation<Outcome, Never>
    }

    /// What was requested since the loop last looked.
    struct Inbox: Sendable {
        var submissions: [Submission] = []
        var cancelled: [UInt64] = []
        var stopping = false
        var lastNumber: UInt64 = 0
    }

    let inbox = Locked(Inbox())
    private let multi: MultiHandle

    /// Starts the thread.
    init() throws(StatusAPIError) {
        guard libcurlIsReady, let pointer = ccurl_multi_init() else {
            throw StatusAPIError(
                code: .transport,
                message: "libcurl could not be started",
                hint: "free some memory"
            )
        }
        multi = MultiHandle(pointer: pointer)
    }

    /// Runs until `stop`; what is under way then is cancelled.
    func start() {
        DispatchQueue(label: "status-api").async { [self] in
            TransferRun(multi: multi.pointer, loop: self).run()
        }
    }

    /// Ends the thread; later requests are cancelled at once.
    func stop() {
        change { $0.stopping = true }
    }

    /// The response to `request`; a cancelled task gets `.cancelled` without delay, and the request is dropped.
    func response(to request: TransferRequest) async -> Outcome {
        let number = inbox.withLock { inbox in
            inbox.lastNumber += 1
            return inbox.lastNumber
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { waiting in
                let submission = Submission(number: number, request: request, waiting: waiting)
                let isOpen = change { inbox in
                    guard !inbox.stopping else { return false }
                    inbox.submissions.append(submission)
                    return true
                }
                guard isOpen else { return waiting.resume(returning: .failure(.cancelled)) }
                // A cancellation that came before the submission found nothing to cancel: cancel again.
                if Task.isCancelled { cancel(number) }
            }
        } onCancel: {
            cancel(number)
        }
    }

    private func cancel(_ number: UInt64) {
        change { $0.cancelled.append(number) }
    }

    /// Changes the inbox and wakes the loop, unless it was already told to stop.
    @discardableResult
    private func change<Value: Sendable>(_ body: (inout Inbox) -> Value) -> Value {
        inbox.withLock { inbox in
            let wasStopping = inbox.stopping
            let wasEmpty = inbox.submissions.isEmpty && inbox.cancelled.isEmpty
            let value = body(&inbox)
            // If something is left in the inbox, the loop was woken already. Under the lock, because the loop closes the
            // handle after it has read `stopping`.
            if !wasStopping, wasEmpty { ccurl_multi_wakeup(multi.pointer) }
            return value
        }
    }
}

/// A multi handle, which any thread may wake and only the loop's may use otherwise; that is why it can be shared.
private struct MultiHandle: @unchecked Sendable {
    let pointer: UnsafeMutableRawPointer
}

/// Once in a process, and before the first handle.
private let libcurlIsReady = ccurl_global_init() == CURLE_OK

/// What the loop's thread does, and what only it touches.
struct TransferRun {
    let multi: UnsafeMutableRawPointer
    let loop: TransferLoop
    private var running: [UInt64: Transfer] = [:]
    private var numbers: [UnsafeMutableRawPointer: UInt64] = [:]
    /// Handles that wait for their next request: reusing one is cheaper than making one.
    private var idle: [UnsafeMutableRawPointer] = []

    init(multi: UnsafeMutableRawPointer, loop: TransferLoop) {
        self.multi = multi
        self.loop = loop
    }

    consuming func run() {
        blockBrokenPipeSignal()
        var isStopping = false
        while !isStopping {
            isStopping = takeWork()
            var active: Int32 = 0
            ccurl_multi_perform(multi, &active)
            finishDone()
            if !isStopping { ccurl_multi_poll(multi, 60_000) }
        }
        for number in Array(running.keys) {
            end(number, .failure(.cancelled))
        }
        for easy in idle {
            ccurl_easy_cleanup(easy)
        }
        ccurl_multi_cleanup(multi)
    }

    /// True where the loop is to end.
    private mutating func takeWork() -> Bool {
        let (submissions, cancelled, isStopping) = loop.inbox.withLock { inbox in
            defer {
                inbox.submissions.removeAll(keepingCapacity: true)
                inbox.cancelled.removeAll(keepingCapacity: true)
            }
            return (inbox.submissions, inbox.cancelled, inbox.stopping)
        }
        for submission in submissions {
            begin(submission)
        }
        for number in cancelled {
            end(number, .failure(.cancelled))
        }
        return isStopping
    }

    private mutating func begin(_ submission: TransferLoop.Submission) {
        guard let easy = idle.popLast() ?? ccurl_easy_init() else {
            return submission.waiting.resume(returning: .failure(.hopeless("libcurl has no handle left")))
        }
        running[submission.number] = Transfer(submission.request, on: easy, waiting: submission.waiting)
        numbers[easy] = submission.number
        ccurl_multi_add_handle(multi, easy)
    }

    /// Drops a transfer that is under way; one that is done already has had its answer.
    private mutating func end(_ number: UInt64, _ outcome: TransferLoop.Outcome) {
        guard let transfer = release(number) else { return }
        transfer.finish(outcome)
        idle.append(transfer.easy)
    }

    private mutating func finishDone() {
        var left: Int32 = 0
        while let message = ccurl_multi_info_read(multi, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle else { continue }
            // Removing the handle ends the message's life.
            let code = ccurl_message_result(message)
            guard let number = numbers[easy], let transfer = release(number) else { continue }
            transfer.finish(code)
            idle.append(easy)
        }
    }

    private mutating func release(_ number: UInt64) -> Transfer? {
        guard let transfer = running.removeValue(forKey: number) else { return nil }
        numbers[transfer.easy] = nil
        ccurl_multi_remove_handle(multi, transfer.easy)
        return transfer
    }
}

/// A closed connection must fail its transfer, not end the process. libcurl leaves that to us, because it may not change signal
/// handling where several threads run.
private func blockBrokenPipeSignal() {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGPIPE)
    pthread_sigmask(SIG_BLOCK, &signals, nil)
}

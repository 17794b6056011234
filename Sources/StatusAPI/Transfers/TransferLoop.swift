import CCurl
import Dispatch
import Locking

/// libcurl's multi interface on a thread of its own: connections are kept alive and shared by all requests.
///
/// Other threads only put work into the inbox and ring the bell (`curl_multi_wakeup`, the one call that libcurl allows
/// beside a running loop); every handle is used by the loop's thread alone.
final class TransferLoop: Sendable {
    typealias Outcome = Result<TransferResponse, TransferFailure>

    struct Submission: Sendable {
        var number: UInt64
        var request: TransferRequest
        var waiting: CheckedContinuation<Outcome, Never>
    }

    /// What was asked for since the loop last looked.
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
        guard libcurlIsReady, let pointer = curl_multi_init() else {
            throw StatusAPIError(
                code: .transport,
                message: "libcurl could not be started",
                hint: "see that there is memory left"
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

    /// Tells the thread to end; requests that come later are cancelled at once.
    func stop() {
        change { $0.stopping = true }
    }

    /// The answer to `request`; a cancelled task gets `.cancelled` without delay, and the request is dropped.
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
                // A cancellation that came before the submission found nothing to cancel: say it again.
                if Task.isCancelled { cancel(number) }
            }
        } onCancel: {
            cancel(number)
        }
    }

    private func cancel(_ number: UInt64) {
        change { $0.cancelled.append(number) }
    }

    /// Changes the inbox and wakes the loop, which may have left for good only once `stopping` was seen.
    @discardableResult
    private func change<Value: Sendable>(_ body: (inout Inbox) -> Value) -> Value {
        inbox.withLock { inbox in
            let wasStopping = inbox.stopping
            let wasEmpty = inbox.submissions.isEmpty && inbox.cancelled.isEmpty
            let value = body(&inbox)
            // With something left in the inbox the bell has rung already. Under the lock, because the loop closes the
            // handle after it has taken `stopping` out of here.
            if !wasStopping, wasEmpty { curl_multi_wakeup(multi.pointer) }
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

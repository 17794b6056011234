import CCurl
import Locking

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The life of a transfer loop's thread: what only it touches.
struct TransferRun {
    let multi: UnsafeMutableRawPointer
    let loop: TransferLoop
    private var running: [UInt64: Transfer] = [:]
    private var numbers: [UnsafeMutableRawPointer: UInt64] = [:]
    /// Handles that wait for their next request; a handle costs more to make than to reuse.
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
            curl_multi_perform(multi, &active)
            finishDone()
            if !isStopping { curl_multi_poll(multi, nil, 0, 60_000, nil) }
        }
        for number in Array(running.keys) {
            end(number, .failure(.cancelled))
        }
        for easy in idle {
            curl_easy_cleanup(easy)
        }
        curl_multi_cleanup(multi)
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
        guard let easy = idle.popLast() ?? curl_easy_init() else {
            return submission.waiting.resume(returning: .failure(.hopeless("libcurl has no handle left")))
        }
        running[submission.number] = Transfer(submission.request, on: easy, waiting: submission.waiting)
        numbers[easy] = submission.number
        curl_multi_add_handle(multi, easy)
    }

    /// Drops a transfer that is under way; one that is done already has had its answer.
    private mutating func end(_ number: UInt64, _ outcome: TransferLoop.Outcome) {
        guard let transfer = release(number) else { return }
        transfer.finish(outcome)
        idle.append(transfer.easy)
    }

    private mutating func finishDone() {
        var left: Int32 = 0
        while let message = curl_multi_info_read(multi, &left) {
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
        curl_multi_remove_handle(multi, transfer.easy)
        return transfer
    }
}

/// A peer that is gone is an error of that transfer, not the end of the process; libcurl leaves it to us, as it may not
/// touch signals where several threads run.
private func blockBrokenPipeSignal() {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGPIPE)
    pthread_sigmask(SIG_BLOCK, &signals, nil)
}

internal import Foundation
internal import Locking

/// Files that are being written under names of no meaning; a signal that ends the process removes them first.
final class Drafts {
    private let paths: Locked<[String]>
    private let signals: CaughtSignals

    init() {
        let paths = Locked<[String]>([])
        self.paths = paths
        signals = CaughtSignals([SIGINT, SIGTERM, SIGHUP]) { number in
            // Kept locked: no draft is made any more.
            paths.withLock { paths in
                for path in paths { unlink(path) }
                // What the signal would have done.
                signal(number, SIG_DFL)
                var own = sigset_t()
                sigemptyset(&own)
                sigaddset(&own, number)
                pthread_sigmask(SIG_UNBLOCK, &own, nil)
                raise(number)
            }
        }
    }

    /// Makes a draft in `folder`, which only its owner can read until it is given its mode.
    ///
    /// Returns: its path, and the descriptor to write to.
    func make(in folder: String, mode: mode_t) throws(SystemFailure) -> (path: String, descriptor: Int32) {
        try paths.withLock { (paths) throws(SystemFailure) in
            while true {
                let path = "\(folder)/.tacho-\(String(UInt64.random(in: .min ... .max), radix: 36))"
                let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
                if descriptor >= 0 {
                    paths.append(path)
                    return (path, descriptor)
                }
                let failure = SystemFailure()
                guard failure.number == EEXIST else { throw failure }
            }
        }
    }

    /// Moves the draft at `path` to `destination`, in place of what is there.
    func move(_ path: String, to destination: String) throws(SystemFailure) {
        try paths.withLock { (paths) throws(SystemFailure) in
            guard rename(path, destination) == 0 else { throw SystemFailure() }
            paths.removeAll { $0 == path }
        }
    }

    /// Removes the draft at `path`.
    func remove(_ path: String) {
        paths.withLock { paths in
            unlink(path)
            paths.removeAll { $0 == path }
        }
    }
}

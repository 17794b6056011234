internal import Foundation

#if canImport(Darwin)
internal import Darwin
#elseif canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#endif

/// A reader that goes away shows as an error of the write, not as the death of the process.
func ignoreClosedPipes() {
    signal(SIGPIPE, SIG_IGN)
}

/// From here on a crash writes no image of the memory, which may hold secrets; that can't be taken back.
func forbidCoreDumps() {
    var limit = rlimit(rlim_cur: 0, rlim_max: 0)
    setrlimit(coreSize, &limit)
}

#if canImport(Glibc)
private let coreSize = __rlimit_resource_t(RLIMIT_CORE.rawValue)
#else
private let coreSize = RLIMIT_CORE
#endif

/// Makes sure that no file that is opened later becomes a standard stream, where one was closed: what is read from it or
/// written to it fails, as it would have.
func occupyStandardStreams() {
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(descriptor, F_GETFD) < 0 {
        // The lowest that is free, which is this one.
        _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
}

func exitProcess(_ code: Int32) -> Never {
    exit(code)
}

#if canImport(Darwin)
internal import Darwin
private let openFiles = RLIMIT_NOFILE
#elseif canImport(Glibc)
internal import Glibc
private let openFiles = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
#elseif canImport(Musl)
internal import Musl
private let openFiles = RLIMIT_NOFILE
#endif

/// What the system lets this process have, looked at before the first task: the runtime under the tasks does not report that it gets
/// no file or no thread, but crashes, or waits for ever.
enum ProcessLimits {
    /// The store, its journals, a lock, connections to the API and what the runtime needs take about 40.
    private static let leastFiles: rlim_t = 64

    /// Makes sure that there are enough of both; raises the limit of open files where that alone is in the way.
    static func check() throws {
        try checkFiles()
        try checkThreads()
    }

    private static func checkFiles() throws {
        var limit = rlimit()
        guard getrlimit(openFiles, &limit) == 0, limit.rlim_cur < leastFiles else { return }
        let allowed = limit.rlim_cur
        limit.rlim_cur = leastFiles
        guard limit.rlim_max >= leastFiles, setrlimit(openFiles, &limit) == 0 else {
            throw Failure(
                status: .inputOutput,
                message:
                    "no more than \(allowed) files can be open at once; allow \(leastFiles) (ulimit -n \(leastFiles))"
            )
        }
    }

    /// Starts as many threads as can run at once, and ends them.
    private static func checkThreads() throws {
        let needed = max(ProcessInfo.processInfo.activeProcessorCount, 2) + 2
        // Held until all have started, so that they are there at the same time.
        let gate = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
        defer { gate.deallocate() }
        pthread_mutex_init(gate, nil)
        defer { pthread_mutex_destroy(gate) }
        pthread_mutex_lock(gate)
        var threads: [Thread] = []
        var code: Int32 = 0
        while threads.count < needed {
            let (thread, failure) = Thread.start(behind: gate)
            code = failure
            guard let thread else { break }
            threads.append(thread)
        }
        pthread_mutex_unlock(gate)
        for thread in threads { thread.join() }
        guard threads.count < needed else { return }
        throw Failure(
            status: .inputOutput,
            message: "no more than \(threads.count) threads can be started (\(String(cString: strerror(code)))); "
                + "allow \(needed) more processes (ulimit -u)"
        )
    }
}

/// A thread that ends as soon as it gets through a gate.
private struct Thread {
    private let handle: pthread_t

    /// The thread, or the code of the error for which there is none.
    static func start(behind gate: UnsafeMutablePointer<pthread_mutex_t>) -> (Thread?, Int32) {
        #if canImport(Darwin)
        var started: pthread_t?
        let code = pthread_create(&started, nil, { pass($0) }, gate)
        return (started.map(Thread.init), code)
        #else
        var started = pthread_t()
        let code = pthread_create(&started, nil, { $0.map(pass) ?? nil }, gate)
        return (code == 0 ? Thread(handle: started) : nil, code)
        #endif
    }

    func join() {
        pthread_join(handle, nil)
    }
}

private func pass(_ gate: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
    let gate = gate.assumingMemoryBound(to: pthread_mutex_t.self)
    pthread_mutex_lock(gate)
    pthread_mutex_unlock(gate)
    return nil
}

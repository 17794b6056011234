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

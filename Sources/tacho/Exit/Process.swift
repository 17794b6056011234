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

func exitProcess(_ code: Int32) -> Never {
    exit(code)
}

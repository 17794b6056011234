internal import Foundation

/// Why the file system refuses something, in its own words.
func reason(of error: any Error) -> String {
    let error = error as NSError
    let cause = error.userInfo[NSUnderlyingErrorKey] as? NSError ?? error
    // Foundation leaves the system's error out of these two on some platforms.
    let missing = [CocoaError.fileNoSuchFile, CocoaError.fileReadNoSuchFile].map(\.rawValue)
    if cause.domain == NSCocoaErrorDomain, missing.contains(cause.code) { return String(cString: strerror(ENOENT)) }
    return cause.domain == NSPOSIXErrorDomain
        ? String(cString: strerror(Int32(cause.code))) : cause.localizedDescription
}

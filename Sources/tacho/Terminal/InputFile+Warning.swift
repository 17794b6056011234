internal import Files

extension InputFile {
    /// Says so on standard error where others than the owner of the file at `path` can use what it holds: `what`, which is to be
    /// secret.
    func warnIfOpenToOthers(_ path: String, _ what: String) {
        guard isOpenToOthers else { return }
        printError("\(path): others than its owner can use \(what); chmod 600 \(path)")
    }
}

internal import Foundation

/// Where the process begins: not in a task, which could not begin at all where the system gives no thread for it.
@main
enum Program {
    static func main() {
        occupyStandardStreams()
        ignoreClosedPipes()
        do {
            try ProcessLimits.check()
        } catch {
            exitProcess(exitStatus(reporting: error).rawValue)
        }
        Task { await Tacho.main() }
        dispatchMain()
    }
}

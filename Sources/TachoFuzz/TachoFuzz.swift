internal import CFuzzer
internal import Dispatch
internal import Foundation
internal import FuzzTargets
internal import Locking

/// Runs one target under libFuzzer: `TachoFuzz TARGET [FLAG…] CORPUS`; `TachoFuzz` alone lists the targets.
///
/// The seeds of the target are written into the corpus folder first, which is made where it is missing.
@main
struct TachoFuzz {
    static func main() async throws {
        let targets = try await FuzzTarget.decoders() + [FuzzTarget.store()]
        guard CommandLine.arguments.count >= 3, let corpus = CommandLine.arguments.last,
            let target = targets.first(where: { $0.name == CommandLine.arguments[1] })
        else {
            for target in targets { print(target.name) }
            return
        }
        try FileManager.default.createDirectory(atPath: corpus, withIntermediateDirectories: true)
        for (index, seed) in target.seeds.enumerated() {
            try Data(seed).write(to: URL(fileURLWithPath: "\(corpus)/seed-\(index)"))
        }
        current.withLock { $0 = target }
        exit(run(CommandLine.arguments.dropFirst(2)))
    }

    /// libFuzzer calls a function that can't capture anything.
    private static let current = Locked(FuzzTarget?.none)

    private static func run(_ arguments: some Collection<String>) -> Int32 {
        let texts: [UnsafeMutablePointer<CChar>?] = (["TachoFuzz"] + arguments).map { strdup($0) } + [nil]
        var count = Int32(texts.count - 1)
        var first: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = .allocate(capacity: texts.count)
        first?.initialize(from: texts, count: texts.count)
        return LLVMFuzzerRunDriver(&count, &first) { data, size in
            TachoFuzz.check(Array(UnsafeBufferPointer(start: data, count: size)))
            return 0
        }
    }

    /// Ends the process where a property is broken, so that libFuzzer keeps the input.
    private static func check(_ bytes: [UInt8]) {
        guard let target = current.withLock({ $0 }) else { return }
        let isDone = DispatchSemaphore(value: 0)
        Task.detached {
            do {
                try await target.check(bytes)
            } catch {
                FileHandle.standardError.write(Data("\(target.name): \(error)\n".utf8))
                abort()
            }
            isDone.signal()
        }
        isDone.wait()
    }
}

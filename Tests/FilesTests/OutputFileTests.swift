import Files
import Foundation
import TestSupport
import Testing

@Suite("A result on its way to a file")
struct OutputFileTests {
    private let text = Array("a result\n".utf8)

    private func place(_ path: String) throws -> OutputPlace {
        try OutputPlace(path, option: "--output", protected: ProtectedFiles())
    }

    private func mode(_ path: String) -> mode_t {
        var status = stat()
        return lstat(path, &status) == 0 ? status.st_mode & 0o7777 : 0
    }

    @Test("goes through symbolic links, which stay, also to where nothing is yet")
    func links() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder.file("far"), withIntermediateDirectories: false)
        try folder.write([], to: "far/old")
        #expect(symlink("far/old", folder.file("link")) == 0)
        #expect(symlink("far/new", folder.file("dangling")) == 0)
        for (link, target) in [("link", "far/old"), ("dangling", "far/new")] {
            try place(folder.file(link)).write { try $0(text) }
            #expect(try folder.text(target) == "a result\n")
            #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder.file(link)) == target)
        }
        #expect(try FileManager.default.subpathsOfDirectory(atPath: folder.path).count == 5)
    }

    @Test(
        "keeps the mode of the file that is replaced; a new one has that of the umask",
        arguments: [0o600, 0o640, 0o755]
    )
    func mode(mode: mode_t) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write([], to: "out")
        #expect(chmod(path, mode) == 0)
        try place(path).write { try $0(text) }
        #expect(self.mode(path) == mode)
        try place(folder.file("new")).write { try $0(text) }
        let made = open(folder.file("plain"), O_WRONLY | O_CREAT, 0o666)
        close(made)
        #expect(self.mode(folder.file("new")) == self.mode(folder.file("plain")))
    }

    @Test(
        "keeps the owner of the file that is replaced",
        .enabled(if: geteuid() == 0, "only the super-user can give files away")
    )
    func owner() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write([], to: "out")
        #expect(chown(path, 1_234, 4_321) == 0)
        try place(path).write { try $0(text) }
        var status = stat()
        #expect(stat(path, &status) == 0)
        #expect(status.st_uid == 1_234)
        #expect(status.st_gid == 4_321)
    }

    @Test("leaves what was there where the result does not come to its end")
    func brokenOff() throws {
        struct Broken: Error {}
        let folder = try TemporaryFolder()
        let path = try folder.write(Array("old".utf8), to: "out")
        let before = try folder.everything()
        #expect(throws: Broken.self) {
            try place(path).write { receive in
                try receive(text)
                throw Broken()
            }
        }
        #expect(try folder.everything() == before)
    }

    @Test("is written to devices, pipes and open descriptors directly")
    func direct() throws {
        let folder = try TemporaryFolder()
        try place("/dev/null").write { try $0(text) }
        let pipe = folder.file("pipe")
        #expect(mkfifo(pipe, 0o600) == 0)
        let reader = open(pipe, O_RDONLY | O_NONBLOCK)
        defer { close(reader) }
        try place(pipe).write { try $0(text) }
        #expect(try bytes(of: reader) == text)
        // Appended to what is there, and neither moved away nor cut.
        let file = open(try folder.write(Array("before\n".utf8), to: "log"), O_WRONLY | O_APPEND)
        defer { close(file) }
        try place("/dev/fd/\(file)").write { try $0(text) }
        #expect(try folder.text("log") == "before\na result\n")
        #expect(try place("-").isStandardOutput)
        #expect(try place("/dev/stdout").isStandardOutput)
    }

    private func bytes(of descriptor: Int32) throws -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: 1_000)
        let count = read(descriptor, &buffer, buffer.count)
        return Array(buffer.prefix(max(0, count)))
    }

    @Test("is refused by a folder, a socket, a place in no folder and a circle of links")
    func noFile() throws {
        let folder = try TemporaryFolder()
        #expect(symlink("round", folder.file("round")) == 0)
        for path in [folder.path, folder.file("no/out"), folder.file("round"), "/proc/none", folder.file("out/")] {
            let error = #expect(throws: FileError.self, "\(path)") { try place(path) }
            #expect(error?.code == .unwritable, "\(path)")
            #expect(error?.message.hasPrefix("\(path): can't be written (") == true)
        }
    }

    @Test("leaves no draft when a signal ends the process", arguments: [SIGINT, SIGTERM, SIGHUP])
    func interrupted(number: Int32) async throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(Array("old".utf8), to: "out")
        let before = try folder.everything()
        await #expect(processExitsWith: .signal(number)) { [path = path as String, number = number as Int32] in
            signal(number, SIG_DFL)
            try OutputPlace(path, option: "--output", protected: ProtectedFiles()).write { receive in
                try receive(Array("new".utf8))
                let folder = (path as NSString).deletingLastPathComponent
                guard try FileManager.default.contentsOfDirectory(atPath: folder).count == 2 else { exit(9) }
                kill(getpid(), number)
                while true { sleep(60) }
            }
        }
        #expect(try folder.everything() == before)
    }

    @Test("is written when a signal comes that was ignored from the start")
    func ignoredSignal() async throws {
        let folder = try TemporaryFolder()
        await #expect(processExitsWith: .success) { [path = folder.file("out") as String] in
            signal(SIGINT, SIG_IGN)
            try OutputPlace(path, option: "--output", protected: ProtectedFiles()).write { receive in
                kill(getpid(), SIGINT)
                try receive(Array("whole".utf8))
            }
        }
        #expect(try folder.text("out") == "whole")
    }

    @Test("a signal does what it did before, when the file is written")
    func signalAfterwards() async throws {
        let folder = try TemporaryFolder()
        await #expect(processExitsWith: .signal(SIGINT)) { [path = folder.file("out") as String] in
            signal(SIGINT, SIG_DFL)
            try OutputPlace(path, option: "--output", protected: ProtectedFiles()).write { try $0([1]) }
            kill(getpid(), SIGINT)
            sleep(60)
        }
    }

    @Test("arrives whole through a pipe that does not block and is read slowly")
    func nonBlocking() throws {
        var ends: [Int32] = [0, 0]
        #expect(pipe(&ends) == 0)
        let (reading, writing) = (ends[0], ends[1])
        #expect(fcntl(writing, F_SETFL, O_NONBLOCK) == 0)
        let all = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
        let reader = ReaderThread(reading)
        try writeAll(all, to: writing)
        close(writing)
        #expect(reader.bytes() == all)
    }
}

/// Reads a descriptor to its end, a little at a time.
private final class ReaderThread: @unchecked Sendable {
    private var received: [UInt8] = []
    private let done = DispatchSemaphore(value: 0)

    init(_ descriptor: Int32) {
        Thread.detachNewThread {
            var buffer = [UInt8](repeating: 0, count: 1_777)
            while true {
                let count = read(descriptor, &buffer, buffer.count)
                guard count > 0 else { break }
                self.received += buffer.prefix(count)
            }
            close(descriptor)
            self.done.signal()
        }
    }

    func bytes() -> [UInt8] {
        done.wait()
        return received
    }
}

import Files
import Foundation
import TestSupport
import Testing

@Suite("A file that is read")
struct InputFileTests {
    private func read(_ path: String, limit: Int = 1_000) throws -> InputFile {
        try InputFile(path, what: "the key", limit: limit, advice: "name it by --key")
    }

    @Test("can be a pipe, an open descriptor or nothing at all")
    func kinds() throws {
        let folder = try TemporaryFolder()
        #expect(try read(folder.write([1, 2, 3], to: "file")).bytes == [1, 2, 3])
        #expect(try read("/dev/null").bytes == [])
        var ends: [Int32] = [0, 0]
        #expect(pipe(&ends) == 0)
        try writeAll([4, 5], to: ends[1])
        close(ends[1])
        #expect(try read("/dev/fd/\(ends[0])").bytes == [4, 5])
        close(ends[0])
        let fifo = folder.file("fifo")
        #expect(mkfifo(fifo, 0o600) == 0)
        Thread.detachNewThread {
            let writer = open(fifo, O_WRONLY)
            try? writeAll([6], to: writer)
            close(writer)
        }
        #expect(try read(fifo).bytes == [6])
    }

    @Test("is read up to its limit; what is longer, or has no end, is refused")
    func limit() throws {
        let folder = try TemporaryFolder()
        let whole = try folder.write(Array(repeating: 7, count: 2_048), to: "whole")
        #expect(try read(whole, limit: 2_048).bytes.count == 2_048)
        for (path, limit) in [(whole, 2_047), ("/dev/zero", 5 << 20)] {
            let error = #expect(throws: FileError.self) { try read(path, limit: limit) }
            #expect(error?.code == .refused)
            let said = limit == 2_047 ? "1 KiB" : "5 MiB"
            #expect(error?.message == "\(path): the key can't be read (it is longer than \(said)); name it by --key")
        }
    }

    @Test("is refused where it is a folder, is missing or may not be read")
    func unreadable() throws {
        let folder = try TemporaryFolder()
        for path in [folder.path, folder.file("none"), folder.file("none/none")] {
            let error = #expect(throws: FileError.self) { try read(path) }
            #expect(error?.code == .refused)
            #expect(error?.message.hasPrefix("\(path): the key can't be read (") == true)
        }
    }

    @Test("says whether others can use it", arguments: [(0o600, false), (0o400, false), (0o640, true), (0o604, true)])
    func others(mode: mode_t, isOpen: Bool) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write([1], to: "secret")
        #expect(chmod(path, mode) == 0)
        #expect(try read(path).isOpenToOthers == isOpen)
    }
}

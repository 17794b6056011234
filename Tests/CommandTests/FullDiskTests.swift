import Foundation
import Simulation
import TestSupport
import Testing

#if os(Linux)
@Suite("A disk that is full")
struct FullDiskTests {
    /// Runs an ingest and a verification on a disk of each size, and prints a line each: the size, both exit codes, what is there.
    private static let script = """
        set -u
        for size in $(seq 276 28 836); do
            mount -t tmpfs -o size=${size}k,mode=755 none disk || { echo "no mount"; exit 0; }
            "$TACHO" ingest --base-url "$API" --container prod --db disk/store.sqlite 2>>complaints; ingested=$?
            verified=-
            if [ -e disk/store.sqlite ]; then "$TACHO" verify --db disk/store.sqlite >>complaints 2>&1; verified=$?; fi
            echo "$size $ingested $verified $(ls -A disk | grep -c '^[.]tacho-')"
            umount disk
        done
        """

    @Test("whatever its size, an ingest leaves a store that is intact, or none, and ends 74")
    func sizes() async throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder.file("disk"), withIntermediateDirectories: false)
        let server = try Fixture.server()
        defer { server.stop() }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        // Namespaces of its own, so that nobody else sees the disks; the first is for those who are not the super-user.
        process.arguments = (geteuid() == 0 ? ["unshare", "-m"] : ["unshare", "-Urm"]) + ["sh", "-c", Self.script]
        process.environment = [
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "TACHO": BuiltProgram.url.path,
            "API": server.baseURL, "HOODY_TOKEN": Fixture.token, "TACHO_NOW": Fixture.nowText,
        ]
        process.currentDirectoryURL = URL(filePath: folder.path)
        let output = Pipe()
        process.standardOutput = output
        process.standardError = try FileHandle(forWritingTo: URL(filePath: folder.write("", to: "mounting")))
        let end = try process.start()
        let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        end.wait()
        let lines = text.split(separator: "\n")
        guard let first = lines.first, first != "no mount" else {
            // Where nothing may be mounted, StorageTests' limit on the size of files has to do.
            print(
                "skipped: no disk of a chosen size can be mounted here: \(String(decoding: try bytes(of: folder.file("mounting")), as: UTF8.self))"
            )
            return
        }
        let complaints = String(decoding: try bytes(of: folder.file("complaints")), as: UTF8.self)
        for line in lines {
            let fields = line.split(separator: " ")
            #expect(["0", "74"].contains(fields[1]), "\(line)\n\(complaints)")
            #expect(fields[2] == "0" || (fields[2] == "-" && fields[1] == "74"), "\(line)\n\(complaints)")
            #expect(fields[3] == "0", "\(line)")
        }
        #expect(lines.count == 21)
        #expect(lines.contains { $0.split(separator: " ")[2] == "-" })
        #expect(lines.contains { $0.split(separator: " ")[2] == "0" })
    }
}
#endif

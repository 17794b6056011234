import Foundation
import TestSupport
import Testing

@Suite("The memory that an ingest takes", .enabled(if: Python.path != nil))
struct MemoryTests {
    /// Serves eight containers, whose logs all begin with a body of 64 MiB in 64 KiB of gzip; after the first dozen answers they
    /// are empty. Prints the exit status of the ingest and the most memory that it took, in MiB.
    private static let program = """
        import gzip, http.server, resource, subprocess, sys, threading
        program, store, kind = sys.argv[1:4]
        room = (64 << 20) - 1000
        def entry(number, size):
            return b'{"id":"%d","to_status":"running","transition_time":"1970-01-01T00:00:01Z","x":"%s"}' % (number, b"x" * size)
        elements = {
            "numbers": lambda: b"0," * (room // 2) + b"0",
            "entries": lambda: b",".join(entry(number, room // 100 - 100) for number in range(100)),
            "one": lambda: entry(1, room - 100),
        }[kind]()
        page = gzip.compress(b'{"data":{"logs":[' + elements + b"]}}", 1)
        listing = gzip.compress(b'{"data":{"containers":[%s]}}' % b",".join(b'{"id":"%024x"}' % n for n in range(1, 9)))
        unlisted = gzip.compress(b'{"data":{"containers":[]}}')
        empty = gzip.compress(b'{"data":{"logs":[]}}')
        left, lock = [12], threading.Lock()

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            def do_GET(self):
                answer = listing if "page=1&" in self.path else unlisted
                if "/status-logs" in self.path:
                    with lock:
                        left[0] -= 1
                        answer = page if left[0] >= 0 else empty
                self.send_response(200)
                self.send_header("Content-Encoding", "gzip")
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)
            def log_message(self, *arguments):
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        server.handle_error = lambda *arguments: None
        threading.Thread(target=server.serve_forever, daemon=True).start()
        run = subprocess.run(
            [program, "ingest", "--base-url", "http://127.0.0.1:%d" % server.server_port, "--db", store],
            env={"HOODY_TOKEN": "token", "PATH": "/usr/bin:/bin"}, stderr=subprocess.DEVNULL)
        unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
        print(run.returncode, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // unit)
        """

    @Test(
        "eight pages of 64 MiB at once take less than 300 MiB, whatever they hold",
        arguments: ["numbers", "entries", "one"]
    )
    func largePages(kind: String) throws {
        let folder = try TemporaryFolder()
        let store = folder.file("store.sqlite")
        let script = try folder.write(Self.program, to: "server.py")
        let (code, output) = try Python.run([script, BuiltProgram.url.path, store, kind], in: folder.path)
        #expect(code == 0)
        let numbers = output.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
        #expect(numbers.first == 0, "\(output)")
        #expect(try #require(numbers.last) < 300, "\(output)")
        let entries = try StoreContent(store).entries().count
        #expect(kind == "numbers" ? entries == 0 : entries > 0)
    }
}

import Foundation
import TestSupport
import Testing

/// An HTTPS server of Python's on loopback whose certificate was made by OpenSSL; it lists no containers, and ends with its
/// last reference.
final class CertifiedServer: Sendable {
    /// What the certificate of a server is like.
    enum Certificate: Sendable {
        case good, forOtherHost, expired
    }

    let port: Int
    private let process: Process
    /// Its standard input, which ends with this.
    private let input = Pipe()
    private let folder: TemporaryFolder

    private static let program = """
        import http.server, os, ssl, sys, threading

        # Whatever becomes of the tests, it does not outlive them.
        threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                body = b'{"statusCode":200,"message":"ok","data":{"containers":[]}}'
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            def log_message(self, *_):
                pass

        class Server(http.server.ThreadingHTTPServer):
            def get_request(self):
                connection, address = self.socket.accept()
                with open("connections", "a") as log:
                    log.write("+")
                return context.wrap_socket(connection, server_side=True), address
            def handle_error(self, *_):
                pass

        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain("server.pem", "server.key")
        server = Server(("127.0.0.1", 0), Handler)
        with open("port.new", "w") as file:
            file.write(str(server.server_address[1]))
        os.rename("port.new", "port")
        server.serve_forever()
        """

    /// The authority's certificate, alone in its directory under the name of its hash as well.
    var authority: String { folder.file("trusted/authority.pem") }
    var authorities: String { folder.file("trusted") }
    var url: String { "https://localhost:\(port)" }
    /// How many connections were made to it.
    var connections: Int { (try? bytes(of: folder.file("connections")).count) ?? 0 }

    init(_ certificate: Certificate) async throws {
        folder = try TemporaryFolder()
        try CertifiedServer.makeCertificates(certificate, in: folder)
        process = Process()
        process.executableURL = URL(filePath: try #require(Python.path))
        process.arguments = ["-c", CertifiedServer.program]
        process.currentDirectoryURL = URL(filePath: folder.path)
        process.standardInput = input
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        let file = folder.file("port")
        #expect(try await eventually { FileManager.default.fileExists(atPath: file) })
        port = try #require(Int(String(decoding: try bytes(of: file), as: UTF8.self)))
    }

    deinit {
        kill(process.processIdentifier, SIGKILL)
    }

    private static func makeCertificates(_ certificate: Certificate, in folder: TemporaryFolder) throws {
        func openssl(_ arguments: String) throws {
            let process = Process()
            process.executableURL = URL(filePath: "/usr/bin/env")
            process.arguments = ["openssl"] + arguments.split(separator: " ").map(String.init)
            process.currentDirectoryURL = URL(filePath: folder.path)
            process.standardError = FileHandle.nullDevice
            process.standardOutput = FileHandle.nullDevice
            try process.start().wait()
            try #require(process.terminationStatus == 0, "openssl \(arguments)")
        }
        try FileManager.default.createDirectory(atPath: folder.file("trusted"), withIntermediateDirectories: false)
        let key = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes"
        let host = certificate == .forOtherHost ? "other.example" : "localhost"
        try openssl("req -x509 \(key) -keyout authority.key -out trusted/authority.pem -subj /CN=authority -days 2")
        try openssl(
            "req \(key) -keyout server.key -out server.csr -subj /CN=\(host) -addext subjectAltName=DNS:\(host)"
        )
        try openssl(
            "x509 -req -in server.csr -CA trusted/authority.pem -CAkey authority.key -copy_extensions copy "
                + "-days \(certificate == .expired ? -1 : 2) -out server.pem"
        )
        try openssl("rehash trusted")
    }
}

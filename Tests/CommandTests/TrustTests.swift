import Foundation
import Simulation
import TestSupport
import Testing

@Suite("Whom an HTTPS server has to be vouched for by", .enabled(if: Python.path != nil))
struct TrustTests {
    private func ingest(
        _ url: String,
        _ more: String...,
        environment: [String: String] = [:]
    ) async throws -> Outcome {
        try await tacho(
            Fixture.ingestion(from: url, into: "store.sqlite") + more,
            environment: environment.merging(["HOODY_TOKEN": Fixture.token]) { $1 }
        )
    }

    @Test("an authority of one's own is trusted where it is named, in each way, and nowhere else")
    func ownAuthority() async throws {
        let server = try await CertifiedServer(.good)
        let ways: [[String: String]] = [
            ["SSL_CERT_FILE": server.authority], ["SSL_CERT_DIR": server.authorities],
            ["SSL_CERT_DIR": "/nowhere:" + server.authorities], ["CURL_CA_BUNDLE": server.authority],
            ["SSL_CERT_FILE": server.authority, "CURL_CA_BUNDLE": "/nowhere"],
        ]
        for environment in ways {
            let outcome = try await ingest(server.url, environment: environment)
            #expect(outcome.code == 0, "\(environment): \(outcome.complaint)")
        }
        // The switch goes before the environment, and what it names is trusted alone.
        let switched = try await ingest(
            server.url,
            "--ca-file",
            server.authority,
            environment: ["SSL_CERT_FILE": "/nowhere", "SSL_CERT_DIR": "/nowhere"]
        )
        #expect(switched.code == 0, "\(switched.complaint)")
        let before = server.connections
        let refused = try await ingest(server.url)
        #expect(refused.code == 69 && refused.saysOneLine, "\(refused.complaint)")
        #expect(refused.complaint.contains("the certificate of localhost is not accepted: "), "\(refused.complaint)")
        #expect(refused.complaint.contains("--ca-file"), "\(refused.complaint)")
        #expect(server.connections == before + 1)
        let other = try await CertifiedServer(.good)
        let alone = try await ingest(
            server.url,
            "--ca-file",
            other.authority,
            environment: ["SSL_CERT_DIR": server.authorities]
        )
        #expect(alone.code == 69, "\(alone.complaint)")
    }

    @Test("a certificate for another host, or one that has expired, is refused once, with host, reason and remedy")
    func badCertificates() async throws {
        for (certificate, reason, remedy) in [
            (.forOtherHost, "subject name", "use a host name that is in the certificate (--base-url)"),
            (.expired, "expired", "renew the server's certificate, or correct this machine's clock"),
        ] as [(CertifiedServer.Certificate, String, String)] {
            let server = try await CertifiedServer(certificate)
            let refused = try await ingest(server.url, "--ca-file", server.authority)
            #expect(refused.code == 69 && refused.saysOneLine, "\(refused.complaint)")
            #expect(
                refused.complaint.contains("the certificate of localhost is not accepted: "),
                "\(refused.complaint)"
            )
            #expect(
                refused.complaint.contains(reason) && refused.complaint.hasSuffix("\(remedy)\n"),
                "\(refused.complaint)"
            )
            #expect(server.connections == 1)
        }
    }

    @Test("certificates that can't be used are refused before anything is asked")
    func unusable() async throws {
        let folder = try TemporaryFolder()
        let text = try folder.write("no certificate\n", to: "text.pem")
        let empty = try folder.write("", to: "empty.pem")
        #expect(mkfifo(folder.file("pipe"), 0o600) == 0)
        let url = "https://127.0.0.1:1"
        for file in ["/nowhere", folder.path, text, empty, folder.file("pipe"), "/dev/null"] {
            var outcomes = [try await ingest(url, "--ca-file", file)]
            for name in ["SSL_CERT_FILE", "CURL_CA_BUNDLE"] {
                outcomes.append(try await ingest(url, environment: [name: file]))
            }
            for (outcome, name) in zip(outcomes, ["--ca-file", "SSL_CERT_FILE", "CURL_CA_BUNDLE"]) {
                #expect(outcome.code == 64 && outcome.saysOneLine, "\(outcome.complaint)")
                #expect(
                    outcome.complaint.contains("\(file): the certificates of \(name) can't be used"),
                    "\(outcome.complaint)"
                )
            }
        }
        // Plain HTTP has no use for what the environment names.
        let server = try Fixture.server()
        defer { server.stop() }
        let plain = try await ingest(server.baseURL, environment: ["SSL_CERT_FILE": "/nowhere"])
        #expect(plain.code == 0, "\(plain.complaint)")
        for directory in ["/nowhere", text, "/nowhere:\(text)"] {
            let outcome = try await ingest(url, environment: ["SSL_CERT_DIR": directory])
            #expect(outcome.code == 64 && outcome.saysOneLine, "\(outcome.complaint)")
            #expect(outcome.complaint.contains("SSL_CERT_DIR"), "\(outcome.complaint)")
        }
    }
}

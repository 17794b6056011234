import Foundation
import Simulation
import TestSupport
import Testing

@Suite("No secret is printed, wherever it was put")
struct SecretTests {
    /// Characters that mean something in a URL, in a shell or in a pattern, among letters.
    private static let alphabet = Array("abcXYZ019#/?@:%&=+'\"\\[]{}!$^~;,.-_")

    /// Long enough not to turn up by chance.
    private func secret(_ random: inout TestSupport.SeededGenerator) -> String {
        "S" + String((0..<14).map { _ in Self.alphabet.randomElement(using: &random) ?? "x" }) + "T"
    }

    /// Whether `text` holds any nine characters in a row of the secret.
    private func gives(_ secret: String, away text: String) -> Bool {
        let shown = text.lowercased()
        let letters = Array(secret.lowercased())
        return [shown, shown.removingPercentEncoding ?? ""].contains { shown in
            (0...letters.count - 9).contains { shown.contains(String(letters[$0..<$0 + 9])) }
        }
    }

    @Test("a run with secrets in its settings, usable or not, says none of them, and what can't be used is 64 at once")
    func everyPlace() async throws {
        let server = try Fixture.server(token: .exactly("other"))
        defer { server.stop() }
        for seed: UInt64 in 1...8 {
            var random = TestSupport.SeededGenerator(seed: seed)
            let (token, user, password) = (secret(&random), secret(&random), secret(&random))
            let encoded = password.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
            let refused: [([String], [String: String])] = [
                (["https://\(user):\(password)@127.0.0.1:1"], [:]), (["http://\(user):\(encoded)@127.0.0.1:1"], [:]),
                (["http://api.example/\(password)"], [:]), (["\(user)://\(password)"], [:]),
                (["https://127.0.0.1:1"], ["https_proxy": "http://\(user):\(password)#@127.0.0.1:1"]),
                (["https://127.0.0.1:1"], ["ALL_PROXY": "gopher://\(user):\(encoded)@127.0.0.1:1"]),
            ]
            for (url, environment) in refused {
                let outcome = try await tacho(
                    ["ingest", "--db", "s.sqlite", "--base-url"] + url,
                    environment: environment.merging(["HOODY_TOKEN": token]) { $1 }
                )
                #expect(outcome.code == 64 && outcome.saysOneLine, "seed \(seed): \(outcome.complaint)")
                for secret in [token, user, password, encoded] {
                    #expect(
                        !gives(secret, away: outcome.text + outcome.complaint),
                        "seed \(seed): \(outcome.complaint)"
                    )
                }
            }
            // The server answers 401; the proxy's port takes nobody, which is no setting and would be asked again.
            let asked = try await tacho(
                Fixture.ingestion(from: server.baseURL, into: "s.sqlite") + ["--verbose"],
                environment: ["HOODY_TOKEN": token, "https_proxy": "http://\(user):\(encoded)@127.0.0.1:1"]
            )
            #expect(asked.code == 77, "\(asked.complaint)")
            for secret in [token, user, password, encoded] {
                #expect(!gives(secret, away: asked.text + asked.complaint), "seed \(seed): \(asked.complaint)")
            }
        }
    }

    @Test("--verbose tells each request, how long it took and what is asked again; without it none is told")
    func requests() async throws {
        let server = try Fixture.server("503:rate=1:tries=1")
        defer { server.stop() }
        let folder = try TemporaryFolder()
        let told = try await Fixture.ingest(from: server, into: folder.file("a.sqlite"), "--verbose")
        #expect(told.code == 0, "\(told.complaint)")
        let requests = told.complaints.filter { $0.hasPrefix("tacho: GET \(server.baseURL)/") }
        let answered = requests.filter { $0.contains(": answered in ") }
        let again = requests.filter {
            $0.contains(": failed after ") && $0.contains("503") && $0.contains("trying again in ")
        }
        #expect(!again.isEmpty && requests.count == server.requestTotal())
        // The last line sums the requests up.
        #expect(requests.count == answered.count + again.count && told.complaints.count == requests.count + 1)
        #expect(!told.complaint.contains(Fixture.token))
        let quiet = try await Fixture.ingest(from: server, into: folder.file("b.sqlite"))
        #expect(quiet.complaints.count == 1, "\(quiet.complaint)")
    }

    @Test("an address that was typed in the wrong place is repeated without its password")
    func strayAddress() async throws {
        let outcome = try await tacho("ingest", "https://build:hunter2@api.example", "--db", "s.sqlite")
        #expect(outcome.code == 64 && outcome.complaint.contains("https://…@api.example"), "\(outcome.complaint)")
    }

    @Test("plain HTTP to another machine is refused before anything is asked, and asked where it is allowed")
    func clearText() async throws {
        let arguments = ["ingest", "--base-url", "http://192.0.2.1", "--db", "s.sqlite"]
        let refused = try await tacho(arguments, environment: ["HOODY_TOKEN": Fixture.token])
        #expect(refused.code == 64 && refused.saysOneLine, "\(refused.complaint)")
        #expect(refused.complaint.contains("unencrypted") && refused.complaint.contains("--insecure-http"))
    }
}

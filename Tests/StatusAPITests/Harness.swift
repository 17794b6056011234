import Locking
import Observations
import StatusAPI
import Testing
import Timelines

let token = "tok_0123456789abcdefghijklmnopqrstuv"
let container = ContainerID("890a1b2c3d4e5f6071829304")

/// A client with a clock that stands still, a sleep that only takes notes, and chance as large as it gets.
struct Harness: Sendable {
    let client: StatusAPIClient
    let naps: Naps

    init(
        _ baseURL: String,
        realm: String? = nil,
        timeout: TimeSpan = .seconds(10),
        bodyLimit: Int = 64 << 20,
        chance: Double = 0.999_999
    ) throws {
        let naps = Naps()
        self.naps = naps
        client = try StatusAPIClient(
            settings: StatusAPISettings(
                baseURL: BaseURL(baseURL),
                token: BearerToken(token),
                realm: realm,
                timeout: timeout,
                now: { Instant(milliseconds: 1_794_225_600_000) },  // 2026-11-09T12:00:00Z
                sleep: { naps.note($0) },
                chance: { chance },
                bodyLimit: bodyLimit
            )
        )
    }

    func logs(page: Int = 1, limit: Int = 100) async throws(UpstreamFailure) -> EntryPage {
        try await client.statusLogs(of: container, page: page, limit: limit)
    }

    /// The failure of a request for a log page; nil where there is none.
    func logsFailure() async -> UpstreamFailure? {
        do throws(UpstreamFailure) {
            _ = try await logs()
            return nil
        } catch {
            return error
        }
    }
}

/// The waits that a client asked for.
final class Naps: Sendable {
    private let noted = Locked<[Int64]>([])

    /// Milliseconds each.
    var milliseconds: [Int64] { noted.withLock { $0 } }

    func note(_ span: TimeSpan) {
        noted.withLock { $0.append(span.milliseconds) }
    }
}

/// A script that answers the first requests by these, and every later one by the last.
func inTurn(_ answers: [AnswerStep]...) -> ScriptedServer.Script {
    let turn = Locked(0)
    return { _ in
        let number = turn.withLock { turn in
            defer { turn += 1 }
            return turn
        }
        return answers[min(number, answers.count - 1)]
    }
}

import Simulation
import Testing

@Suite("Faults are ordered by")
struct FaultParsingTests {
    @Test(
        "their names alone, a transient one for a fifth of the requests and twice each",
        arguments: FaultKind.allCases
    )
    func names(kind: FaultKind) throws {
        let fault = try #require(try Fault.parse(kind.rawValue).first)
        #expect(fault == Fault(kind))
        #expect(fault.rate == (kind.isTransient ? 0.2 : 1))
        #expect(fault.tries == (kind.isTransient ? 2 : nil))
    }

    @Test("names with settings, separated by commas")
    func settings() throws {
        let text = "429:rate=0.5:seconds=3, 503:tries=forever:at=listing,cut:tries=1:at=logs,forbidden:at=prod-db"
        let faults = try Fault.parse(text)
        #expect(
            faults == [
                Fault(.tooManyRequests, rate: 0.5, amount: 3),
                Fault(.unavailable, tries: nil, target: .listing),
                Fault(.cut, tries: 1, target: .logs),
                Fault(.forbidden, target: .container("prod-db")),
            ]
        )
    }

    @Test("a URL as the last setting, with its colons")
    func url() throws {
        let faults = try Fault.parse("redirect-foreign:at=listing:url=http://127.0.0.1:8099,gzip")
        #expect(
            faults == [
                Fault(.redirectForeign, target: .listing, url: "http://127.0.0.1:8099"), Fault(.gzip),
            ]
        )
    }

    @Test("nothing, which is no fault")
    func nothing() throws {
        #expect(try Fault.parse("").isEmpty)
    }

    @Test("unknown names in vain, and the error lists the known")
    func unknownName() {
        let error = #expect(throws: SimulationError.self) { try Fault.parse("429,slow") }
        #expect(error?.code == .badFaults)
        #expect(error?.message.contains("'slow'") == true)
        for kind in FaultKind.allCases { #expect(error?.hint?.contains(kind.rawValue) == true) }
    }

    @Test(
        "settings that they do not have in vain",
        arguments: [
            "cut:rate=2", "cut:rate=often", "cut:seconds=1", "cut:tries=-1", "gzip:tries=2", "429:seconds=-1",
            "429:seconds", "smaller-limit:url=http://x",
        ]
    )
    func unknownSetting(text: String) {
        let error = #expect(throws: SimulationError.self) { try Fault.parse(text) }
        #expect(error?.code == .badFaults && error?.hint?.contains("rate=") == true)
    }
}

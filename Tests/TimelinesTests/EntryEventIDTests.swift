import Testing
import Timelines

@Suite struct EntryEventIDTests {
    let container = ContainerID("690b0a400000000000000001")

    @Test("The id is the evidence, in whatever form it is written")
    func written() {
        var symbols = SymbolTable()
        let text = symbols.intern("log-7")
        let at = Instant(milliseconds: 0)
        let hexadecimal = EntryIdentifier.object(high: 0x0910_b1c2_d3e4_f506, low: 0x0000_00ff)
        #expect(
            Entry(at: at, from: .null, to: .running, id: hexadecimal).eventID(in: symbols, container: container)
                == "0910b1c2d3e4f506000000ff"
        )
        #expect(
            Entry(at: at, from: .null, to: .running, id: .text(text)).eventID(in: symbols, container: container)
                == "log-7"
        )
    }

    @Test("Without an id the evidence names container, instant and both statuses, with words for a from that is none")
    func composed() {
        var symbols = SymbolTable()
        let odd = Status(symbol: symbols.intern("warming"))
        let at = Instant(milliseconds: 1_794_234_600_000)
        let start = "690b0a400000000000000001@2026-11-09T14:30:00.000Z:"
        #expect(
            Entry(at: at, from: .status(.stopped), to: odd).eventID(in: symbols, container: container)
                == start + "stopped>warming"
        )
        #expect(
            Entry(at: at, from: .null, to: .running).eventID(in: symbols, container: container) == start
                + "null>running"
        )
        #expect(
            Entry(at: at, from: .missing, to: .failed).eventID(in: symbols, container: container)
                == start + "missing>failed"
        )
    }
}

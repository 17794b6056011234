import Testing
import Timelines

@testable import Answers
@testable import Study

@Suite struct AuditFiguresTests {
    private func at(_ hours: Int64) -> Instant { Instant(milliseconds: 0) + .hours(hours) }

    private func entry(_ hours: Int64, _ from: PriorStatus, _ to: Status, receipt: Int64) -> Entry {
        Entry(
            at: at(hours),
            from: from,
            to: to,
            duration: .valid(1_000),
            id: .object(high: 0x6910_0000_0000_0000, low: UInt32(receipt)),
            receipt: receipt
        )
    }

    private func eventID(_ receipt: Int) -> String { "691000000000000000000000".dropLast() + String(receipt) }

    private let web = Container(id: ContainerID("w"), name: "web")
    private let shop = Container(id: ContainerID("s"), name: "shop", projectID: "p")

    @Test("A chain break is told with both its sides, noticed when the newer of them was recorded")
    func chainBreaks() {
        var chains = ChainAudit(symbols: SymbolTable())
        // Receipts 1 to 5; the entry at 2 h was recorded last, which closed one gap and left another.
        chains.add(
            ContainerHistory(
                container: web,
                entries: [
                    entry(1, .null, .running, receipt: 1), entry(2, .status(.stopped), .failed, receipt: 5),
                    entry(3, .status(.failed), .running, receipt: 2), entry(4, .missing, .stopped, receipt: 3),
                    entry(5, .null, .running, receipt: 4),
                ]
            )
        )
        #expect(chains.receipts == [1, 3, 4, 5])
        let breaks = chains.chainBreaks { Noticed(at: at(10 * $0), pass: $0) }
        #expect(
            breaks == [
                ChainBreak(
                    containerID: web.id,
                    containerName: "web",
                    noticed: Noticed(at: at(50), pass: 5),
                    before: ChainEnd(at: at(1), status: "running", eventID: eventID(1)),
                    after: ChainEnd(at: at(2), status: "stopped", eventID: eventID(5))
                ),
                ChainBreak(
                    containerID: web.id,
                    containerName: "web",
                    noticed: Noticed(at: at(40), pass: 4),
                    before: ChainEnd(at: at(4), status: "stopped", eventID: eventID(3)),
                    after: ChainEnd(at: at(5), status: "null", eventID: eventID(4))
                ),
            ]
        )
    }

    @Test("A chain that holds has no break: a missing from_status, and null after deleted")
    func wholeChain() {
        var chains = ChainAudit(symbols: SymbolTable())
        let entries = [
            entry(1, .null, .running, receipt: 1), entry(2, .missing, .stopped, receipt: 2),
            entry(3, .status(.stopped), .deleted, receipt: 3), entry(4, .null, .creating, receipt: 4),
        ]
        chains.add(ContainerHistory(container: web, entries: entries))
        chains.add(ContainerHistory(container: shop, entries: []))
        #expect(chains.receipts.isEmpty)
        #expect(chains.chainBreaks { _ in nil }.isEmpty)
        #expect(chains.drift.isEmpty)
    }

    @Test("Drift is that of the report, over all listings")
    func drift() {
        var chains = ChainAudit(symbols: SymbolTable())
        var container = web
        container.listings = [
            Listing(at: at(2), status: .running), Listing(at: at(3), status: .stopped),
            Listing(at: at(4), status: .failed),
        ]
        chains.add(ContainerHistory(container: container, entries: [entry(1, .null, .running, receipt: 1)]))
        #expect(chains.drift.map(\.listed) == ["stopped", "failed"])
        #expect(chains.drift.map(\.at) == [at(3), at(4)])
    }

    @Test("A version says who did what as reports do")
    func version() {
        var symbols = SymbolTable()
        let chains = ChainAudit(symbols: symbols)
        let noticed = Noticed(at: at(9), pass: 2)
        let derived = chains.version(entry(1, .status(.stopped), .running, receipt: 7), recorded: noticed, body: "{}")
        #expect(derived.seq == 7 && derived.recorded == noticed && derived.at == at(1) && derived.body == "{}")
        #expect(derived.actor == "(unattributed)" && derived.operation == "start" && derived.isOperationDerived)
        #expect(derived.fromStatus == "stopped" && derived.toStatus == "running" && derived.duration == .valid(1_000))
        var named = entry(1, .null, .stopped, receipt: 8)
        named.actor = symbols.intern("ana")
        named.operation = .forceStop
        let written = ChainAudit(symbols: symbols).version(named, recorded: noticed, body: "")
        #expect(written.actor == "ana" && written.operation == "force-stop" && !written.isOperationDerived)
        #expect(written.fromStatus == nil)
    }

    // MARK: Counting

    private func version(_ seq: Int64) -> AuditedVersion {
        ChainAudit(symbols: SymbolTable()).version(
            entry(1, .null, .running, receipt: seq),
            recorded: Noticed(at: at(0), pass: 1),
            body: ""
        )
    }

    private func amendment(_ container: Container, _ event: String, at hours: Int64, seq: Int64) -> Amendment {
        Amendment(
            containerID: container.id,
            containerName: container.name,
            eventID: event,
            noticed: Noticed(at: at(hours), pass: hours),
            changes: [],
            before: version(1),
            after: version(seq)
        )
    }

    private func vanished(_ container: Container, at hours: Int64, returned: Int64?) -> VanishedEntry {
        VanishedEntry(
            containerID: container.id,
            containerName: container.name,
            eventID: "v",
            noticed: Noticed(at: at(hours), pass: hours),
            returned: returned.map { Noticed(at: at($0), pass: $0) },
            version: version(2)
        )
    }

    private var found: AuditFigures {
        var found = AuditFigures()
        found.amendments = [
            amendment(web, "a", at: 12, seq: 8), amendment(shop, "a", at: 10, seq: 6),
            amendment(web, "a", at: 10, seq: 7),
            amendment(web, "b", at: 10, seq: 5),
        ]
        found.vanished = [vanished(web, at: 5, returned: 10), vanished(web, at: 11, returned: nil)]
        found.quarantined = [web.id, nil].map { id in
            QuarantinedElement(
                containerID: id,
                containerName: nil,
                seq: 9,
                noticed: Noticed(at: at(10), pass: 1),
                reason: "r",
                body: "b",
                isVanished: false
            )
        }
        found.drift = [Drift(containerID: shop.id, listed: "running", timeline: "stopped", at: at(20))]
        return found
    }

    @Test("Everything is counted, of all and of each container with a finding, and put in order")
    func counts() {
        let other = Container(id: ContainerID("o"))
        let figures = AuditFigures(of: found, in: nil, containers: [web, shop, other])
        var totals = AuditTotals()
        totals.amendments = 4
        totals.amended = 3  // "a" of web twice, "b" of web, "a" of shop
        totals.vanished = 2
        totals.returned = 1
        totals.quarantined = 2
        totals.drift = 1
        #expect(figures.totals == totals)
        #expect(figures.totals.isRewritten)
        var ofShop = AuditTotals()
        ofShop.amendments = 1
        ofShop.amended = 1
        ofShop.drift = 1
        var ofWeb = AuditTotals()
        ofWeb.amendments = 3
        ofWeb.amended = 2
        ofWeb.vanished = 2
        ofWeb.returned = 1
        ofWeb.quarantined = 1
        #expect(
            figures.containers == [
                AuditedContainer(id: shop.id, name: "shop", projectID: "p", totals: ofShop),
                AuditedContainer(id: web.id, name: "web", projectID: nil, totals: ofWeb),
            ]
        )
        // By instant, then container, then place in the log.
        #expect(figures.amendments.map(\.after.seq) == [6, 5, 7, 8])
        #expect(figures.quarantined.map(\.containerID) == [nil, web.id])
    }

    @Test("A range holds what was noticed in it, its end apart, and disappearances that ended in it")
    func range() {
        let figures = AuditFigures(of: found, in: Interval(start: at(10), end: at(12)), containers: [web, shop])
        #expect(figures.amendments.map(\.after.seq) == [6, 5, 7])
        #expect(figures.vanished.map(\.noticed.at) == [at(5), at(11)])
        #expect(figures.totals.quarantined == 2 && figures.totals.drift == 0)
        let none = AuditFigures(of: found, in: Interval(start: at(30), end: at(40)), containers: [web, shop])
        #expect(none == AuditFigures())
        #expect(!none.totals.isRewritten)
    }
}

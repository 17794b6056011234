import Timelines

/// Takes requests, has them answered, and puts the answers into the form in which they go over the wire.
struct RequestDesk {
    private let server: SimulationServer
    private let source: ServedSource
    private var director: FaultDirector
    private var answerer: Answerer
    private var fleet: ServedFleet
    /// The text of `Date` and the second it is for.
    private var date: (second: Int64, text: String)

    init(server: SimulationServer, source: ServedSource, options: ServerOptions) {
        self.server = server
        self.source = source
        director = FaultDirector(options.faults, seed: options.seed)
        answerer = Answerer(
            token: options.token,
            listsEndWithSlash: options.listsEndWithSlash,
            baseURL: server.baseURL
        )
        let now = server.now()
        fleet = source.served(at: now)
        date = (now.seconds, CivilTime(now).httpDate)
    }

    /// What goes over the wire for the request whose head is `bytes`.
    mutating func delivery(for bytes: ArraySlice<UInt8>) -> Delivery {
        guard let head = RequestHead(bytes) else { return refusal(400, "Malformed request") }
        let now = server.now()
        if !fleet.validity.contains(now) { fleet = source.served(at: now) }
        tick(now)
        let (route, hasSlash) = Route.of(head.path)
        let ruling = director.ruling(path: head.target, route: route, in: fleet)
        let response =
            Answerer.replacement(ruling.transient, now: now)
            ?? answerer.answer(head, route: route, hasSlash: hasSlash, fleet: fleet, now: now, ruling: ruling)
        server.count(head, status: response.status)
        return Answerer.delivery(of: response, to: head, ruling: ruling, date: date.text)
    }

    /// An answer to what is no request that can be understood; the connection ends.
    mutating func refusal(_ status: Int, _ message: String) -> Delivery {
        tick(server.now())
        var head = RequestHead()
        head.wantsClose = true
        return Answerer.delivery(of: .failure(status, message), to: head, ruling: Ruling(), date: date.text)
    }

    private mutating func tick(_ now: Instant) {
        guard now.seconds != date.second else { return }
        date = (now.seconds, CivilTime(now).httpDate)
    }
}

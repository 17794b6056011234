import Timelines

/// Reads requests, has them answered, and puts the responses into the form in which they are sent.
struct Responder {
    private let server: SimulationServer
    private var injector: FaultInjector
    private var handler: RequestHandler
    private var fleet: ServedFleet
    /// The text of `Date` and the second it is for.
    private var date: (second: Int64, text: String)

    init(server: SimulationServer, options: ServerOptions) {
        self.server = server
        injector = FaultInjector(options.faults, seed: options.seed)
        handler = RequestHandler(options: options, baseURL: server.baseURL)
        let now = server.now()
        fleet = server.served(now)
        date = (now.seconds, now.httpDate)
    }

    /// What is sent for the request whose head is `bytes`.
    mutating func delivery(for bytes: ArraySlice<UInt8>) -> Delivery {
        guard let head = RequestHead(bytes) else { return refusal(400, "Malformed request") }
        let now = server.now()
        if !fleet.validity.contains(now) { fleet = server.served(now) }
        tick(now)
        let route = Route(head.path)
        let decision = injector.decision(for: head.target, route, in: fleet)
        let response =
            Response(replacedBy: decision.transient, now: now)
            ?? handler.response(to: head, route, from: fleet, at: now, decision)
        server.count(head, status: response.status)
        return response.delivery(to: head, decision, date: date.text)
    }

    /// The response to something that is not a request; the connection ends.
    mutating func refusal(_ status: Int, _ message: String) -> Delivery {
        tick(server.now())
        var head = RequestHead()
        head.wantsClose = true
        return Response.failure(status, message).delivery(to: head, FaultDecision(), date: date.text)
    }

    private mutating func tick(_ now: Instant) {
        guard now.seconds != date.second else { return }
        date = (now.seconds, now.httpDate)
    }
}

import Timelines

extension Answerer {
    /// The answer to a transient fault that takes the place of the real one; nil where the real one is sent, perhaps
    /// badly.
    static func replacement(_ fault: Fault?, now: Instant) -> Response? {
        switch fault?.kind {
        case .tooManyRequests:
            return .failure(429, "Too many requests", headers: [("Retry-After", String(fault?.amount ?? 0))])
        case .tooManyRequestsUntil:
            let until = now + .seconds(fault?.amount ?? 0)
            return .failure(429, "Too many requests", headers: [("Retry-After", CivilTime(until).httpDate)])
        case .unavailable:
            return .failure(503, "Service temporarily unavailable")
        case .garbageBody:
            var generator = SeededGenerator(seed: 0xBAD)
            return Response(status: 200, body: (0..<2_000).map { _ in UInt8(truncatingIfNeeded: generator.next()) })
        default:
            return nil
        }
    }

    /// How `response` goes over the wire.
    static func delivery(
        of response: Response,
        to head: RequestHead,
        ruling: Ruling,
        date: String
    ) -> Delivery {
        var response = response
        let oldStyle = ruling.has(.connectionClose)
        let closes = oldStyle || closes(after: head)
        if ruling.has(.gzip), head.acceptsGzip, !response.body.isEmpty {
            response.body = Gzip.wrapped(response.body)
            response.headers.append(("Content-Encoding", "gzip"))
        }
        let filler = ruling.transient?.kind == .hugeBody ? Int(ruling.transient?.amount ?? 0) : 0
        if ruling.transient?.kind == .truncatedJSON { response.body.removeLast(response.body.count / 2) }
        var length: Int? = oldStyle ? nil : response.body.count + filler
        if ruling.transient?.kind == .wrongLength { length = max(0, response.body.count - 10) }
        var bytes = headBytes(of: response, length: length, date: date, closes: closes, isOld: oldStyle)
        if ruling.transient?.kind == .cut { response.body.removeLast((response.body.count + 1) / 2) }
        if head.method != "HEAD" { bytes += response.body }
        var delivery = Delivery(bytes: bytes, filler: filler, ending: closes ? .close : .keepAlive)
        switch ruling.transient?.kind {
        case .cut: delivery.ending = .close
        case .drip: delivery.drip = max(1, Int(ruling.transient?.amount ?? 1))
        case .reset: delivery = Delivery(bytes: [], ending: .reset)
        default: break
        }
        return delivery
    }

    /// A body that was not read would be taken for the next request, so that its connection ends.
    private static func closes(after head: RequestHead) -> Bool {
        head.wantsClose || head.hasBody || (head.minorVersion == 0 && !head.wantsKeepAlive)
    }

    private static func headBytes(
        of response: Response,
        length: Int?,
        date: String,
        closes: Bool,
        isOld: Bool
    ) -> [UInt8] {
        var head: [UInt8] = []
        head.reserveCapacity(response.body.count + 320)
        head += "HTTP/1.\(isOld ? 0 : 1) \(response.status) \(Response.reason(response.status))\r\n".utf8
        head += "Date: ".utf8
        head += date.utf8
        head += "\r\nContent-Type: application/json; charset=utf-8\r\n".utf8
        if let length { head += "Content-Length: \(length)\r\n".utf8 }
        for (name, value) in response.headers { head += "\(name): \(value)\r\n".utf8 }
        head += (closes ? "Connection: close\r\n\r\n" : "Connection: keep-alive\r\n\r\n").utf8
        return head
    }
}

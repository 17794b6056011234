import Statistics
import Timelines

/// An HTTP response before it is sent.
struct Response {
    var status: Int
    var headers: [(String, String)] = []
    var body: [UInt8]

    /// The API's envelope around what `data` writes, with `capacity` bytes reserved for it.
    static func success(
        _ message: String,
        capacity: Int = 0,
        data: (inout [UInt8]) -> Void
    ) -> Response {
        var body: [UInt8] = []
        body.reserveCapacity(capacity + 256)
        body += #"{"statusCode":200,"message":""#.utf8
        body += message.utf8
        body += #"","data":"#.utf8
        data(&body)
        body.append(UInt8(ascii: "}"))
        return Response(status: 200, body: body)
    }

    /// The API's envelope of an error.
    static func failure(_ status: Int, _ message: String, headers: [(String, String)] = []) -> Response {
        let body = JSONValue.object([
            ("statusCode", .integer(Int64(status))), ("error", .text(reason(status))), ("message", .text(message)),
        ])
        return Response(status: status, headers: headers, body: body.bytes)
    }

    static func redirect(to location: String) -> Response {
        Response(status: 307, headers: [("Location", location)], body: [])
    }

    static func reason(_ status: Int) -> String {
        switch status {
        case 200: "OK"
        case 307: "Temporary Redirect"
        case 400: "Bad Request"
        case 401: "Unauthorized"
        case 403: "Forbidden"
        case 404: "Not Found"
        case 405: "Method Not Allowed"
        case 429: "Too Many Requests"
        case 431: "Request Header Fields Too Large"
        case 503: "Service Unavailable"
        default: "Error"
        }
    }
}

extension Response {
    /// The response of a transient fault that replaces the real one; nil where the real one is sent, perhaps badly.
    init?(replacedBy fault: Fault?, now: Instant) {
        switch fault?.kind {
        case .tooManyRequests:
            self = .failure(429, "Too many requests", headers: [("Retry-After", String(fault?.amount ?? 0))])
        case .tooManyRequestsUntil:
            let until = now + .seconds(fault?.amount ?? 0)
            self = .failure(429, "Too many requests", headers: [("Retry-After", until.httpDate)])
        case .unavailable:
            self = .failure(503, "Service temporarily unavailable")
        case .garbageBody:
            var random = SplitMix64(seed: 0xBAD)
            self.init(status: 200, body: (0..<2_000).map { _ in UInt8(truncatingIfNeeded: random.next()) })
        default:
            return nil
        }
    }

    /// How it is sent in response to `head`, with what `decision` makes wrong.
    consuming func delivery(to head: RequestHead, _ decision: FaultDecision, date: String) -> Delivery {
        let fault = decision.transient
        let isOld = decision.has(.connectionClose)
        // A body that was not read would be taken for the next request.
        let closes =
            isOld || head.wantsClose || head.hasBody || (head.minorVersion == 0 && !head.wantsKeepAlive)
        if decision.has(.gzip), head.acceptsGzip, !body.isEmpty {
            body = Gzip.wrapped(body)
            headers.append(("Content-Encoding", "gzip"))
        }
        let filler = fault?.kind == .hugeBody ? Int(fault?.amount ?? 0) : 0
        if fault?.kind == .truncatedJSON { body.removeLast(body.count / 2) }
        var length: Int? = isOld ? nil : body.count + filler
        if fault?.kind == .wrongLength { length = max(0, body.count - 10) }
        var bytes = self.head(length: length, date: date, closes: closes, isOld: isOld)
        if fault?.kind == .cut { body.removeLast((body.count + 1) / 2) }
        if head.method != "HEAD" { bytes += body }
        var delivery = Delivery(bytes: bytes, filler: filler, ending: closes ? .close : .keepAlive)
        switch fault?.kind {
        case .cut: delivery.ending = .close
        case .drip: delivery.drip = max(1, Int(fault?.amount ?? 1))
        case .reset: delivery = Delivery(bytes: [], ending: .reset)
        default: break
        }
        return delivery
    }

    private func head(length: Int?, date: String, closes: Bool, isOld: Bool) -> [UInt8] {
        var head: [UInt8] = []
        head.reserveCapacity(body.count + 320)
        head += "HTTP/1.\(isOld ? 0 : 1) \(status) \(Response.reason(status))\r\n".utf8
        head += "Date: ".utf8
        head += date.utf8
        head += "\r\nContent-Type: application/json; charset=utf-8\r\n".utf8
        if let length { head += "Content-Length: \(length)\r\n".utf8 }
        for (name, value) in headers { head += "\(name): \(value)\r\n".utf8 }
        head += (closes ? "Connection: close\r\n\r\n" : "Connection: keep-alive\r\n\r\n").utf8
        return head
    }
}

extension Instant {
    /// `Mon, 09 Nov 2026 14:30:00 GMT` (RFC 9110, section 5.6.7).
    var httpDate: String {
        let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let day = iso8601.dropFirst(8).prefix(2)
        let time = iso8601.dropFirst(11).prefix(8)
        return "\(weekdays[daysAfterMonday]), \(day) \(months[date.month - 1]) \(iso8601.prefix(4)) \(time) GMT"
    }
}

/// The gzip format (RFC 1952) around stored, not compressed, blocks (RFC 1951, 3.2.4): clients must be able to read it,
/// and it needs no compression library.
private enum Gzip {
    static func wrapped(_ bytes: [UInt8]) -> [UInt8] {
        var output: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
        var start = 0
        repeat {
            let end = min(start + 65_535, bytes.count)
            let length = UInt16(end - start)
            output.append(end == bytes.count ? 1 : 0)
            append(UInt32(length), count: 2, to: &output)
            append(UInt32(~length), count: 2, to: &output)
            output += bytes[start..<end]
            start = end
        } while start < bytes.count
        append(checksum(bytes), count: 4, to: &output)
        append(UInt32(truncatingIfNeeded: bytes.count), count: 4, to: &output)
        return output
    }

    /// CRC-32 as RFC 1952, 8 defines it, bit by bit.
    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var sum: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = (sum >> 1) ^ (sum & 1 == 1 ? 0xEDB8_8320 : 0) }
        }
        return ~sum
    }

    private static func append(_ value: UInt32, count: Int, to output: inout [UInt8]) {
        for index in 0..<count { output.append(UInt8(truncatingIfNeeded: value >> (8 * UInt32(index)))) }
    }
}

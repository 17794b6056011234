/// An answer before it is put on the wire.
struct Response {
    var status: Int
    var headers: [(String, String)] = []
    var body: [UInt8]

    /// The API's envelope around what `data` writes, for which `capacity` bytes are set aside.
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

/// A status log page with `count` entries and no pagination.
func logPage(_ count: Int = 1, from first: Int = 0) -> String {
    let entries = (first..<first + count).map { number in
        """
        {"id":"e\(number)","from_status":"stopped","to_status":"running","transition_time":"2026-11-09T00:00:00.\(100 + number)Z"}
        """
    }
    return #"{"statusCode":200,"message":"ok","data":{"logs":[\#(entries.joined(separator: ","))]}}"#
}

/// A container list page of these ids.
func listPage(_ ids: [String]) -> String {
    let elements = ids.map { #"{"id":"\#($0)","name":"n-\#($0)"}"# }
    return #"{"statusCode":200,"message":"ok","data":{"containers":[\#(elements.joined(separator: ","))]}}"#
}

/// An error envelope of the API.
func errorBody(_ message: String, status: Int = 400) -> String {
    #"{"statusCode":\#(status),"error":"Error","message":"\#(message)"}"#
}

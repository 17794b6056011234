import Timelines

/// What the server's thread shares with everybody else.
struct ServerState {
    var time: ServedTime
    var counts: [String: Int] = [:]
    var total = 0
    var requests: [RecordedRequest] = []
    var phase = Phase.ready
    var isListening = true

    enum Phase {
        case ready, running, stopping, ended
    }
}

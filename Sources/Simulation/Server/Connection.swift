/// One client's connection: what was received and not answered yet, and what is still to be sent.
struct Connection {
    let descriptor: Int32
    var input: [UInt8] = []
    private(set) var delivery: Delivery?
    private var sent = 0
    /// When the next bytes of a drip may be sent.
    private(set) var pausedUntil: ContinuousClock.Instant?
    /// Whether everything was sent, and only the end of the other side is missing.
    private(set) var isLingering = false

    init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// The result of sending.
    enum Progress {
        /// Everything was sent; the next request may come.
        case done
        /// More will be sent when the socket, or the drip's clock, allows it.
        case waiting
        /// The connection is over, its descriptor closed.
        case closed
    }

    mutating func begin(_ delivery: Delivery) {
        self.delivery = delivery
        sent = 0
    }

    /// Sends as much as the socket takes.
    mutating func advance() -> Progress {
        guard let delivery else { return .done }
        if let pausedUntil, ContinuousClock.now < pausedUntil { return .waiting }
        pausedUntil = nil
        let total = delivery.bytes.count + delivery.filler
        while sent < total {
            switch send(delivery) {
            case .moved(let count):
                sent += count
                if delivery.drip != nil, sent < total {
                    pausedUntil = .now + .milliseconds(10)
                    return .waiting
                }
            case .wouldBlock: return .waiting
            case .ended:
                POSIX.close(descriptor)
                return .closed
            }
        }
        self.delivery = nil
        switch delivery.ending {
        case .keepAlive: return .done
        case .reset:
            POSIX.reset(descriptor)
            return .closed
        case .close:
            // Closing at once would reset the connection if unread input is left, and what was sent could be lost.
            POSIX.endOutput(descriptor)
            isLingering = true
            return .waiting
        }
    }

    private func send(_ delivery: Delivery) -> POSIX.Transfer {
        let most = delivery.drip ?? .max
        guard sent < delivery.bytes.count else {
            let count = min(delivery.filler - (sent - delivery.bytes.count), 65_536, most)
            return Connection.spaces.withUnsafeBytes { bytes in
                POSIX.send(descriptor, UnsafeRawBufferPointer(rebasing: bytes[..<count]))
            }
        }
        let end = min(delivery.bytes.count, sent + min(most, delivery.bytes.count))
        return delivery.bytes.withUnsafeBytes { bytes in
            POSIX.send(descriptor, UnsafeRawBufferPointer(rebasing: bytes[sent..<end]))
        }
    }

    private static let spaces = [UInt8](repeating: UInt8(ascii: " "), count: 65_536)
}

/// What is sent for one request, and how.
struct Delivery {
    /// The head, and the body or as much of it as is sent.
    var bytes: [UInt8]
    /// How many spaces follow.
    var filler = 0
    var ending = Ending.keepAlive
    /// How many bytes are sent at a time, 10 ms apart; nil: as fast as the client reads.
    var drip: Int?

    /// What happens to the connection afterwards.
    enum Ending {
        case keepAlive
        case close
        /// Aborted, so that the other side sees a reset.
        case reset
    }
}

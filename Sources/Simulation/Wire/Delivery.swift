/// What goes over the wire for one request, and how.
struct Delivery {
    /// The head, and the body or as much of it as is sent.
    var bytes: [UInt8]
    /// How many spaces follow.
    var filler = 0
    var ending = Ending.keepAlive
    /// How many bytes go at a time, 10 ms apart; nil: as fast as they are taken.
    var drip: Int?

    /// What becomes of the connection afterwards.
    enum Ending {
        case keepAlive
        case close
        /// Aborted, so that the other side sees a reset.
        case reset
    }
}

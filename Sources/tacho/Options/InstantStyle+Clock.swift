internal import Periods
internal import Rendering

extension InstantStyle {
    /// Instants are shown as `clock` shows them.
    init(_ clock: ZonedClock) {
        self.init(timezone: clock.identifier) { clock.offset(at: $0) }
    }
}

/// The room that a large page takes in memory: whoever holds the page holds it, and the last to drop it lets the next one in.
///
/// A task must have dropped a page with room before it asks for another page, or it may wait for itself.
package final class PageRoom: Sendable {
    private let leave: @Sendable () -> Void

    package init(leave: @escaping @Sendable () -> Void) {
        self.leave = leave
    }

    deinit {
        leave()
    }
}

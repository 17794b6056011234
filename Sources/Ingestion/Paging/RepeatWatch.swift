/// Tells a list that turns in circles from one in which equal elements follow each other.
///
/// As long as a page lies within what the list's own length says, it may repeat whatever it likes: an API that writes the same
/// entry a thousand times has a thousand. What lies beyond that, with nothing but repeats, is a circle; where no length is said,
/// so is what repeats for longer than any log should.
struct RepeatWatch: Sendable {
    /// One page can be chance (a page boundary that moved); a second one is not.
    private static let mostBeyond = 2
    /// 10,000 equal entries in a row, at 100 a page.
    private static let mostUntold = 100

    private var beyond = 0
    private var untold = 0

    /// Takes note of a page; false where the list turns in circles.
    mutating func goesOn(_ step: PageStep, isRepeated: Bool) -> Bool {
        guard isRepeated else {
            self = RepeatWatch()
            return true
        }
        switch step.extent {
        case .within, .last: beyond = 0
        case .beyond: beyond += 1
        case .untold: untold += 1
        }
        return beyond < RepeatWatch.mostBeyond && untold < RepeatWatch.mostUntold
    }
}

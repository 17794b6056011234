/// Decides whether a total that fell between two pages means that something was removed, or is only wrong.
///
/// If something was removed, later elements may have moved up onto pages that were read already. So the page that shows the fall
/// is not kept (a gap before it would never be noticed again), and the reading starts again. If the total is higher again
/// afterwards although every element is still at its position, the lower total was wrong: totals are ignored from then on.
struct TotalShrinkDetector: Sendable {
    enum Judgement: Sendable {
        case keep
        /// Keep the page, which has only elements that an earlier attempt kept, and begin again unless it is aligned.
        case keepIfAligned
        case beginAgain
    }

    private var usesTotals = true
    /// The index at which an attempt was given up, and the total that it showed.
    private var fall: (index: Int, total: Int)?
    /// Whether everything before that index was seen at its position again.
    private var isCleared = false
    /// Everything before this index was kept by an earlier attempt.
    private var kept = 0

    /// What to do with a page of `count` elements, before it is kept.
    mutating func judge(_ step: PageStep, count: Int) -> Judgement {
        guard usesTotals, step.isShrunk, let total = step.total else { return .keep }
        if count > 0, step.offset + count <= kept { return .keepIfAligned }
        fall = (index: step.offset, total: total)
        isCleared = false
        kept = max(kept, step.offset)
        return .beginAgain
    }

    /// Takes note of what a kept page proves; false where the reading has to begin again. `judgement` is that of the page.
    mutating func note(_ step: PageStep, _ alignment: PageAlignment, _ judgement: Judgement) -> Bool {
        let isAligned = alignment.confirmsPosition
        if let fall {
            if isAligned, alignment.offset + alignment.entries.count >= fall.index { isCleared = true }
            if isCleared, let total = step.total, total > fall.total { usesTotals = false }
        }
        return judgement == .keep || isAligned
    }
}

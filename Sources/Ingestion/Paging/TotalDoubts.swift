/// When a total that fell between two pages means that something went, and when it only lies.
///
/// What went can have let later elements move up onto pages that were read already. So the page that shows the fall is not
/// kept (a hole before it would never be noticed again) and the reading begins again. A total that is higher again afterwards,
/// while everything stands exactly where it stood, was a lie: from then on totals are not heeded.
struct TotalDoubts: Sendable {
    enum Judgement: Sendable {
        case keep
        /// Keep the page, which holds nothing that was not kept by an earlier attempt, and begin again unless it is in place.
        case keepIfInPlace
        case beginAgain
    }

    private var isHeeded = true
    /// The place at which an attempt was given up, and the total that it showed.
    private var fall: (place: Int, total: Int)?
    /// Whether everything before that place was seen to stand where it stood.
    private var isCleared = false
    /// Everything before this place was kept by an earlier attempt.
    private var kept = 0

    /// What to do with a page of `count` elements, before it is kept.
    mutating func judge(_ step: PageStep, count: Int) -> Judgement {
        guard isHeeded, step.isShrunk, let total = step.total else { return .keep }
        if count > 0, step.offset + count <= kept { return .keepIfInPlace }
        fall = (place: step.offset, total: total)
        isCleared = false
        kept = max(kept, step.offset)
        return .beginAgain
    }

    /// Takes note of what a page proves that was kept on the terms of `judgement`; false where to begin again.
    mutating func note(_ step: PageStep, _ served: ServedPlaces, _ judgement: Judgement) -> Bool {
        let isInPlace = served.confirmsPlace
        if let fall {
            if isInPlace, served.offset + served.entries.count >= fall.place { isCleared = true }
            if isCleared, let total = step.total, total > fall.total { isHeeded = false }
        }
        return judgement == .keep || isInPlace
    }
}

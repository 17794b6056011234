/// The settings of the comparison.
package struct GateOptions: Hashable, Sendable {
    /// The level below which an adjusted p is significant (`--alpha`), in (0, 1).
    package let alpha: Double
    /// The least change that matters, as a part of the baseline's median (`--min-effect`); 0 or more.
    package let minEffect: Double
    /// The least samples of a side with which a comparison is judged (`--min-samples`); 1 or more.
    package let minSamples: Int
    /// In how many ranges, the candidate and those of its length just before it, a comparison has to be slower to be a regression
    /// (`--confirm`); 1 or more.
    package let confirm: Int
    /// The confidence of the interval around the shift, in (0, 1).
    package let confidence: Double

    /// Throws: `badOption` where a setting lies outside of its bounds.
    package init(
        alpha: Double = 0.05,
        minEffect: Double = 0.05,
        minSamples: Int = 10,
        confirm: Int = 1,
        confidence: Double = 0.95
    ) throws(GateError) {
        guard alpha > 0, alpha < 1 else {
            throw GateError(
                code: .badOption,
                message: "an alpha of \(alpha)",
                hint: "give a probability between 0 and 1, such as 0.05"
            )
        }
        guard minEffect >= 0, minEffect.isFinite else {
            throw GateError(
                code: .badOption,
                message: "a least effect of \(minEffect)",
                hint: "give a part of the baseline's median, 0 or more: 0.05 is 5%"
            )
        }
        guard minSamples >= 1 else {
            throw GateError(
                code: .badOption,
                message: "a least number of \(minSamples) samples",
                hint: "give 1 or more"
            )
        }
        guard (1...GateOptions.mostConfirmed).contains(confirm) else {
            throw GateError(
                code: .badOption,
                message: "a change that holds in \(confirm) ranges",
                hint: "give a number from 1 to \(GateOptions.mostConfirmed)"
            )
        }
        guard confidence > 0, confidence < 1 else {
            throw GateError(
                code: .badOption,
                message: "a confidence of \(confidence)",
                hint: "give a probability between 0 and 1, such as 0.95"
            )
        }
        self.init(
            checkedAlpha: alpha,
            minEffect: minEffect,
            minSamples: minSamples,
            confirm: confirm,
            confidence: confidence
        )
    }

    /// Each range is read from the store on its own.
    private static let mostConfirmed = 52

    /// Alpha 0.05, 5% of the median, 10 samples, the candidate alone, 95% confidence.
    package static let standard = GateOptions(
        checkedAlpha: 0.05,
        minEffect: 0.05,
        minSamples: 10,
        confirm: 1,
        confidence: 0.95
    )

    private init(checkedAlpha alpha: Double, minEffect: Double, minSamples: Int, confirm: Int, confidence: Double) {
        self.alpha = alpha
        self.minEffect = minEffect
        self.minSamples = minSamples
        self.confirm = confirm
        self.confidence = confidence
    }
}

/// By what samples are compared in groups beside the pooled comparison (`--group-by`).
package enum GateGrouping: String, Hashable, Sendable, CaseIterable {
    case name, container, project, group, server, image, actor, operation
}

/// One group of a grouping.
package struct GateGroup: Hashable, Sendable {
    package var grouping: GateGrouping
    /// What tells it from the others: the id of a container or project, the name of containers, of a group, server or image, an actor
    /// or operation as written. Nil where the log gives none: those entries are a group of their own.
    package var key: String?
    /// A container's name; nil where it has none, and in other groupings.
    package var name: String?

    package init(_ grouping: GateGrouping, key: String?, name: String? = nil) {
        self.grouping = grouping
        self.key = key
        self.name = name
    }

    /// How a report calls it: its key; without one `(unattributed)` for actors, `(unknown)` for all else.
    package var id: String {
        key ?? (grouping == .actor ? FigureTexts.unattributed : Self.unknown)
    }

    /// How a report calls the group of what has no key.
    package static let unknown = "(unknown)"

    /// By what a report calls them, code point by code point; a key that reads like the missing one comes before it.
    package static func precedes(_ left: GateGroup, _ right: GateGroup) -> Bool {
        if left.isSame(as: right) { return false }
        if left.id.utf8.elementsEqual(right.id.utf8) { return left.key != nil }
        return left.id.utf8.lexicographicallyPrecedes(right.id.utf8)
    }

    /// Whether both are the group of the same key, byte for byte, whatever names a container bore.
    package func isSame(as other: GateGroup) -> Bool {
        guard grouping == other.grouping, (key == nil) == (other.key == nil) else { return false }
        return id.utf8.elementsEqual(other.id.utf8)
    }
}

/// A line of adjacent stretches, each of a kind.
package struct Strip<Kind: Hashable & Sendable>: Sendable {
    /// A stretch of one kind, in tenths of a pixel.
    package struct Stretch: Hashable, Sendable {
        package let kind: Kind
        package let start: Int
        package let end: Int
    }

    /// In order. Equal neighbours are one, and what is too short for a tenth of a pixel is left out.
    package private(set) var stretches: [Stretch] = []

    private let scale: Scale

    package init(_ scale: Scale) {
        self.scale = scale
    }

    /// Adds what lies between two values of the scale's domain; what is added later lies after it.
    package mutating func add(_ kind: Kind, from start: Int64, to end: Int64) {
        let (first, last) = (scale.place(start), scale.place(end))
        guard first < last else { return }
        if let previous = stretches.last, previous.kind == kind, previous.end == first {
            stretches[stretches.count - 1] = Stretch(kind: kind, start: previous.start, end: last)
        } else {
            stretches.append(Stretch(kind: kind, start: first, end: last))
        }
    }

    /// The stretches of `kind` as rectangles of this height, one path for all of them.
    package func path(of kind: Kind, y: Int, height: Int) -> Path {
        var path = Path()
        for stretch in stretches where stretch.kind == kind {
            path.rectangle(stretch.start, y, width: stretch.end - stretch.start, height: height)
        }
        return path
    }
}

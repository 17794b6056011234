/// The outline of a figure, in tenths of a pixel.
package struct Path: Hashable, Sendable {
    /// The value of an SVG path's `d`.
    package private(set) var text = ""

    package init() {}

    package var isEmpty: Bool { text.isEmpty }

    package mutating func move(_ x: Int, _ y: Int) { text += "M\(tenths(x)) \(tenths(y))" }
    package mutating func line(_ x: Int, _ y: Int) { text += "L\(tenths(x)) \(tenths(y))" }
    package mutating func horizontal(_ x: Int) { text += "H\(tenths(x))" }
    package mutating func vertical(_ y: Int) { text += "V\(tenths(y))" }
    package mutating func close() { text += "Z" }

    /// A rectangle with its left upper corner at (x, y).
    package mutating func rectangle(_ x: Int, _ y: Int, width: Int, height: Int) {
        move(x, y)
        text += "h\(tenths(width))v\(tenths(height))h\(tenths(-width))Z"
    }

    /// A dot: a line without a length, which a round cap makes one.
    package mutating func dot(_ x: Int, _ y: Int) {
        move(x, y)
        text += "h0"
    }
}

extension Path {
    /// A line through points, with a gap where there is none.
    package init(through points: [(x: Int, y: Int)?]) {
        var isDrawing = false
        for point in points {
            guard let point else {
                isDrawing = false
                continue
            }
            if isDrawing { line(point.x, point.y) } else { move(point.x, point.y) }
            isDrawing = true
        }
    }

    /// A step function: from each point it goes level to the next one's x, and there up or down.
    package init(steps points: [(x: Int, y: Int)]) {
        for (position, point) in points.enumerated() {
            if position == 0 {
                move(point.x, point.y)
            } else {
                horizontal(point.x)
                vertical(point.y)
            }
        }
    }

    /// The area between two lines that have the same x: along the lower ends, and back along the upper ones.
    package init(between points: [(x: Int, low: Int, high: Int)]) {
        guard let first = points.first else { return }
        move(first.x, first.low)
        for point in points.dropFirst() { line(point.x, point.low) }
        for point in points.reversed() { line(point.x, point.high) }
        close()
    }
}

/// `12.3`: tenths of a pixel in pixels, without a needless zero.
func tenths(_ count: Int) -> String {
    let (whole, rest) = (abs(count) / 10, abs(count) % 10)
    let digits = rest == 0 ? "\(whole)" : whole == 0 ? ".\(rest)" : "\(whole).\(rest)"
    return count < 0 ? "-" + digits : digits
}

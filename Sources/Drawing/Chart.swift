/// A drawing with a vertical axis at its left and a horizontal one below.
package struct Chart: Sendable {
    package private(set) var svg: SVG
    package let x: Scale
    package let y: Scale

    /// Sizes in tenths of a pixel. A page shows a chart about as wide as it is, so that its text can be read.
    private static let (width, height) = (3_600, 2_000)
    private static let (left, right, top, bottom) = (520, 3_400, 120, 1_720)

    package init(x: ClosedRange<Int64>, y: ClosedRange<Int64>) {
        svg = SVG(width: Chart.width, height: Chart.height)
        self.x = Scale(x, from: Chart.left, to: Chart.right)
        self.y = Scale(y, from: Chart.bottom, to: Chart.top)
    }

    /// Lines across the chart at these values, with their labels.
    package mutating func addLevels(_ levels: [(value: Int64, label: String)]) {
        for level in levels {
            let place = y.place(level.value)
            svg.line("grid", from: (Chart.left, place), to: (Chart.right, place))
            svg.text(level.label, "soft", x: Chart.left - 60, y: place + 40, anchor: .end)
        }
    }

    /// Labels below the chart, each centred at its value.
    package mutating func addLabels(_ labels: [(value: Int64, label: String)]) {
        for label in labels {
            svg.text(label.label, "soft", x: x.place(label.value), y: Chart.bottom + 180, anchor: .middle)
        }
    }

    /// A line across the whole chart.
    package mutating func addLevel(_ value: Int64, _ name: String) {
        svg.line(name, from: (Chart.left, y.place(value)), to: (Chart.right, y.place(value)))
    }

    /// An upright line over the whole height.
    package mutating func addMoment(_ value: Int64, _ name: String) {
        svg.line(name, from: (x.place(value), Chart.top), to: (x.place(value), Chart.bottom))
    }

    /// A line through points, with a gap where there is none.
    package mutating func addLine(_ points: [(x: Int64, y: Int64)?], _ name: String) {
        svg.path(Path(through: points.map { point in point.map { (x.place($0.x), y.place($0.y)) } }), name)
    }

    package mutating func addSteps(_ points: [(x: Int64, y: Int64)], _ name: String) {
        svg.path(Path(steps: points.map { (x.place($0.x), y.place($0.y)) }), name)
    }

    /// The area between a low and a high value at each x.
    package mutating func addBand(_ points: [(x: Int64, low: Int64, high: Int64)], _ name: String) {
        svg.path(Path(between: points.map { (x.place($0.x), y.place($0.low), y.place($0.high)) }), name)
    }

    package mutating func addDots(_ points: [(x: Int64, y: Int64)], _ name: String) {
        var path = Path()
        for point in points { path.dot(x.place(point.x), y.place(point.y)) }
        svg.path(path, name)
    }

    /// A bar from one value of y to another around an x, so many tenths of a pixel wide.
    package mutating func addBar(
        _ value: Int64,
        from start: Int64,
        to end: Int64,
        width: Int,
        _ name: String,
        title: String
    ) {
        svg.rectangle(
            name,
            x: x.place(value) - width / 2,
            y: y.place(end),
            width: width,
            height: y.place(start) - y.place(end),
            title: title
        )
    }
}

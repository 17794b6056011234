internal import Drawing
internal import Rendering
internal import Study
internal import Timelines

/// What a container was to its service level over the time of an axis, as one strip.
struct ServiceStrip {
    private let stretches: [ServiceStretch]
    private let axis: TimeAxis

    /// In tenths of a pixel.
    static let width = 10_000
    private static let height = 160
    /// One with very many stretches is drawn coarsely, so that pages stay small.
    private static let (coarseWidth, mostStretches) = (500, 400)

    /// The class of each look, and what it means.
    static let legend = [
        (name: "up", label: "up"), ("bad", "down, unplanned"), ("plan", "down, planned"), ("off", "outside its hours"),
        ("unknown", "unknown"), ("assumed", "up, assumed"),
    ]

    init(_ stretches: [ServiceStretch], _ axis: TimeAxis) {
        self.stretches = stretches
        self.axis = axis
    }

    private var counted: [ServiceStretch] { stretches.filter { $0.condition == .counted } }

    var countedStretches: Int { counted.count }

    var drawing: SVG {
        var width = Self.width
        var strip = strip(axis.scale(to: width))
        if strip.stretches.count > Self.mostStretches {
            width = Self.coarseWidth
            strip = self.strip(axis.scale(to: width))
        }
        var drawing = SVG(width: width, height: Self.height)
        for look in ServiceLook.allCases where look != .counted {
            drawing.path(strip.path(of: look, y: 0, height: Self.height), look.rawValue)
        }
        let counted = counted
        guard counted.count <= 40 else {
            drawing.path(strip.path(of: .counted, y: 0, height: Self.height), ServiceLook.counted.rawValue)
            return drawing
        }
        let scale = axis.scale(to: width)
        for stretch in counted {
            let (start, end) = (stretch.interval.start, stretch.interval.end)
            let first = scale.place(start.milliseconds)
            drawing.rectangle(
                ServiceLook.counted.rawValue,
                x: first,
                y: 0,
                width: scale.place(end.milliseconds) - first,
                height: Self.height,
                title:
                    "\(axis.instants.minute(start)) to \(axis.instants.time(end)), \(stretch.interval.length.label)"
                    .withPlainBlanks
            )
        }
        return drawing
    }

    /// The strip in steps of half a percent; of each step the worst that lies in it, so that no downtime is too short to be seen.
    var parts: [Lanes.Part] {
        let (steps, permille) = (200, 5)
        let scale = axis.scale(to: steps)
        var worst: [ServiceLook?] = Array(repeating: nil, count: steps)
        for stretch in stretches {
            guard let look = ServiceLook(stretch) else { continue }
            let first = min(scale.place(stretch.interval.start.milliseconds), steps - 1)
            for step in first..<max(scale.place(stretch.interval.end.milliseconds), first + 1)
            where (worst[step]?.severity ?? -1) < look.severity { worst[step] = look }
        }
        return worst.reduce(into: []) { parts, look in
            if parts.last?.name == look?.rawValue, !parts.isEmpty {
                parts[parts.count - 1].permille += permille
            } else {
                parts.append(Lanes.Part(look?.rawValue, permille))
            }
        }
    }

    private func strip(_ scale: Scale) -> Strip<ServiceLook> {
        var strip = Strip<ServiceLook>(scale)
        for stretch in stretches {
            guard let look = ServiceLook(stretch) else { continue }
            strip.add(look, from: stretch.interval.start.milliseconds, to: stretch.interval.end.milliseconds)
        }
        return strip
    }
}

/// What a stretch looks like: the class of its style.
private enum ServiceLook: String, CaseIterable {
    case up, assumed, plan, off, unknown
    case counted = "bad"

    /// Which of two is shown where there is room for one.
    var severity: Int {
        switch self {
        case .off: 0
        case .up: 1
        case .assumed: 2
        case .plan: 3
        case .unknown: 4
        case .counted: 5
        }
    }

    /// Nil out of service, where nothing is drawn.
    init?(_ stretch: ServiceStretch) {
        switch stretch.condition {
        case .up: self = stretch.isAssumed ? .assumed : .up
        case .counted: self = .counted
        case .excused: self = .plan
        case .unknown: self = .unknown
        case .off: self = .off
        case .outOfService: return nil
        }
    }
}

internal import Drawing
internal import Rendering
internal import Timelines

/// The time of a picture from left to right, and the labels above it.
struct TimeAxis {
    let range: Interval
    let instants: InstantStyle

    /// The scale of the range over so many tenths of a pixel.
    func scale(to width: Int) -> Scale {
        Scale(range.start.milliseconds...max(range.end, range.start).milliseconds, from: 0, to: width)
    }

    /// The days of up to ten days, else six instants at even distances.
    var marks: [Lanes.Mark] {
        let length = range.length.milliseconds
        guard length > 0 else { return [] }
        let even = (0..<6).map { range.start + TimeSpan(milliseconds: length / 6 * $0) }
        let isDays = range.length > .days(2) && range.length <= .days(10)
        let scale = scale(to: 1_000)
        return (isDays ? instants.midnights(in: range) : even).map { instant in
            let label =
                isDays
                ? String(instants.day(instant).dropLast(4))
                : range.length > .days(2) ? String(instants.day(instant).dropFirst(4)) : instants.time(instant)
            return Lanes.Mark(label, at: scale.place(instant.milliseconds))
        }
    }
}

internal import Study

/// A place in the JSON of a report, from its root.
package struct FigurePath: Hashable, Sendable {
    package var parts: [Part]

    package enum Part: Hashable, Sendable {
        case member(String)
        /// From 0.
        case element(Int)
    }

    package init(_ parts: [Part] = []) {
        self.parts = parts
    }

    /// `fleet.latency.start.ci95.p95_ms[0]`; a member whose name is not plain is written `["as JSON"]`.
    package var text: String {
        parts.reduce(into: "") { text, part in
            switch part {
            case .element(let index): text += "[\(index)]"
            case .member(let name) where name.isPlainName: text += (text.isEmpty ? "" : ".") + name
            case .member(let name): text += "[\"\(name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\"]"
            }
        }
    }
}

extension String {
    /// Whether it can stand in a path as it is.
    package var isPlainName: Bool {
        !isEmpty
            && utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
                    true
                default: false
                }
            }
    }
}

extension Figure {
    /// Where it stands in the JSON of the report.
    package var path: FigurePath {
        FigurePath(parts)
    }

    private var parts: [FigurePath.Part] {
        switch self {
        case .stated(let figure): figure.parts
        case .coverage(let figure): [.member("coverage")] + figure.parts
        case .availability(let scope, let figure): scope.parts + [.member("availability"), .member(figure.rawValue)]
        case .downtime(let scope, let figure): scope.parts + [.member("downtime"), .member(figure.rawValue)]
        case .restarts(let scope, let figure): scope.parts + [.member("restarts"), .member(figure.rawValue)]
        case .latency(let scope, let kind, let figure):
            scope.parts + [.member("latency"), .member(kind.rawValue)] + figure.parts
        case .container(let index, let figure):
            FigureScope.container(index).parts + [.member(figure.rawValue)]
        case .window(let index, let figure): [.member("windows"), .element(index)] + figure.parts
        case .restart(let index, let figure): [.member("restarts"), .element(index)] + figure.parts
        case .actor(let index, let figure): [.member("actors"), .element(index)] + figure.parts
        case .quality(let figure): [.member("quality")] + figure.parts
        }
    }
}

extension FigureScope {
    fileprivate var parts: [FigurePath.Part] {
        switch self {
        case .fleet: [.member("fleet")]
        case .container(let index): [.member("containers"), .element(index)]
        }
    }
}

extension StatedFigure {
    fileprivate var parts: [FigurePath.Part] {
        switch self {
        case .schema: [.member("schema")]
        case .range(let figure): [.member("range"), .member(figure.rawValue)]
        case .option(let figure): [.member("options"), .member(figure.rawValue)]
        case .optionElement(let list, let index): [.member("options"), .member(list.rawValue), .element(index)]
        case .log(let figure): [.member("log"), .member(figure.rawValue)]
        }
    }
}

extension CoverageFigure {
    fileprivate var parts: [FigurePath.Part] {
        switch self {
        case .coveredUntil: [.member("covered_until")]
        case .containers: [.member("containers")]
        case .stale(let index, let figure): [.member("stale"), .element(index), .member(figure.rawValue)]
        }
    }
}

extension LatencyFigure {
    fileprivate var parts: [FigurePath.Part] {
        switch self {
        case .plain(let figure): [.member(figure.rawValue)]
        case .percentile(let percentile): [.member(percentile.name)]
        case .interval(let percentile): [.member("ci95"), .member(percentile.name)]
        case .bound(let percentile, let end): [.member("ci95"), .member(percentile.name), .element(end.rawValue)]
        }
    }
}

extension WindowFigure {
    fileprivate var parts: [FigurePath.Part] {
        switch self {
        case .plain(let figure): [.member(figure.rawValue)]
        case .statuses(let figure): [.member("statuses"), .member(figure.rawValue)]
        case .trigger(let end, let figure):
            [.member(end.rawValue)] + (figure.map { [.member($0.rawValue)] } ?? [])
        }
    }
}

extension RestartFigure {
    fileprivate var parts: [FigurePath.Part] {
        switch self {
        case .plain(let figure): [.member(figure.rawValue)]
        case .eventID(let index): [.member("event_ids"), .element(index)]
        }
    }
}

extension ActorFigure {
    fileprivate var parts: [FigurePath.Part] {
        switch self {
        case .plain(let figure): [.member(figure.rawValue)]
        case .operation(let operation): [.member("operations"), .member(operation)]
        }
    }
}

extension QualityFigure {
    fileprivate var parts: [FigurePath.Part] {
        switch self {
        case .count(let figure): [.member(figure.rawValue)]
        case .drift(let index, let figure): [.member("drift"), .element(index), .member(figure.rawValue)]
        case .gone(let index, let figure): [.member("gone"), .element(index), .member(figure.rawValue)]
        }
    }
}

extension Percentile {
    /// `p95_ms`.
    package var name: String { "p\(rawValue)_ms" }
}

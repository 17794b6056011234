internal import Study

extension Figure {
    /// The figure at a place in the JSON of a report; nil where the contract has none there.
    package init?(at path: FigurePath) {
        guard case .member(let name)? = path.parts.first else { return nil }
        let rest = path.parts.dropFirst()
        switch name {
        case "schema": self = .stated(.schema)
        case "range", "options", "log":
            guard let figure = StatedFigure(section: name, rest) else { return nil }
            self = .stated(figure)
        case "coverage":
            guard let figure = CoverageFigure(rest) else { return nil }
            self = .coverage(figure)
        case "fleet": self.init(of: .fleet, rest)
        case "quality":
            guard let figure = QualityFigure(rest) else { return nil }
            self = .quality(figure)
        default: self.init(list: name, rest)
        }
        // What is behind a figure is none, and neither is an index where a name has to stand.
        guard self.path == path else { return nil }
    }

    private init?(list: String, _ parts: ArraySlice<FigurePath.Part>) {
        guard case .element(let index)? = parts.first else { return nil }
        let rest = parts.dropFirst()
        switch list {
        case "containers":
            if let name = rest.name, let figure = ContainerFigure(rawValue: name) {
                self = .container(index, figure)
            } else {
                self.init(of: .container(index), rest)
            }
        case "windows":
            guard let figure = WindowFigure(rest) else { return nil }
            self = .window(index, figure)
        case "restarts":
            guard let figure = RestartFigure(rest) else { return nil }
            self = .restart(index, figure)
        case "actors":
            guard let figure = ActorFigure(rest) else { return nil }
            self = .actor(index, figure)
        default: return nil
        }
    }

    private init?(of scope: FigureScope, _ parts: ArraySlice<FigurePath.Part>) {
        guard let section = parts.name, let name = parts.dropFirst().name else { return nil }
        switch section {
        case "availability":
            guard let figure = AvailabilityFigure(rawValue: name) else { return nil }
            self = .availability(scope, figure)
        case "downtime":
            guard let figure = DowntimeFigure(rawValue: name) else { return nil }
            self = .downtime(scope, figure)
        case "restarts":
            guard let figure = RestartTotalFigure(rawValue: name) else { return nil }
            self = .restarts(scope, figure)
        case "latency":
            guard let kind = LatencyKind(rawValue: name), let figure = LatencyFigure(parts.dropFirst(2)) else {
                return nil
            }
            self = .latency(scope, kind, figure)
        default: return nil
        }
    }
}

extension ArraySlice<FigurePath.Part> {
    fileprivate var name: String? {
        guard case .member(let name)? = first else { return nil }
        return name
    }

    fileprivate var index: Int? {
        guard case .element(let index)? = first else { return nil }
        return index
    }
}

extension StatedFigure {
    fileprivate init?(section: String, _ parts: ArraySlice<FigurePath.Part>) {
        guard let name = parts.name else { return nil }
        let index = parts.dropFirst().index
        let figure: StatedFigure? =
            switch section {
            case "range": RangeFigure(rawValue: name).map(StatedFigure.range)
            case "log": LogFigure(rawValue: name).map(StatedFigure.log)
            default:
                index.flatMap { index in OptionList(rawValue: name).map { .optionElement($0, index) } }
                    ?? OptionFigure(rawValue: name).map(StatedFigure.option)
            }
        guard let figure else { return nil }
        self = figure
    }
}

extension CoverageFigure {
    fileprivate init?(_ parts: ArraySlice<FigurePath.Part>) {
        switch parts.name {
        case "covered_until": self = .coveredUntil
        case "containers": self = .containers
        case "stale":
            let rest = parts.dropFirst()
            guard let index = rest.index, let figure = rest.dropFirst().name.flatMap(StaleFigure.init) else {
                return nil
            }
            self = .stale(index, figure)
        default: return nil
        }
    }
}

extension LatencyFigure {
    fileprivate init?(_ parts: ArraySlice<FigurePath.Part>) {
        guard let name = parts.name else { return nil }
        if let figure = PlainLatencyFigure(rawValue: name) {
            self = .plain(figure)
        } else if let percentile = Percentile(named: name) {
            self = .percentile(percentile)
        } else {
            let rest = parts.dropFirst()
            guard name == "ci95", let percentile = rest.name.flatMap(Percentile.init(named:)) else { return nil }
            self =
                rest.dropFirst().index.flatMap(IntervalEnd.init).map { .bound(percentile, $0) } ?? .interval(percentile)
        }
    }
}

extension Percentile {
    fileprivate init?(named name: String) {
        guard let percentile = Percentile.allCases.first(where: { $0.name == name }) else { return nil }
        self = percentile
    }
}

extension WindowFigure {
    fileprivate init?(_ parts: ArraySlice<FigurePath.Part>) {
        guard let name = parts.name else { return nil }
        let member = parts.dropFirst().name
        if let figure = PlainWindowFigure(rawValue: name) {
            self = .plain(figure)
        } else if let end = WindowEnd(rawValue: name) {
            self = .trigger(end, member.flatMap(TriggerFigure.init))
        } else {
            guard name == "statuses", let figure = member.flatMap(WindowStatusFigure.init) else { return nil }
            self = .statuses(figure)
        }
    }
}

extension RestartFigure {
    fileprivate init?(_ parts: ArraySlice<FigurePath.Part>) {
        guard let name = parts.name else { return nil }
        if let figure = PlainRestartFigure(rawValue: name) {
            self = .plain(figure)
        } else {
            guard name == "event_ids", let index = parts.dropFirst().index else { return nil }
            self = .eventID(index)
        }
    }
}

extension ActorFigure {
    fileprivate init?(_ parts: ArraySlice<FigurePath.Part>) {
        guard let name = parts.name else { return nil }
        if let figure = PlainActorFigure(rawValue: name) {
            self = .plain(figure)
        } else {
            guard name == "operations", let operation = parts.dropFirst().name else { return nil }
            self = .operation(operation)
        }
    }
}

extension QualityFigure {
    fileprivate init?(_ parts: ArraySlice<FigurePath.Part>) {
        guard let name = parts.name else { return nil }
        if let count = QualityCount(rawValue: name) {
            self = .count(count)
            return
        }
        let rest = parts.dropFirst()
        guard let index = rest.index, let member = rest.dropFirst().name else { return nil }
        switch name {
        case "drift":
            guard let figure = DriftFigure(rawValue: member) else { return nil }
            self = .drift(index, figure)
        case "gone":
            guard let figure = GoneFigure(rawValue: member) else { return nil }
            self = .gone(index, figure)
        default: return nil
        }
    }
}

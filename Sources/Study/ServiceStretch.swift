internal import ServiceLevels
package import Timelines

/// What an instant is to the service level of a container.
package enum ServiceCondition: Hashable, Sendable, CaseIterable {
    case up
    /// Down, and nothing excuses it.
    case counted
    /// Down in declared maintenance, or in a margin of the hours.
    case excused
    case unknown
    case outOfService
    /// Outside the hours of its group, whatever it was.
    case off
}

/// Time in which a container was in one condition.
package struct ServiceStretch: Hashable, Sendable {
    package var interval: Interval
    package var condition: ServiceCondition
    package var isAssumed: Bool

    package init(interval: Interval, condition: ServiceCondition, isAssumed: Bool) {
        self.interval = interval
        self.condition = condition
        self.isAssumed = isAssumed
    }
}

extension ContainerStudy {
    /// The conditions of the time in `range`, which lies in the study's range or in the time of an error budget: in order, without gaps;
    /// equal neighbours are one. What they add up to is `ServiceStudy.time`.
    ///
    /// The study has to judge service levels.
    package func serviceStretches(in range: Interval) -> [ServiceStretch] {
        let calendar = services[options.groups.index(of: container)]
        var found = ServiceStretches()
        var counted = countedIntervals(in: range, by: calendar)[...]
        for stretch in timeline.stretches {
            let part = stretch.interval.intersection(range)
            guard part.start < part.end else { continue }
            var start = part.start
            for hours in calendar.hours.stretches(sharing: part) {
                let needed = part.intersection(hours)
                found.add(.off, from: start, to: needed.start, isAssumed: stretch.isAssumed)
                start = needed.end
                switch stretch.condition {
                case .up: found.add(.up, from: needed.start, to: needed.end, isAssumed: stretch.isAssumed)
                case .unknown: found.add(.unknown, from: needed.start, to: needed.end, isAssumed: false)
                case .outOfService:
                    found.add(.outOfService, from: needed.start, to: needed.end, isAssumed: stretch.isAssumed)
                case .down:
                    found.add(down: needed, counted: &counted, isAssumed: stretch.isAssumed)
                }
            }
            found.add(.off, from: start, to: part.end, isAssumed: stretch.isAssumed)
        }
        return found.stretches
    }
}

/// Stretches in the making, in order.
private struct ServiceStretches {
    private(set) var stretches: [ServiceStretch] = []

    mutating func add(_ condition: ServiceCondition, from start: Instant, to end: Instant, isAssumed: Bool) {
        guard start < end else { return }
        if let last = stretches.last, last.condition == condition, last.isAssumed == isAssumed,
            last.interval.end == start
        {
            stretches[stretches.count - 1].interval.end = end
        } else {
            stretches.append(
                ServiceStretch(
                    interval: Interval(start: start, end: end),
                    condition: condition,
                    isAssumed: isAssumed
                )
            )
        }
    }

    /// Down time in the hours: what lies in `counted`, ascending intervals, counts, and all else is excused. What ends before `down` does
    /// is taken from `counted`.
    mutating func add(down: Interval, counted: inout ArraySlice<Interval>, isAssumed: Bool) {
        var start = down.start
        while let next = counted.first, next.start < down.end {
            let part = next.intersection(down)
            if part.start < part.end {
                add(.excused, from: start, to: part.start, isAssumed: isAssumed)
                add(.counted, from: part.start, to: part.end, isAssumed: isAssumed)
                start = part.end
            }
            guard next.end <= down.end else { break }
            counted.removeFirst()
        }
        add(.excused, from: start, to: down.end, isAssumed: isAssumed)
    }
}

import HostileText
import Periods
import ServiceLevels
import TestSupport
import Timelines

@testable import Answers
@testable import Study

extension RandomReports {
    /// Those of a range, or some whole.
    mutating func outages(isAsked: Bool) -> OutagesReport {
        let report = report()
        let outages = (0..<Int.random(in: 0...4, using: &generator)).map { _ in outage() }
        return OutagesReport(
            range: Fixture.week,
            timezone: chance() ? text() : "Europe/Berlin",
            options: options(),
            log: report.log,
            coverage: report.figures.coverage,
            groups: report.figures.groups
                + outages.prefix(2).map { outage in
                    var group = group()
                    group.group.name = outage.group
                    group.outages.count = 1
                    return group
                },
            question: isAsked ? OutageQuestion(time: instant(), eventID: chance() ? text() : nil) : nil,
            outages: outages,
            windows: isAsked
                ? outages.map { outage in
                    outage.windows.map { _ in
                        ListedWindow(
                            window: window(),
                            service: WindowService(group: text(), cause: cause(), counted: span())
                        )
                    }
                } : [],
            entries: isAsked
                ? outages.map { _ in
                    (0..<3).map { _ in
                        OutageEntry(
                            entry: entry(),
                            part: OutagePart.allCases.randomElement(using: &generator) ?? .near
                        )
                    }
                } : []
        )
    }

    mutating func events(most: Int) -> EventsReport {
        let entries = (0..<Int.random(in: 0...most, using: &generator)).map { _ in entry() }
        return EventsReport(
            range: Fixture.week,
            timezone: chance() ? text() : "Europe/Berlin",
            options: options(),
            actors: question().actors,
            log: Fixture.report(Fixture.emptyFigures).log,
            figures: EventsFigures(
                coverage: report().figures.coverage,
                found: entries.count + count(),
                leftOut: count(),
                entries: LazyList(entries)
            )
        )
    }
}

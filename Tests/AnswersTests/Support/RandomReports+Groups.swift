import Periods
import ServiceLevels
import Timelines

@testable import Answers
@testable import Study

extension RandomReports {
    mutating func group() -> GroupFigures {
        var figures = Fixture.group(time(), containers: count())
        figures.group.name = text()
        figures.group.objective = chance() ? Objective("99.9%") : nil
        let windows = [WeeklyWindow(written: "mon-fri 08:00-18:00", clock: .utc)].compactMap(\.self)
        if chance() { figures.group.hours = .weekly(windows, texts: [text()]) }
        figures.service = ServiceFigures(time: service(), objective: figures.group.objective)
        figures.restarts = GroupRestarts(windows: count(), counted: span(), longest: chance() ? span() : nil)
        figures.outages.count = count()
        figures.outages.open = count()
        figures.outages.counted = span()
        figures.outages.longest = chance() ? span() : nil
        figures.outages.meanTimeToRecovery = milliseconds()
        figures.outages.meanTimeBetweenFailures = milliseconds()
        figures.worst = (0..<Int.random(in: 0...5, using: &generator)).map { number in
            WorstContainer(
                containerID: Fixture.id(number),
                containerName: chance() ? text() : nil,
                counted: span(),
                windows: count()
            )
        }
        figures.budget = figures.group.objective.map { objective in
            let share = BudgetShare(actor: text(), kind: kind(), cause: cause(), windows: count(), counted: span())
            return ErrorBudget(time: service(), objective: objective, spentBy: [share])
        }
        figures.previous =
            chance() ? PreviousService(level: chance() ? 0.5 : nil, counted: span(), outages: count()) : nil
        return figures
    }

    mutating func outage() -> Outage {
        Outage(
            group: text(),
            start: instant(),
            end: chance() ? instant() : nil,
            duration: span(),
            counted: span(),
            members: (0..<Int.random(in: 1...4, using: &generator)).map { number in
                OutageMember(
                    containerID: Fixture.id(number),
                    containerName: chance() ? text() : nil,
                    windows: count(),
                    counted: span()
                )
            },
            mostAtOnce: count(),
            causes: [OutageCause(cause: cause(), windows: count(), counted: span())],
            actors: [OutageActor(actor: text(), kind: kind(), windows: count(), counted: span())],
            reasons: [OutageReason(reason: text(), windows: count()), OutageReason(reason: nil, windows: count())],
            servers: [OutageServer(server: text(), containers: count())],
            firstWindow: WindowKey(start: instant(), containerID: Fixture.id(0)),
            windows: (0..<Int.random(in: 1...4, using: &generator)).map { number in
                OutageWindow(
                    containerID: Fixture.id(number),
                    containerName: chance() ? text() : nil,
                    start: instant(),
                    cause: cause(),
                    counted: span()
                )
            },
            isRecovered: chance(),
            returners: chance() ? [OutageReturner(actor: text(), kind: kind())] : []
        )
    }
}

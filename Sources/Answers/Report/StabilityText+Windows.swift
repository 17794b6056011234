internal import Rendering
internal import Timelines

extension StabilityText {
    /// The longest windows, three lines each: how long, when, who.
    mutating func writeWindows() {
        let total = report.figures.fleet.downtime.windows
        page.heading("Longest downtime windows (a window is down time without a break)")
        let longest = report.figures.windows.sorted { left, right in
            if left.duration != right.duration { return left.duration > right.duration }
            return left.start == right.start ? left.containerID < right.containerID : left.start < right.start
        }
        guard !longest.isEmpty else {
            return page.paragraph(total == 0 ? "None." : "None of \(grouped(total)) is listed.", indent: 2)
        }
        for window in longest.prefix(StabilityText.listed) {
            page.paragraph(title(of: window), indent: 2, hanging: 4)
            page.paragraph(period(of: window), indent: 4, hanging: 2)
            page.paragraph(window.triggersInWords, indent: 4, hanging: 2)
        }
        leftOut(max(total, longest.count) - StabilityText.listed, "window", "windows")
    }

    private func title(of window: DowntimeWindow) -> String {
        let name = names.text(window.containerName, window.containerID)
        let marks = window.marks
        return "\(name): \(window.duration.wordsAndSeconds)"
            + (marks.isEmpty ? "" : ", \(marks.joined(separator: ", "))")
    }

    private func period(of window: DowntimeWindow) -> String {
        let start = instants.text(window.start)
        let end = window.end.map { "from \(start) to \(instants.text($0))" } ?? "since \(start), still down at the end"
        return window.inRange == window.duration ? end : "\(end); in this range \(window.inRange.wordsAndSeconds)"
    }
}

extension DowntimeWindow {
    /// What has to be known of the window beside its length.
    var marks: [String] {
        [
            isPlanned ? "planned maintenance" : nil,
            isTruncated ? "its end is unknown (at least so long)" : nil,
            isAssumed ? "partly assumed" : nil,
        ].compactMap { $0 }
    }

    /// `opened by ana (user), force-stop; closed by cron (automation), start`.
    var triggersInWords: String {
        let opened = openedBy.map { "opened by \($0.words)" } ?? "no entry opened it"
        let closed: String =
            if let closedBy {
                "closed by \(closedBy.words)"
            } else if isOpen {
                "not closed yet"
            } else if isTruncated {
                "what ended it is unknown"
            } else {
                "it ended with the container, which is gone"
            }
        return "\(opened); \(closed)"
    }
}

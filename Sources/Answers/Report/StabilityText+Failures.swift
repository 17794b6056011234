internal import Rendering
internal import Timelines

extension StabilityText {
    /// Why it failed: the five commonest reasons, numbers and ids in them apart.
    mutating func writeFailures() {
        var forms: [(reason: String?, entries: Int, last: Instant)] = []
        var places: [String?: Int] = [:]
        for failure in report.figures.failures {
            let form = failure.reason.map(reasonForm)
            if let place = places[form] {
                forms[place].entries += failure.entries
                forms[place].last = max(forms[place].last, failure.last)
            } else {
                places[form] = forms.count
                forms.append((failure.reason, failure.entries, failure.last))
            }
        }
        guard !forms.isEmpty else { return }
        page.heading("Why it failed (reasons that differ only in numbers and ids are one)")
        var table = TextTable([
            .init(title: "entries", alignment: .right), .init(title: "last"),
            .init(title: "reason, as the platform tells it", overflow: .wrapped),
        ])
        for form in forms.sorted(by: { $0.entries > $1.entries }).prefix(5) {
            table.add([
                grouped(form.entries), instants.text(form.last),
                form.reason.map { reasonText($0, columns: 120) } ?? "(none told)",
            ])
        }
        page.table(table)
        if forms.count > 5 { page.paragraph("Not listed: \(counted(forms.count - 5, "more reason")).", indent: 2) }
    }
}

package import Timelines

extension ContainerStudy {
    /// Whether it failed: an entry into `failed` opened it, or any part of it is `failed`.
    func hasFailed(_ interval: DowntimeInterval) -> Bool {
        let opener = interval.opener.map { timeline.entries[$0] }
        return opener?.to == .failed || timeline.stretches[interval.stretches].contains { $0.status == .failed }
    }

    /// The index of the entry that tells why it happened: if it failed, the first of its entries into `failed` that tells a reason, else
    /// the first of its entries that does. Its closing entry is none of them.
    package func entryWithReason(of interval: DowntimeInterval) -> Int? {
        let hasFailed = hasFailed(interval)
        // Each of its entries began one of its stretches; the entry of a restart in one row closes it as well.
        for stretch in timeline.stretches[interval.stretches] where stretch.basis != .singleEntryRestart {
            guard let index = stretch.entry, timeline.entries[index].reason != nil else { continue }
            if !hasFailed || timeline.entries[index].to == .failed { return index }
        }
        return nil
    }

    /// What that entry tells.
    package func reason(of interval: DowntimeInterval) -> ReasonNumber? {
        entryWithReason(of: interval).flatMap { timeline.entries[$0].reason?.text }
    }
}

extension Entry {
    /// Whether it tells of a failure: it leads to `failed`, or its metadata has an error.
    package var isFailure: Bool { to == .failed || reason?.isError == true }
}

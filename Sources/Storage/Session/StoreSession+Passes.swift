internal import Observations
internal import Timelines

extension StoreSession {
    func beginPass(_ start: PassStart, recordedAt: Instant) throws -> PassNumber {
        let number = fleet.passes.next
        let body = start.body(of: number)
        _ = try log.append(.passBegun, pass: number.value, container: nil, recordedAt: recordedAt, body: body[...])
        // As it was written, so that rebuilding reads the same.
        try fleet.apply(PassStart(body: body) ?? start)
        pass = CurrentPass(number: number.value, unusable: try quarantine.load(QuarantineRows.ofNoContainer))
        ended = ReadingsEnded()
        try dropReadings()
        return number
    }

    /// Records a page of the listing.
    func record(listing: [ListedContainer], unusable: [[UInt8]], in pass: inout CurrentPass, at instant: Instant) throws
    {
        for container in listing {
            let key = fleet.containers.number(of: container.id).map { fleet.containers[$0].key }
            let newest = key.flatMap { fleet.containers[$0.number].newestListing }
            if let key, let newest, try bodies.body(newest, is: container.body[...]) {
                pass.listed.insert(key.number)
                continue
            }
            pass.listed.insert(try recordListed(container, pass: pass.number, at: instant).number)
        }
        for body in unusable where pass.unusable[body] == nil {
            let seq = try log.append(
                .containerListed,
                pass: pass.number,
                container: nil,
                recordedAt: instant,
                body: body[...]
            )
            try quarantine.addUnusable(seq: seq)
            pass.unusable[body] = KnownQuarantine(seq: seq, isVanished: false, isMet: true)
        }
    }

    private func recordListed(_ container: ListedContainer, pass: Int64, at instant: Instant) throws -> ContainerKey {
        let key = fleet.containers.key(of: container.id)
        let seq = try log.append(
            .containerListed,
            pass: pass,
            container: key,
            recordedAt: instant,
            body: container.body[...]
        )
        fleet.apply(container, seq: seq)
        return key
    }

    /// Records which containers the whole listing of the pass held.
    func recordRoster(of pass: CurrentPass, at instant: Instant) throws {
        let body = Roster.body(pass.listed)
        _ = try log.append(.roster, pass: pass.number, container: nil, recordedAt: instant, body: body[...])
        try fleet.applyRoster(NumberRanges(pass.listed), of: pass.number)
    }

    /// The container `id`; one that no listing has held yet enters the log by its id alone.
    func admit(_ id: ContainerID, pass: Int64, at instant: Instant) throws -> ContainerKey {
        if let number = fleet.containers.number(of: id) { return fleet.containers[number].key }
        let body = JSONText.object { $0.member("id", id.text) }
        let container = ListedContainer(id: id, name: nil, projectID: nil, status: nil, createdAt: nil, body: body)
        return try recordListed(container, pass: pass, at: instant)
    }

    /// Records how readings ended that were not recorded yet.
    func recordEnded(pass: Int64, at instant: Instant) throws {
        guard ended.count > 0 else { return }
        _ = try log.append(.readingsEnded, pass: pass, container: nil, recordedAt: instant, body: ended.body[...])
        try fleet.apply(ended, of: pass, recordedAt: instant)
        ended = ReadingsEnded()
    }
}

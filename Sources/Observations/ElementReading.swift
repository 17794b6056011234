internal import CSimdJSON
internal import Timelines

extension EntryReading {
    /// Reads the fields of `element`, from the log of `container`.
    init(_ element: TachoLogElement, askedFor container: ContainerID, _ cache: inout TextCache) {
        guard element.is_object != 0 else {
            self = .quarantined(.notAnObject)
            return
        }
        guard element.is_too_deep == 0 else {
            self = .quarantined(.tooDeep)
            return
        }
        switch Int(element.container_id.kind) {
        case Int(TACHO_JSON_ABSENT), Int(TACHO_JSON_NULL): break
        default:
            guard element.container_id.holds(container.text) else {
                self = .quarantined(.otherContainer)
                return
            }
        }
        guard let to = element.to_status.text(&cache), !to.isEmpty else {
            self = .quarantined(.noStatus)
            return
        }
        guard let at = element.transition_time.instant else {
            self = .quarantined(.noTime)
            return
        }
        self = .usable(
            EntryFields(
                id: ReceivedIdentifier(element.id),
                at: at,
                from: PriorStatusText(element.from_status, &cache),
                to: to,
                duration: DurationReading(element),
                actor: element.triggered_by.written(&cache)?.nonEmpty,
                operation: element.operation.text(&cache)?.nonEmpty ?? element.command.text(&cache)?.nonEmpty,
                reason: EntryReasonText(element),
                server: element.server_name.text(&cache).flatMap { $0.isBlank ? nil : $0 }
            )
        )
    }
}

extension ReceivedIdentifier {
    fileprivate init(_ value: TachoJSONValue) {
        if let (high, low) = value.objectID {
            self = .object(high: high, low: low)
        } else if let text = value.text, !text.isEmpty {
            self = .text(text)
        } else {
            self = .none
        }
    }
}

extension PriorStatusText {
    /// A value that is no text can't equal any status, so it is kept as written and breaks the chain.
    fileprivate init(_ value: TachoJSONValue, _ cache: inout TextCache) {
        switch Int(value.kind) {
        case Int(TACHO_JSON_ABSENT): self = .missing
        case Int(TACHO_JSON_NULL): self = .null
        default: self = .status(value.written(&cache) ?? "")
        }
    }
}

extension DurationReading {
    fileprivate init(_ element: TachoLogElement) {
        switch Int(element.duration_kind) {
        case Int(TACHO_DURATION_ABSENT): self = .missing
        case Int(TACHO_DURATION_NUMBER): self = DurationReading(milliseconds: element.duration_ms)
        default: self = .invalid
        }
    }
}

extension String {
    fileprivate var nonEmpty: String? {
        isEmpty ? nil : self
    }
}

extension ListedContainer {
    /// Nil where `element` is no object, is nested too deeply or has no id that is a text.
    init?(_ element: TachoContainerElement) {
        guard element.is_object != 0, element.is_too_deep == 0, let id = element.id.text, !id.isEmpty else {
            return nil
        }
        self.init(
            id: ContainerID(id),
            name: element.name.text,
            projectID: element.project_id.text,
            projectAlias: element.project_alias.text,
            server: element.server_name.text ?? element.server_id.text,
            image: element.container_image.text,
            status: element.status.written,
            createdAt: element.created_at.instant,
            body: Array(UnsafeBufferPointer(start: element.body, count: element.body_count))
        )
    }
}

extension Pagination {
    init(_ pagination: TachoPagination) {
        self.init(
            total: count(pagination.total),
            limit: count(pagination.limit),
            totalPages: count(pagination.total_pages)
        )
    }
}

/// The bridge writes −1 for what is missing.
private func count(_ number: Int64) -> Int? {
    number < 0 ? nil : Int(number)
}

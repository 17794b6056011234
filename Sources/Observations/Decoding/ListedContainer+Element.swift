internal import CSimdJSON
internal import Timelines

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

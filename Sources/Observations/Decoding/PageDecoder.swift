internal import CSimdJSON
package import Timelines

/// An answer of the API that can't be read as the page it should be.
package struct MalformedBody: Error, Hashable, Sendable {
    /// What is wrong with it, for a person.
    package let reason: String
}

/// Reads pages of the API, and single elements of them, from their JSON text.
///
/// Every value of a page is checked: a page that is not well-formed throughout is refused as a whole. An element that is
/// well-formed but no use is part of the page, quarantined. One decoder serves one task at a time; its buffers are reused.
package final class PageDecoder {
    private let parser: OpaquePointer
    // Used for a moment at a time by what never calls out.
    @exclusivity(unchecked) private var recent = RecentTexts()

    package init() {
        parser = tacho_json_parser_create()
    }

    deinit {
        tacho_json_parser_destroy(parser)
    }

    /// The status log page in `body`, which was asked for for `container`.
    ///
    /// Throws: `MalformedBody` where the text is no JSON or holds no `data.logs` array.
    package func entryPage(_ body: [UInt8], askedFor container: ContainerID) throws(MalformedBody) -> EntryPage {
        var elements: UnsafePointer<TachoLogElement>?
        var count = 0
        var pagination = TachoPagination()
        let problem = body.withUnsafeBufferPointer { bytes in
            tacho_json_read_logs(parser, bytes.baseAddress, bytes.count, &elements, &count, &pagination)
        }
        if let problem { throw MalformedBody(reason: String(cString: problem)) }
        let text = tacho_json_text(parser)
        let entries = UnsafeBufferPointer(start: elements, count: count).map { element in
            // The bytes stay where they were received: a copy of each element would cost as much as reading it.
            let start = text.map { element.body - $0 } ?? 0
            return ReceivedEntry(
                body: body[start..<start + element.body_count],
                reading: EntryReading(element, askedFor: container, &recent)
            )
        }
        return EntryPage(entries: entries, pagination: Pagination(pagination))
    }

    /// The page of the container list in `body`; `date` is that of the response.
    ///
    /// Throws: `MalformedBody` where the text is no JSON or holds no `data.containers` array.
    package func containerPage(_ body: [UInt8], date: Instant?) throws(MalformedBody) -> ContainerPage {
        var elements: UnsafePointer<TachoContainerElement>?
        var count = 0
        var pagination = TachoPagination()
        let problem = body.withUnsafeBufferPointer { bytes in
            tacho_json_read_containers(parser, bytes.baseAddress, bytes.count, &elements, &count, &pagination)
        }
        if let problem { throw MalformedBody(reason: String(cString: problem)) }
        var page = ContainerPage(containers: [], unusable: [], pagination: Pagination(pagination), date: date)
        for element in UnsafeBufferPointer(start: elements, count: count) {
            if let container = ListedContainer(element) {
                page.containers.append(container)
            } else {
                page.unusable.append(Array(UnsafeBufferPointer(start: element.body, count: element.body_count)))
            }
        }
        return page
    }

    /// What can be read from the text of one element of a status log, as it was when its page was read.
    package func entry(_ body: [UInt8], askedFor container: ContainerID) -> EntryReading {
        body.withUnsafeBytes { entry($0, askedFor: container) }
    }

    /// The same from bytes that lie elsewhere.
    package func entry(_ body: UnsafeRawBufferPointer, askedFor container: ContainerID) -> EntryReading {
        var element = TachoLogElement()
        let bytes = body.assumingMemoryBound(to: UInt8.self)
        let problem = tacho_json_read_log_element(parser, bytes.baseAddress, bytes.count, &element)
        return problem == nil ? EntryReading(element, askedFor: container, &recent) : .quarantined(.notAnObject)
    }

    /// The container in the text of one element of a container list; nil where it has no usable id.
    package func container(_ body: [UInt8]) -> ListedContainer? {
        var element = TachoContainerElement()
        let problem = body.withUnsafeBufferPointer { bytes in
            tacho_json_read_container_element(parser, bytes.baseAddress, bytes.count, &element)
        }
        return problem == nil ? ListedContainer(element) : nil
    }
}

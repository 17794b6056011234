internal import CSimdJSON
package import Timelines

/// An answer of the API that can't be read as the page it should be.
package struct MalformedBody: Error, Hashable, Sendable {
    /// What is wrong with it, for a person.
    package let reason: String
}

/// Reads pages of the API, and single elements of them, from their JSON text.
///
/// Every byte of a page is checked: a page that is not well-formed throughout is refused as a whole. An element that is
/// well-formed but no use is part of the page, quarantined. One decoder serves one task at a time; its buffers are reused.
/// What is read stays where it was received: a page takes no memory besides its body but for some 200 bytes an element.
package final class PageDecoder {
    /// The most elements of a page. So many more than the requested 100 are an attack on memory, or a mistake.
    package static let mostElements = 5_000

    /// Nil where there was no memory for one.
    private let parser: OpaquePointer?
    // Used for a moment at a time by what never calls out.
    @exclusivity(unchecked) private var cache = TextCache()

    package init() {
        parser = tacho_json_parser_create()
    }

    deinit {
        if let parser { tacho_json_parser_destroy(parser) }
    }

    /// The status log page in `body`, which was requested for `container`.
    ///
    /// Throws: `MalformedBody` if the text is not JSON, or has no `data.logs` array of at most `mostElements`.
    package func entryPage(_ body: [UInt8], askedFor container: ContainerID) throws(MalformedBody) -> EntryPage {
        try body.withUnsafeBufferPointer { bytes throws(MalformedBody) in
            var elements: UnsafePointer<TachoLogElement>?
            var count = 0
            var pagination = TachoPagination()
            let (parser, most) = (try ready(), PageDecoder.mostElements)
            try refuse(
                tacho_json_read_logs(parser, bytes.baseAddress, bytes.count, most, &elements, &count, &pagination)
            )
            let entries = UnsafeBufferPointer(start: elements, count: count).map { element in
                // The bytes stay where they were received: a copy of each element would cost as much as reading it.
                let start = bytes.baseAddress.map { element.body - $0 } ?? 0
                return ReceivedEntry(
                    body: body[start..<start + element.body_count],
                    reading: EntryReading(element, askedFor: container, &cache)
                )
            }
            return EntryPage(entries: entries, pagination: Pagination(pagination))
        }
    }

    /// The page of the container list in `body`; `date` is that of the response.
    ///
    /// Throws: `MalformedBody` if the text is not JSON, or has no `data.containers` array of at most `mostElements`.
    package func containerPage(_ body: [UInt8], date: Instant?) throws(MalformedBody) -> ContainerPage {
        try body.withUnsafeBufferPointer { bytes throws(MalformedBody) in
            var elements: UnsafePointer<TachoContainerElement>?
            var count = 0
            var pagination = TachoPagination()
            let (parser, most) = (try ready(), PageDecoder.mostElements)
            try refuse(
                tacho_json_read_containers(
                    parser,
                    bytes.baseAddress,
                    bytes.count,
                    most,
                    &elements,
                    &count,
                    &pagination
                )
            )
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
    }

    private func ready() throws(MalformedBody) -> OpaquePointer {
        guard let parser else { throw MalformedBody(reason: "there is not enough memory to read the response") }
        return parser
    }

    /// `problem` is the bridge's; nil where there is none.
    private func refuse(_ problem: UnsafePointer<CChar>?) throws(MalformedBody) {
        if let problem { throw MalformedBody(reason: String(cString: problem)) }
    }

    /// What can be read from the text of one element of a status log, as it was when its page was read.
    package func entry(_ body: [UInt8], askedFor container: ContainerID) -> EntryReading {
        body.withUnsafeBytes { entry($0, askedFor: container) }
    }

    /// The same from other bytes.
    package func entry(_ body: UnsafeRawBufferPointer, askedFor container: ContainerID) -> EntryReading {
        var element = TachoLogElement()
        let bytes = body.assumingMemoryBound(to: UInt8.self)
        guard let parser else { return .quarantined(.notAnObject) }
        let problem = tacho_json_read_log_element(parser, bytes.baseAddress, bytes.count, &element)
        return problem == nil ? EntryReading(element, askedFor: container, &cache) : .quarantined(.notAnObject)
    }

    /// The metadata in the text of one element of a status log: as received, but for blanks between its parts and escapes that need
    /// not be; nil where it is missing or null.
    package func metadata(_ body: UnsafeRawBufferPointer) throws(MalformedBody) -> String? {
        var element = TachoLogElement()
        let bytes = body.assumingMemoryBound(to: UInt8.self)
        try refuse(tacho_json_read_log_element(try ready(), bytes.baseAddress, bytes.count, &element))
        guard Int(element.metadata.kind) == Int(TACHO_JSON_OTHER) else { return nil }
        return compactJSON(element.metadata.buffer)
    }

    /// The container in the text of one element of a container list; nil where it has no usable id.
    package func container(_ body: [UInt8]) -> ListedContainer? {
        guard let parser else { return nil }
        return body.withUnsafeBufferPointer { bytes in
            var element = TachoContainerElement()
            let problem = tacho_json_read_container_element(parser, bytes.baseAddress, bytes.count, &element)
            return problem == nil ? ListedContainer(element) : nil
        }
    }
}

import Testing
import Timelines

@testable import Observations

@Suite("Pages of the status log")
struct EntryPageTests {
    private let asked = ContainerID("890abcdef12345678901cdef")

    private func page(_ logs: String) throws -> EntryPage {
        try PageDecoder().entryPage(Array(#"{"statusCode":200,"data":{"logs":[\#(logs)]}}"#.utf8), askedFor: asked)
    }

    private func fields(_ element: String) throws -> EntryFields {
        let reading = try #require(try page(element).entries.first).reading
        guard case .usable(let fields) = reading else { throw Unusable(reading: reading) }
        return fields
    }

    private func reason(_ element: String) throws -> QuarantineReason? {
        guard case .quarantined(let reason)? = try page(element).entries.first?.reading else { return nil }
        return reason
    }

    @Test("the guide's example is read field by field")
    func guideExample() throws {
        let fields = try fields(
            """
            {"id":"63f8b0e5c9a1b2d3e4f5a6b7","container_id":"890abcdef12345678901cdef","from_status":"stopped",\
            "to_status":"running","transition_time":"1970-01-02T00:00:00.250Z","duration_ms":12450,\
            "triggered_by":"user_abc123","metadata":{"operation":"start","server_name":"node-us"}}
            """
        )
        #expect(fields.id == .object(high: 0x63f8_b0e5_c9a1_b2d3, low: 0xe4f5_a6b7))
        #expect(fields.at == Instant(milliseconds: 86_400_250))
        #expect(fields.from == .status("stopped"))
        #expect(fields.to == "running")
        #expect(fields.duration == .valid(12_450))
        #expect(fields.actor == "user_abc123")
        #expect(fields.operation == "start")
    }

    @Test(
        "metadata is kept as received, but for blanks and escapes that need not be; null and nothing are none",
        arguments: [
            (#""metadata": { "a" : [ 1.50 , true ] , "b\u0041" : "x\/y" } "#, #"{"a":[1.50,true],"bA":"x/y"}"#),
            (#""metadata":"text ""#, #""text ""#), (#""metadata": 1e3"#, "1e3"), (#""metadata":[ ]"#, "[]"),
            (#""metadata":null"#, nil), (#""meta":{}"#, nil), (#""metadata":{}"#, "{}"),
            // Of a key that comes twice the last one counts, and inside it everything stays.
            (#""metadata":1,"metadata":{"a":1,"a":2}"#, #"{"a":1,"a":2}"#),
        ] as [(String, String?)]
    )
    func metadata(member: String, expected: String?) throws {
        let body = Array(#"{"to_status":"running",\#(member)}"#.utf8)
        #expect(try body.withUnsafeBytes { try PageDecoder().metadata($0) } == expected)
        let broken = Array(#"{"to_status":"running",\#(member)"#.utf8)
        #expect(throws: MalformedBody.self) { try broken.withUnsafeBytes { try PageDecoder().metadata($0) } }
    }

    @Test("an entry without id, container and metadata is usable")
    func guideSecondExample() throws {
        let fields = try fields(
            #"{"from_status":"running","to_status":"stopped","transition_time":"1970-01-01T00:00:01Z"}"#
        )
        #expect(fields.id == .none)
        #expect(fields.duration == .missing)
        #expect(fields.actor == nil)
        #expect(fields.operation == nil)
    }

    @Test(
        "from_status is told apart: missing, null, a status, and what is no text stays as written",
        arguments: [
            ("", PriorStatusText.missing), (#""from_status":null,"#, .null),
            (#""from_status":"sto\u0070ped","#, .status("stopped")),
            (#""from_status":5,"#, .status("5")),
        ]
    )
    func priorStatus(field: String, expected: PriorStatusText) throws {
        #expect(
            try fields(#"{\#(field)"to_status":"running","transition_time":"1970-01-01T00:00:01Z"}"#).from == expected
        )
    }

    @Test(
        "a duration is a sample, missing or invalid",
        arguments: [
            ("null", DurationReading.missing), ("0", .valid(0)), ("1.5e3", .valid(1_500)),
            ("86400000", .valid(86_400_000)),
            ("86400001", .invalid), ("-1", .invalid), ("1e999", .invalid), ("123456789012345678901234567890", .invalid),
            (#""12""#, .invalid), ("[1]", .invalid), ("true", .invalid),
        ]
    )
    func durations(text: String, expected: DurationReading) throws {
        let element = #"{"to_status":"running","transition_time":"1970-01-01T00:00:01Z","duration_ms":\#(text)}"#
        #expect(try fields(element).duration == expected)
    }

    @Test(
        "the reason is the first text that is not blank; an object gives its message, else its JSON",
        arguments: [
            (#"{"error":"boom","message":"m"}"#, "boom", true),
            (#"{"reason":"r","error_message":"e","message":"m"}"#, "e", true),
            (#"{"error":" \t","error_message":"","message":"m"}"#, "m", false),
            (#"{"reason":"  as received  "}"#, "  as received  ", false),
            (#"{"error":7,"message":true,"reason":["a"]}"#, nil, false), (#"{"error":null}"#, nil, false),
            (#"{"error":{"message":"inside","code":1}}"#, "inside", true),
            (#"{"error":{},"message":"m"}"#, "m", false), (#"{"error": { } }"#, nil, false),
            // No message that is a text: its JSON without blanks, with nothing escaped that need not be.
            (
                #"{"error":{ "code" : 1.50, "message":" ", "a b":[ 1 , null ] }}"#,
                #"{"code":1.50,"message":" ","a b":[1,null]}"#, true
            ),
            (
                #"{"error":{"t":"\u0041\/\u00e9\ud83d\ude80\n\u000a\u0001\"\\\u005c\ud800"}}"#,
                #"{"t":"A/é🚀\n\n\u0001\"\\\\\ud800"}"#, true
            ),
            // Of a key that comes twice the last one counts.
            (#"{"error":{"message":"x"},"error":{"code":2}}"#, #"{"code":2}"#, true),
            (#"{"error":"x","error":5,"reason":"r"}"#, "r", false), ("[]", nil, false), (#""error""#, nil, false),
        ] as [(String, String?, Bool)]
    )
    func reasons(metadata: String, text: String?, isError: Bool) throws {
        let element = #"{"to_status":"failed","transition_time":"1970-01-01T00:00:01Z","metadata":\#(metadata)}"#
        #expect(try fields(element).reason == text.map { EntryReasonText(text: $0, isError: isError) }, "\(metadata)")
    }

    @Test("the server is a text that is not blank")
    func servers() throws {
        for (written, expected) in [(#""node-us""#, "node-us"), (#"" ""#, nil), ("5", nil), ("null", nil)]
            as [(String, String?)]
        {
            let element =
                #"{"to_status":"failed","transition_time":"1970-01-01T00:00:01Z","metadata":{"server_name":\#(written)}}"#
            #expect(try fields(element).server == expected)
        }
    }

    @Test(
        "the operation is metadata.operation, else metadata.command",
        arguments: [
            (#"{"operation":"stop","command":"x"}"#, "stop"), (#"{"command":"pause"}"#, "pause"),
            (#"{"operation":"","command":"pause"}"#, "pause"), (#"{"operation":7}"#, nil), ("[]", nil), ("null", nil),
        ] as [(String, String?)]
    )
    func operations(metadata: String, expected: String?) throws {
        let element = #"{"to_status":"running","transition_time":"1970-01-01T00:00:01Z","metadata":\#(metadata)}"#
        #expect(try fields(element).operation == expected)
    }

    @Test(
        "what can't stand on a timeline is quarantined with the reason",
        arguments: [
            (#"{"transition_time":"1970-01-01T00:00:01Z"}"#, QuarantineReason.noStatus),
            (#"{"to_status":"","transition_time":"1970-01-01T00:00:01Z"}"#, .noStatus),
            (#"{"to_status":"running"}"#, .noTime),
            (#"{"to_status":"running","transition_time":"1970-01-01T00:00:01"}"#, .noTime),
            (#"{"to_status":"running","transition_time":1}"#, .noTime),
            (#"{"container_id":"0","to_status":"running","transition_time":"1970-01-01T00:00:01Z"}"#, .otherContainer),
            (#"17"#, .notAnObject), (#""text""#, .notAnObject), ("null", .notAnObject), ("[1,2]", .notAnObject),
        ]
    )
    func quarantine(element: String, expected: QuarantineReason) throws {
        #expect(try reason(element) == expected)
    }

    @Test("every element is kept byte for byte, whatever stands around it")
    func bodies() throws {
        let elements = [
            #"{ "to_status" : "r\u0075nning", "x": [1, {"y":"\ud800"}], "transition_time":"1970-01-01T00:00:01Z" }"#,
            #""a \"text\"""#, "17", "[ 1, 2 ]", "null", "{}", "1e999",
        ]
        let page = try page(" " + elements.joined(separator: " ,\n\t") + " ")
        #expect(page.entries.map { String(decoding: $0.body, as: UTF8.self) } == elements)
    }

    @Test("an element read alone is read as on its page")
    func alone() throws {
        let elements = [
            #"{"to_status":"running","transition_time":"1970-01-01T00:00:01Z","triggered_by":"é😀"}"#, "17", #""t""#,
            "{}",
            #"{"to_status":"running","transition_time":"never"}"#,
        ]
        for entry in try page(elements.joined(separator: ",")).entries {
            #expect(PageDecoder().entry(Array(entry.body), askedFor: asked) == entry.reading)
        }
    }

    @Test(
        "a page that is not JSON throughout, or has no list, is refused as a whole",
        arguments: [
            "", "{", "[]", "nonsense", #"{"data":{}}"#, #"{"data":{"logs":{}}}"#, #"{"data":{"logs":[{}"#,
            #"{"data":{"logs":[]}} x"#, #"{"data":{"logs":[{"x":tru}]}}"#, #"{"data":{"logs":[{"x":01}]}}"#,
            #"{"data":{"logs":[{"x":"\q"}]}}"#, #"{"data":{"logs":[1 2]}}"#, #"{"data":{"logs":[{"x":nul}]}}"#,
            #"{"data":{"logs":[{"metadata":{"a":1,}}]}}"#,
        ]
    )
    func malformed(text: String) {
        #expect(throws: MalformedBody.self) { try PageDecoder().entryPage(Array(text.utf8), askedFor: asked) }
    }

    @Test("a text that is not UTF-8 is refused")
    func notUTF8() {
        let bytes = Array(#"{"data":{"logs":[{"x":""#.utf8) + [0xFF] + Array(#""}]}}"#.utf8)
        #expect(throws: MalformedBody.self) { try PageDecoder().entryPage(bytes, askedFor: asked) }
    }

    @Test("nesting without end costs the element that has it, and neither the page nor the stack")
    func deepNesting() throws {
        let deep = String(repeating: "[", count: 1_000_000) + String(repeating: "]", count: 1_000_000)
        let objects = String(repeating: #"{"a":"#, count: 100_000) + "1" + String(repeating: "}", count: 100_000)
        let usable = #"{"to_status":"running","transition_time":"1970-01-01T00:00:01Z"}"#
        for (element, expected) in [
            (deep, QuarantineReason.notAnObject), (objects, .tooDeep), (#"{"x":\#(deep)}"#, .tooDeep),
            (#"{"metadata":{"operation":\#(deep)}}"#, .tooDeep),
        ] {
            let page = try page([usable, element, usable].joined(separator: ","))
            #expect(page.entries.map(\.reading).map(isUsable) == [true, false, true])
            #expect(page.entries[1].reading == .quarantined(expected))
            #expect(Array(page.entries[1].body) == Array(element.utf8))
            #expect(PageDecoder().entry(Array(element.utf8), askedFor: asked) == .quarantined(expected))
        }
        // Beside the elements it costs nothing at all.
        let text = #"{"x":\#(deep),"data":{"pagination":{"x":\#(objects)},"logs":[\#(usable)]}}"#
        #expect(try PageDecoder().entryPage(Array(text.utf8), askedFor: asked).entries.count == 1)
    }

    private func isUsable(_ reading: EntryReading) -> Bool {
        if case .usable = reading { true } else { false }
    }

    @Test("64 levels are read, 65 are not, wherever they lie", arguments: [64, 65])
    func deepestNesting(levels: Int) throws {
        let inner = levels - 1
        let array = String(repeating: "[", count: inner) + "1" + String(repeating: "]", count: inner)
        let object = String(repeating: #"{"a":"#, count: inner) + "[]" + String(repeating: "}", count: inner)
        for member in [
            #""x":\#(array)"#, #""metadata":\#(array)"#, #""metadata":\#(object.replacing("[]", with: "1"))"#,
        ] {
            let element = #"{"to_status":"running","transition_time":"1970-01-01T00:00:01Z",\#(member)}"#
            #expect(try reason(element) == (levels > 64 ? .tooDeep : nil), "\(member)")
        }
    }

    @Test("a key that is no Unicode text, or written by escapes, is a key like any other")
    func escapedKeys() throws {
        let element =
            #"{"\ud800":1,"a\udc00":{"\ud800":2},"t\u006f_status":"x","transition_time":"1970-01-01T00:00:01Z"}"#
        #expect(try fields(element).to == "x")
    }

    @Test("of a key that comes twice, the last counts")
    func repeatedKeys() throws {
        let fields = try fields(
            #"{"to_status":"a","transition_time":"1970-01-01T00:00:01Z","to_status":"b","duration_ms":1,"duration_ms":null}"#
        )
        #expect(fields.to == "b")
        #expect(fields.duration == .missing)
    }

    @Test("a page of far more elements than were asked for is refused; what is read takes no more memory for them")
    func crowded() throws {
        for (count, isRead) in [
            (PageDecoder.mostElements, true), (PageDecoder.mostElements + 1, false), (4_000_000, false),
        ] {
            let list = "[" + String(repeating: "0,", count: count - 1) + "0]"
            let entries = try? PageDecoder().entryPage(Array(#"{"data":{"logs":\#(list)}}"#.utf8), askedFor: asked)
            #expect(entries?.entries.count == (isRead ? count : nil))
            let listing = try? PageDecoder().containerPage(Array(#"{"data":{"containers":\#(list)}}"#.utf8), date: nil)
            #expect(listing?.unusable.count == (isRead ? count : nil))
        }
    }

    @Test("pagination is taken as far as it is there")
    func pagination() throws {
        let text = #"{"data":{"pagination":{"total":47,"page":"1","limit":10,"totalPages":-5,"more":{}},"logs":[]}}"#
        let page = try PageDecoder().entryPage(Array(text.utf8), askedFor: asked)
        #expect(page.pagination == Pagination(total: 47, limit: 10, totalPages: nil))
    }

    @Test("cutting a good page anywhere never gives a page")
    func everyCut() throws {
        let whole = Array(
            #"{"data":{"logs":[{"to_status":"running","transition_time":"1970-01-01T00:00:01Z","duration_ms":12}]}}"#
                .utf8
        )
        let decoder = PageDecoder()
        for count in 0..<whole.count {
            #expect(throws: MalformedBody.self) { try decoder.entryPage(Array(whole[..<count]), askedFor: asked) }
        }
        #expect(try decoder.entryPage(whole, askedFor: asked).entries.count == 1)
    }
}

@Suite("Pages of the container list")
struct ContainerPageTests {
    @Test("containers are read; one without a usable id is kept aside")
    func containers() throws {
        let text = """
            {"data":{"containers":[{"id":"890abcdef12345678901cdef","name":"prod-api","project_id":"p1","status":"running",\
            "created_at":"1970-01-01T00:00:05Z"},{"name":"nameless"},{"id":"b","name":null}],"pagination":{"total":3}}}
            """
        let page = try PageDecoder().containerPage(Array(text.utf8), date: Instant(milliseconds: 7))
        #expect(page.containers.map(\.id.text) == ["890abcdef12345678901cdef", "b"])
        let first = try #require(page.containers.first)
        #expect(first.name == "prod-api")
        #expect(first.projectID == "p1")
        #expect(first.status == "running")
        #expect(first.createdAt == Instant(milliseconds: 5_000))
        #expect(page.containers.last?.name == nil)
        #expect(page.unusable == [Array(#"{"name":"nameless"}"#.utf8)])
        #expect(page.pagination.total == 3)
        #expect(page.date == Instant(milliseconds: 7))
        #expect(PageDecoder().container(first.body) == first)
    }
}

private struct Unusable: Error {
    let reading: EntryReading
}

import Foundation
import Observations
import TestSupport
import Testing
import Timelines

@Suite("Pages with one broken element")
struct PageMutationTests {
    private let asked = ContainerID("890abcdef12345678901cdef")
    private let usable = #"{"id":"a","to_status":"running","transition_time":"1970-01-01T00:00:01Z"}"#

    /// A random JSON value with all that can be odd about one.
    private func value(_ generator: inout SeededGenerator, depth: Int = 0) -> String {
        let numbers = [
            "0", "-0", "12450", "1.5e3", "1e999", "-1e-400", "12345678901234567890", "9007199254740993",
            "0." + String(repeating: "3", count: 400), "4.9e-324",
        ]
        switch Int.random(in: 0..<(depth > 3 ? 4 : 6), using: &generator) {
        case 0: return numbers[Int.random(in: 0..<numbers.count, using: &generator)]
        case 1: return ["true", "false", "null"][Int.random(in: 0..<3, using: &generator)]
        case 2, 3: return text(&generator)
        case 4:
            let elements = (0..<Int.random(in: 0..<4, using: &generator)).map { _ in
                value(&generator, depth: depth + 1)
            }
            return "[ " + elements.joined(separator: " ,\n") + " ]"
        default: return object(&generator, depth: depth + 1)
        }
    }

    private func object(_ generator: inout SeededGenerator, depth: Int = 0) -> String {
        let keys = [
            #""id""#, #""container_id""#, #""from_status""#, #""to_status""#, #""transition_time""#, #""duration_ms""#,
            #""triggered_by""#, #""metadata""#, #""operation""#, #""command""#, #""error""#, #""message""#,
            #""server_name""#, #""i\u0064""#,
        ]
        let members = (0..<Int.random(in: 0..<7, using: &generator)).map { _ in
            let isKnown = Int.random(in: 0..<4, using: &generator) > 0
            let key = isKnown ? keys[Int.random(in: 0..<keys.count, using: &generator)] : text(&generator)
            return "\(key) : \(value(&generator, depth: depth + 1))"
        }
        return "{" + members.joined(separator: ",") + "}"
    }

    private func text(_ generator: inout SeededGenerator) -> String {
        let pieces = [
            "running", "1970-01-01T00:00:01Z", #"\u0041"#, #"\ud83d\ude00"#, #"\ud800"#, #"\udc00"#, "é", "e\u{301}",
            "😀",
            #"\""#, #"\\"#, #"\/"#, #"\n"#, "890abcdef12345678901cdef",
        ]
        let count = Int.random(in: 0..<3, using: &generator)
        return "\"" + (0..<count).map { _ in pieces[Int.random(in: 0..<pieces.count, using: &generator)] }.joined()
            + "\""
    }

    private func mutated(_ element: [UInt8], _ generator: inout SeededGenerator) -> [UInt8] {
        var bytes = element
        let odd = Array(#"{}[]",:\u0d 1e-.tfn"#.utf8) + [0, 0x1F, 0x7F, 0xC3, 0xFF]
        for _ in 0..<Int.random(in: 0...3, using: &generator) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &generator)
            let byte = odd[Int.random(in: 0..<odd.count, using: &generator)]
            switch Int.random(in: 0..<3, using: &generator) {
            case 0: bytes[place] = byte
            case 1: bytes.remove(at: place)
            default: bytes.insert(byte, at: place)
            }
        }
        return bytes
    }

    /// How many elements Foundation finds in the list `key`; nil where it finds no JSON or no list.
    ///
    /// It takes a comma before a closing bracket, which RFC 8259 does not: such pages have no judge.
    private func count(_ key: String, in page: [UInt8]) -> Int? {
        guard !String(decoding: page, as: UTF8.self).contains(/,[ \n]*[\]}]/) else { return nil }
        let root = try? JSONSerialization.jsonObject(with: Data(page)) as? [String: Any]
        return ((root?["data"] as? [String: Any])?[key] as? [Any])?.count
    }

    @Test("what is JSON by Foundation is a page in which the other elements are what they were", arguments: 1...3)
    func mutations(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let decoder = PageDecoder()
        let alone = decoder.entry(Array(usable.utf8), askedFor: asked)
        var counts = (judged: 0, read: 0, alone: 0)
        for round in 0..<600 {
            let element = Array((Bool.random(using: &generator) ? object(&generator) : value(&generator)).utf8)
            let odd = mutated(element, &generator)
            let page = Array(#"{"data":{"logs":[\#(usable),"#.utf8) + odd + Array(",\(usable)]}}".utf8)
            let judged = count("logs", in: page)
            let entries = try? decoder.entryPage(page, askedFor: asked).entries
            let text = String(decoding: odd, as: UTF8.self)
            if let judged {
                #expect(entries?.count == judged, "seed \(seed), round \(round): \(text)")
                counts.judged += 1
            }
            guard let entries else { continue }
            counts.read += 1
            #expect(entries.first?.reading == alone, "seed \(seed), round \(round): \(text)")
            #expect(entries.last?.reading == alone, "seed \(seed), round \(round): \(text)")
            // Rebuilding reads an element by itself: it has to find what was found here.
            for entry in entries.dropFirst().dropLast() {
                let again = PageDecoder().entry(Array(entry.body), askedFor: asked)
                #expect(again == entry.reading, "seed \(seed), round \(round): \(text)")
                counts.alone += 1
            }
        }
        // The generator makes enough of each kind.
        #expect(counts.judged > 100 && counts.read > counts.judged && counts.alone > 100, "\(counts)")
    }

    @Test("the same holds for the container list", arguments: 1...2)
    func listings(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let decoder = PageDecoder()
        let listed = #"{"id":"a","name":"first"}"#
        for round in 0..<400 {
            let odd = mutated(Array(value(&generator).utf8), &generator)
            let page = Array(#"{"data":{"containers":[\#(listed),"#.utf8) + odd + Array(",\(listed)]}}".utf8)
            let read = try? decoder.containerPage(page, date: nil)
            if let judged = count("containers", in: page) {
                #expect(read.map { $0.containers.count + $0.unusable.count } == judged, "seed \(seed), round \(round)")
            }
            guard let read else { continue }
            #expect(read.containers.first?.name == "first" && read.containers.last?.name == "first")
            for container in read.containers { #expect(PageDecoder().container(container.body) == container) }
            for body in read.unusable { #expect(PageDecoder().container(body) == nil) }
        }
    }
}

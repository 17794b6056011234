import Foundation
import TestSupport
import Testing
import Transparency

/// The verifier that docs/evidence.md prints, in Python, run as a reader of that page runs it.
@Suite("The printed verifier", .enabled(if: Python.path != nil))
struct PrintedVerifierTests {
    /// A way to forge a proof: its lines, and the number of the line where the checkpoint begins.
    struct Forgery: Sendable {
        let what: String
        let forge: @Sendable (inout [String], Int) -> Void
    }

    private static let forgeries: [Forgery] = [
        Forgery(what: "the heading") { lines, _ in lines[0] += " " },
        Forgery(what: "the leaf's word") { lines, _ in lines[1] = lines[1].replacing("extra", with: "extro") },
        Forgery(what: "the leaf") { lines, _ in lines[1] = flipped(lines[1], word: 1, byte: 30) },
        Forgery(what: "the leaf's kind") { lines, _ in lines[1] = flipped(lines[1], word: 1, byte: 1) },
        Forgery(what: "the leaf's last byte") { lines, _ in lines[1] = flipped(lines[1], word: 1, byte: -1) },
        Forgery(what: "the leaf gone") { lines, _ in lines.remove(at: 1) },
        Forgery(what: "the index") { lines, _ in lines[2] = "index \((Int(lines[2].dropFirst(6)) ?? 0) ^ 1)" },
        Forgery(what: "the index's spelling") { lines, _ in lines[2] = lines[2].replacing("index ", with: "index 0") },
        Forgery(what: "the index's sign") { lines, _ in lines[2] = lines[2].replacing("index ", with: "index +") },
        Forgery(what: "the index, beyond") { lines, _ in lines[2] = "index 99999999" },
        Forgery(what: "a hash") { lines, _ in lines[3] = flipped(lines[3], word: 0, byte: 5) },
        Forgery(what: "the last hash") { lines, end in lines[end - 2] = flipped(lines[end - 2], word: 0, byte: 31) },
        Forgery(what: "a hash less") { lines, _ in lines.remove(at: 3) },
        Forgery(what: "a hash more") { lines, end in lines.insert(lines[3], at: end - 1) },
        Forgery(what: "hashes in another order") { lines, _ in lines.swapAt(3, 4) },
        Forgery(what: "a hash with a blank") { lines, _ in lines[3] = lines[3].prefix(4) + " " + lines[3].dropFirst(4)
        },
        Forgery(what: "the log's name") { lines, end in lines[end] += "s" },
        Forgery(what: "the size") { lines, end in lines[end + 1] = "\((Int(lines[end + 1]) ?? 0) + 1)" },
        Forgery(what: "the size's spelling") { lines, end in lines[end + 1] = "0" + lines[end + 1] },
        Forgery(what: "the root") { lines, end in lines[end + 2] = flipped(lines[end + 2], word: 0, byte: 0) },
        Forgery(what: "a further line") { lines, end in lines.insert("more", at: end + 3) },
        Forgery(what: "the signer") { lines, end in lines[end + 4] = lines[end + 4].replacing("fleet", with: "fleer") },
        Forgery(what: "the key's id") { lines, end in lines[end + 4] = flipped(lines[end + 4], word: 2, byte: 0) },
        Forgery(what: "the signature's point") { lines, end in
            lines[end + 4] = flipped(lines[end + 4], word: 2, byte: 4)
        },
        Forgery(what: "the signature's number") { lines, end in
            lines[end + 4] = flipped(lines[end + 4], word: 2, byte: 40)
        },
        Forgery(what: "the signature's last byte") { lines, end in
            lines[end + 4] = flipped(lines[end + 4], word: 2, byte: 67)
        },
        Forgery(what: "no signature") { lines, end in lines.remove(at: end + 4) },
        Forgery(what: "a second signature, forged") { lines, end in
            lines.insert(flipped(lines[end + 4], word: 2, byte: 50), at: end + 4)
        },
        Forgery(what: "the end") { lines, _ in lines.removeLast() },
    ]

    /// The line with one bit of the bytes changed whose base64 is this word of it.
    private static func flipped(_ line: String, word: Int, byte: Int) -> String {
        var words = line.split(separator: " ").map(String.init)
        var data = Data(base64Encoded: words[word]) ?? Data()
        let place = byte < 0 ? data.count + byte : byte
        data[place] ^= 1
        words[word] = data.base64EncodedString()
        return words.joined(separator: " ")
    }

    /// Runs the program on many proofs in one process each, and says of each how it ended and what it printed.
    private static let driver = """
        import contextlib, io, runpy, sys
        for proof, key in (line.split(" ") for line in open(sys.argv[1]).read().splitlines()):
            sys.argv, printed, code = ["verify.py", proof, key], io.StringIO(), 0
            with contextlib.redirect_stdout(printed):
                try: runpy.run_path("verify.py", run_name="__main__")
                except SystemExit as end: code = end.code
            print(proof, key, "took" if not code else "refused", len(printed.getvalue()), "with words" if isinstance(code, str) else "")
        """

    @Test(
        "it takes genuine proofs and refuses each with any one field forged, also under python3 -O",
        arguments: [[], ["-O"], ["-OO"]]
    )
    func forged(switches: [String]) async throws {
        let fixture = try await EvidenceFixture.shared.value.copied()
        let page = BuiltProgram.sourceFolder.appending(path: "docs/evidence.md")
        let text = try String(contentsOf: page, encoding: .utf8)
        let program = try #require(text.firstMatch(of: /```python\n((?:.|\n)*?)```/)).1
        _ = try fixture.folder.write(String(program), to: "verify.py")
        _ = try fixture.folder.write(Self.driver, to: "driver.py")

        // As the page says it is run: it prints the entry, or ends with 1.
        let genuine = try fixture.text("entry.proof")
        let read = try InclusionProof(parsing: Array(genuine.utf8))
        let leaf = try Leaf(decoding: try #require(read.extra))
        let (code, output) = try Python.run(
            switches + ["verify.py", "entry.proof", "fleet.pub"],
            in: fixture.folder.path
        )
        #expect(code == 0)
        #expect(output == String(decoding: leaf.body, as: UTF8.self) + "\n")
        let refused = try Python.run(switches + ["verify.py", "entry.proof", "stranger.pub"], in: fixture.folder.path)
        #expect(refused.code == 1 && refused.output.isEmpty)

        let lines = genuine.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let end = try #require(lines.firstIndex(of: "")) + 1
        var runs = ["entry.proof fleet.pub"]
        for (number, forgery) in Self.forgeries.enumerated() {
            var forged = lines
            forgery.forge(&forged, end)
            #expect(forged != lines, "\(forgery.what)")
            _ = try fixture.folder.write(forged.joined(separator: "\n"), to: "\(number).proof")
            runs.append("\(number).proof fleet.pub")
        }
        // The key is a field as well.
        let key = try fixture.text("fleet.pub")
        let parts = key.split(separator: "+", maxSplits: 2)
        for (name, changed) in [
            ("name.pub", "example.com/fleer+\(parts[1])+\(parts[2])"), ("id.pub", "\(parts[0])+00000000+\(parts[2])"),
            (
                "key.pub",
                "\(parts[0])+\(parts[1])+" + Self.flipped(String(parts[2].dropLast()), word: 0, byte: 9) + "\n"
            ),
            (
                "kind.pub",
                "\(parts[0])+\(parts[1])+" + Self.flipped(String(parts[2].dropLast()), word: 0, byte: 0) + "\n"
            ),
        ] {
            _ = try fixture.folder.write(changed, to: name)
            runs.append("entry.proof \(name)")
        }
        for (name, content) in [("none", ""), ("text", "no proof\n")] {
            _ = try fixture.folder.write(content, to: name)
            runs.append("\(name) fleet.pub")
        }
        _ = try fixture.folder.write(runs.joined(separator: "\n"), to: "runs")
        let all = try Python.run(switches + ["driver.py", "runs"], in: fixture.folder.path)
        #expect(all.code == 0)
        let expected = runs.enumerated().map { number, run in
            number == 0 ? "\(run) took \(output.count) " : "\(run) refused 0 with words"
        }
        let found = all.output.split(separator: "\n").map(String.init)
        for (number, (wanted, line)) in zip(expected, found).enumerated() where wanted != line {
            let what = 1...Self.forgeries.count ~= number ? Self.forgeries[number - 1].what : ""
            Issue.record("\(line), not \(wanted): \(what)")
        }
        #expect(found.count == expected.count)
    }
}

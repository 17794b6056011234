import Answers
import Foundation
import Rendering
import Testing

@Suite("The JSON Schemas of the answers")
struct SchemaTests {
    @Test(
        "docs/schemas has what the answers are written by; `make golden` writes it anew",
        arguments: AnswerSchemas.files.map(\.name)
    )
    func files(name: String) throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/schemas/\(name)")
        let generated = try #require(AnswerSchemas.files.first { $0.name == name })
        #expect(try Array(Data(contentsOf: file)) == generated.text)
    }

    @Test("A name in $defs stands for one thing")
    func names() {
        for answer in AnswerSchemas.answers {
            #expect(answer.jsonSchema.ambiguousNames.isEmpty, "\(answer.schema)")
        }
        let twice = JSONSchema.any([.named("a", .flag), .named("b", .null), .named("a", .null), .named("b", .null)])
        #expect(twice.ambiguousNames == ["a"])
    }
}

import Foundation
import Testing

@testable import Queries

@Suite("The index of queries")
struct QueryIndexTests {
    @Test("Every file of the folder is listed under its own name, with a summary and a text that is the file's")
    func completeness() throws {
        let files = try SourceFolder.files(in: "sql")
        #expect(QueryIndex.all.map(\.name) == files.map { $0.deletingPathExtension().lastPathComponent })
        for file in files {
            let query = try #require(QueryIndex.query(named: file.deletingPathExtension().lastPathComponent))
            #expect(query.sql == (try SourceFolder.text(of: file)))
            #expect(query.summary.hasSuffix("."))
        }
        #expect(QueryIndex.query(named: "nonsense") == nil)
    }

    @Test("Each header tells rules, parameters and columns, and names exactly the parameters that the statement binds")
    func headers() throws {
        for query in QueryIndex.all {
            let lines = query.sql.split(separator: "\n", omittingEmptySubsequences: false)
            #expect(lines.contains("-- Parameters (each can be left unbound):"), "\(query.name)")
            #expect(lines.contains("-- Columns:"), "\(query.name)")
            let statement = lines.drop { $0.hasPrefix("--") }.filter { !$0.hasPrefix("--") }.joined(separator: "\n")
            let bound = Set(statement.matches(of: /:[a-z][a-z_]*/).map { String($0.output) })
            #expect(Set(query.parameters.map(\.name)) == bound, "\(query.name)")
            #expect(query.parameters.allSatisfy { !$0.meaning.isEmpty })
        }
    }

    @Test("Parts that several queries share have the same text in all of them")
    func sharedParts() {
        for (opening, count) in [("bounds AS (", 17), ("scope AS MATERIALIZED (", 8), ("kept AS MATERIALIZED (", 7)] {
            let texts = QueryIndex.all.compactMap { query -> Substring? in
                guard let start = query.sql.firstRange(of: "\n" + opening) else { return nil }
                let rest = query.sql[start.lowerBound...]
                return rest[..<(rest.firstRange(of: "\n)")?.lowerBound ?? rest.endIndex)]
            }
            #expect(texts.count == count, "\(opening)")
            #expect(Set(texts).count == 1, "\(opening)")
        }
    }
}

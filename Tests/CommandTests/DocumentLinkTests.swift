import Foundation
import TestSupport
import Testing

@Suite("Links in the documents")
struct DocumentLinkTests {
    @Test("every relative link leads to a file, and to a heading or anchor in it")
    func links() throws {
        let pages = try ["", "docs", "docs/decisions"].flatMap { folder in
            let folder = BuiltProgram.sourceFolder.appending(path: folder)
            return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
                .filter { $0.pathExtension == "md" }
        }
        var count = 0
        for page in pages {
            let links = try prose(of: page).matches(of: /\]\(([^)#\s]*)(?:#([^)\s]*))?\)/)
            for link in links where !link.1.contains(":") {
                let target =
                    link.1.isEmpty ? page : page.deletingLastPathComponent().appending(path: String(link.1))
                guard FileManager.default.fileExists(atPath: target.path) else {
                    Issue.record("\(page.lastPathComponent): no file \(link.1)")
                    continue
                }
                if let anchor = link.2 {
                    let isFound = try anchors(in: target).contains(String(anchor))
                    #expect(isFound, "\(page.lastPathComponent): \(link.1) has no heading for #\(anchor)")
                }
                count += 1
            }
        }
        #expect(count > 100)
    }

    /// The text without blocks of code, in which brackets and number signs mean something else.
    private func prose(of page: URL) throws -> String {
        try String(contentsOf: page, encoding: .utf8).replacing(/```(?:.|\n)*?```/, with: "")
    }

    /// What GitHub makes of the headings, and the anchors that the page sets itself.
    private func anchors(in page: URL) throws -> Set<String> {
        let text = try prose(of: page)
        let headings = text.split(separator: "\n").filter { $0.hasPrefix("#") }.map { heading in
            heading.drop { $0 == "#" || $0 == " " }.lowercased()
                .filter { $0.isLetter || $0.isNumber || "-_ ".contains($0) }
                .replacing(" ", with: "-")
        }
        return Set(headings + text.matches(of: /<a id="([^"]+)">/).map { String($0.1) })
    }
}

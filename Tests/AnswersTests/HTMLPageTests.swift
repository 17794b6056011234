import Drawing
import HostileText
import Rendering
import Testing

@Suite("A page for a browser")
struct HTMLPageTests {
    /// A page in which every text is `words`.
    private func page(_ words: String) -> HTMLPage {
        var lead = TextPage()
        lead.paragraph(words, isStrong: true)
        lead.point(words)
        lead.heading(words)
        var table = TextTable([.init(title: words), .init(title: words, alignment: .right)])
        table.add([words, words], notes: [words])
        lead.table(table)
        var drawing = SVG(width: 1_000, height: 100)
        drawing.rectangle("up", x: 0, y: 0, width: 100, height: 100, title: words)
        drawing.text(words, "soft", x: 0, y: 0)
        let picture = Picture(id: "p", title: words, message: words, drawing: drawing, data: table)
        let lane = Lanes.Lane(id: "l", name: words, message: words, strip: drawing, figure: words)
        let lanes = Lanes(
            id: "lanes",
            title: words,
            message: words,
            marks: [Lanes.Mark(words, at: 125)],
            lanes: [lane],
            remark: words,
            legend: [("up", words)],
            data: table
        )
        let linked = LinkedTable(
            titles: [words],
            rows: [("r-1", [LinkedTable.Cell(words, path: "../a.html"), LinkedTable.Cell(words)])]
        )
        return HTMLPage(
            title: words,
            lead: lead,
            sections: [
                HTMLPage.Section(
                    "s",
                    words,
                    [
                        .text(lead), .picture(picture), .pictures([picture]), .lanes(lanes), .table(linked),
                        .folded(words, lead),
                    ]
                )
            ],
            foot: [words]
        )
    }

    @Test("its policy forbids scripts and requests, and nothing in it asks for any")
    func policy() throws {
        let html = try page("prod").html()
        #expect(html.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">"))
        #expect(
            html.contains(
                "content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\""
            )
        )
        for word in ["<script", "http://", "https://", "<link", "<img", "@import", "src="] {
            #expect(!html.replacing("default-src ", with: "").contains(word), "\(word)")
        }
        #expect(html.contains("<span style=\"left:12.5%\">prod</span>"))
        #expect(
            html.contains(
                "<tr id=\"r-1\"><td class=\"\"><a href=\"../a.html\">prod</a></td><td class=\"\">prod</td></tr>"
            )
        )
        // One page of several leads to the others.
        #expect(!html.contains("<nav"))
        var one = page("prod")
        one.links = [HTMLPage.Link("<all>", "../index.html")]
        #expect(
            try one.html().contains(
                "<nav aria-label=\"Archive\"><a href=\"../index.html\">&lt;all&gt;</a></nav>\n<header>"
            )
        )
    }

    @Test("whatever a name holds, the page has the same elements", arguments: 1...30 as ClosedRange<UInt64>)
    func hostile(seed: UInt64) throws {
        var texts = HostileText(seed: seed)
        let name =
            texts.text()
            + ["</svg><script>alert(1)</script>", "\" onload=\"x", "]]>", "{{page_title}}", "{{{style}}}"][
                Int(seed % 5)
            ]
        let html = try page(name).html()
        // By scalars, as a browser reads them: a mark behind a `>` is no part of it.
        func tags(_ html: String) -> [[Unicode.Scalar]] {
            html.unicodeScalars.split(separator: "<").dropFirst().map {
                $0.prefix { $0 != " " && $0 != ">" }.map(\.self)
            }
        }
        let (found, expected) = (tags(html), tags(try page("prod").html()))
        #expect(found == expected, "seed \(seed): \(name.debugDescription)")
        #expect(
            !html.unicodeScalars.contains { $0.properties.generalCategory == .control && $0 != "\n" },
            "seed \(seed)"
        )
        #expect(!html.unicodeScalars.contains("\u{202E}") && !html.unicodeScalars.contains("\u{2066}"), "seed \(seed)")
    }

    @Test("a name of a million characters is shortened wherever it stands")
    func longNames() throws {
        let html = try page(String(repeating: "a", count: 1_000_000)).html()
        #expect(html.utf8.count < 500_000)
    }
}

internal import Drawing
internal import Mustache

extension HTMLPage {
    /// The page as one document: no script, and nothing that a browser would have to fetch.
    ///
    /// Throws: where the template of the program itself can't be read.
    package func html() throws -> String { try written(by: "page") }

    /// The page in a form that mail programs show: tables and inline styles; of a picture its message, of lanes their parts as cells.
    ///
    /// Throws: where the template of the program itself can't be read.
    package func mailHTML() throws -> String { try written(by: "mail") }

    private func written(by template: String) throws -> String {
        let library = try HTMLTemplate.library.get()
        let context: [String: Any] = [
            "page_title": title.shownInHTML,
            "style": HTMLStyle.text,
            "patterns": HTMLStyle.patterns,
            "has_links": !links.isEmpty,
            "links": links.map { ["text": $0.text.shownInHTML, "path": $0.path] },
            "lead": lead.elements,
            "sections": sections.map(\.context),
            "foot": foot.map(\.shownInHTML),
        ]
        return library.render(context, withTemplate: template) ?? ""
    }
}

extension HTMLPage.Section {
    fileprivate var context: [String: Any] {
        [
            "section_id": id, "section_title": title.shownInHTML, "blocks": blocks.map(\.context),
            // What is folded in a page is left to the files that a mail has.
            "is_in_mail": !blocks.allSatisfy { if case .folded = $0 { true } else { false } },
        ]
    }
}

extension HTMLPage.Block {
    fileprivate var context: [String: Any] {
        switch self {
        case .text(let page): ["elements": page.elements]
        case .picture(let picture): ["figures": [picture.context]]
        case .pictures(let pictures): ["multiples": ["figures": pictures.map(\.context)]]
        case .lanes(let lanes): ["lanes": lanes.context]
        case .table(let table): ["elements": [["table": table.context]]]
        case .folded(let summary, let page): ["folded": ["summary": summary.shownInHTML, "elements": page.elements]]
        }
    }
}

extension Picture {
    fileprivate var context: [String: Any] {
        [
            "figure_id": id, "figure_title": title.shownInHTML, "message": message.shownInHTML,
            "reading": reading.isEmpty ? [] : [" " + reading.shownInHTML], "view_box": drawing.viewBox,
            "drawing": drawing.elements, "data": data.context,
        ]
    }
}

extension Lanes {
    fileprivate var context: [String: Any] {
        [
            "figure_id": id, "figure_title": title.shownInHTML, "message": message.shownInHTML,
            "marks": marks.map { ["label": $0.label.shownInHTML, "left": percent($0.permille)] },
            "rows": lanes.map { lane in
                [
                    "lane_id": lane.id, "name": lane.name.shownInHTML, "path": lane.path.map { [$0] } ?? [],
                    "sentence": lane.message.shownInHTML,
                    "view_box": lane.strip.viewBox, "drawing": lane.strip.elements, "value": lane.figure.shownInHTML,
                    "parts": lane.parts.map { part in
                        ["color": HTMLStyle.mailColor(of: part.name), "width": percent(part.permille)]
                    },
                ]
            },
            "remark": remark.map { [$0.shownInHTML] } ?? [],
            "legend": legend.map { look in
                ["class": look.name, "label": look.label.shownInHTML, "color": HTMLStyle.mailColor(of: look.name)]
            },
            "data": data.context,
        ]
    }

    private func percent(_ permille: Int) -> String { "\(permille / 10).\(permille % 10)%" }
}

extension LinkedTable {
    fileprivate var context: [String: Any] {
        [
            "has_titles": true, "titles": titles.map { ["text": $0.shownInHTML, "class": ""] },
            "rows": rows.map { row in
                [
                    "row_id": row.id.map { [$0] } ?? [],
                    "cells": row.cells.map { cell in
                        ["text": cell.text.shownInHTML, "class": "", "path": cell.path.map { [$0] } ?? []]
                    }, "notes": [],
                ]
            },
            "rest": [],
        ]
    }
}

extension TextTable {
    /// The most rows of a table in a page.
    private static let mostRows = 1_000

    fileprivate var context: [String: Any] {
        let classes = columns.map { $0.alignment == .right ? "number" : "" }
        func cells(_ texts: [String]) -> [[String: Any]] {
            zip(texts, classes).map { ["text": $0.shownInHTML, "class": $1, "path": []] }
        }
        let left = rows.count - TextTable.mostRows
        return [
            "has_titles": hasTitles, "titles": cells(columns.map(\.title)),
            "rows": rows.prefix(TextTable.mostRows).map { row in
                [
                    "row_id": [], "cells": cells(row.cells),
                    "notes": row.notes.map { ["note": $0.shownInHTML, "span": columns.count] },
                ]
            },
            "rest": left > 0 ? ["and \(quantity(left, "more")); --format csv and json have all".shownInHTML] : [],
        ]
    }
}

extension TextPage {
    /// The page's blocks as the elements of the template, points one after the other as one list.
    fileprivate var elements: [[String: Any]] {
        var elements: [[String: Any]] = []
        var points: [String] = []
        func endList() {
            if !points.isEmpty { elements.append(["list": ["points": points]]) }
            points = []
        }
        for block in blocks {
            if case .point(let words) = block {
                points.append(words.shownInHTML)
                continue
            }
            endList()
            switch block {
            case .blank, .point: break
            case .heading(let words): elements.append(["heading": words.shownInHTML])
            case .paragraph(let words, let indent, _, let isStrong):
                elements.append([isStrong ? "strong" : indent >= 4 ? "detail" : "paragraph": words.shownInHTML])
            case .line(let words, let isStrong):
                elements.append([isStrong ? "strong" : "paragraph": words.shownInHTML])
            case .table(let table, _, _): if !table.rows.isEmpty { elements.append(["table": table.context]) }
            }
        }
        endList()
        return elements
    }
}

extension String {
    /// In scalars.
    private static let longestInHTML = 4_000

    /// The text as a page shows it: neutralised, with the blanks at which no line is to be broken, and of bounded length.
    fileprivate var shownInHTML: String {
        let isLong = unicodeScalars.count > String.longestInHTML
        let clipped = isLong ? String(unicodeScalars.prefix(String.longestInHTML)) + "…" : self
        return clipped.split(separator: "\u{1F}", omittingEmptySubsequences: false).map { String($0).neutralised }
            .joined(separator: "\u{A0}")
    }
}

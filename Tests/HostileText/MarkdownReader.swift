/// What is wrong with `text` as the Markdown of an answer: it is read line by line, as a browser's reader would, with nothing
/// taken from how it is written.
package func markdownComplaints(about text: String) -> [String] {
    var complaints: [String] = []
    if text.utf8.count >= 1 << 20 { complaints.append("1 MiB or more") }
    if text.first == "\n" || !text.hasSuffix("\n") { complaints.append("its first or last line is none") }
    var table: [Substring] = []
    let lines: [Substring] = text.split(separator: "\n", omittingEmptySubsequences: false) + [""]
    for line in lines {
        if line.hasPrefix("|") {
            table.append(line)
            continue
        }
        if !table.isEmpty { complaints += tableComplaints(table) }
        table = []
        if let complaint = lineComplaint(line) { complaints.append("\(complaint): \(line.prefix(200))") }
    }
    return complaints
}

private func tableComplaints(_ rows: [Substring]) -> [String] {
    let cells = rows.map { $0.count { $0 == "|" } }
    var complaints: [String] = []
    if Set(cells).count != 1 { complaints.append("rows of \(Set(cells).sorted()) bars: \(rows[0])") }
    let isRule = rows.count > 1 && rows[1].dropFirst().allSatisfy { "|:- ".contains($0) }
    if !isRule { complaints.append("no rule below the titles: \(rows[0])") }
    for row in rows.dropFirst(2) {
        if let complaint = inlineComplaint(row) { complaints.append("\(complaint): \(row.prefix(200))") }
    }
    return complaints
}

/// A line is a heading, a point, a strong or a plain paragraph; what it holds is plain.
private func lineComplaint(_ line: Substring) -> String? {
    var content = line.unicodeScalars[...]
    for mark in ["### ", "- ", "  - "] where line.unicodeScalars.starts(with: mark.unicodeScalars) {
        content = content.dropFirst(mark.unicodeScalars.count)
    }
    if content.count > 4, content.starts(with: "**".unicodeScalars),
        content.suffix(2).elementsEqual("**".unicodeScalars)
    {
        content = content.dropFirst(2).dropLast(2)
    }
    guard let first = content.first else { return nil }
    if first == " " || first == "\t" { return "indented" }
    if "-+=>#|".unicodeScalars.contains(first) { return "begins a block" }
    let rest = content.drop(while: isDigit)
    if rest.startIndex > content.startIndex, let next = rest.first, next == "." || next == ")" {
        return "begins a numbered list"
    }
    return inlineComplaint(String(content))
}

/// Markup and links are looked for in what is written, mentions and numbers of issues in what is shown: there every escape and
/// entity is gone, and only a comment, which holds nothing, still parts a sign from a name.
private func inlineComplaint(_ line: some StringProtocol) -> String? {
    let parted = String(line).replacing(emptyComment, with: "\u{0}")
    return markupComplaint(Array(parted.replacing(entity, with: "x").unicodeScalars))
        ?? mentionComplaint(shown(parted))
}

private func markupComplaint(_ text: [Unicode.Scalar]) -> String? {
    var isEscaped = false
    for (place, scalar) in text.enumerated() {
        let next = place + 1 < text.count ? text[place + 1] : " "
        defer { isEscaped = scalar == "\\" && !isEscaped }
        switch scalar {
        case "<", ">", "&": return "markup"
        case _ where !isEscaped && "`*_[]~".unicodeScalars.contains(scalar): return "markup"
        case ":" where next == "/": return "a link"
        case "." where place >= 3 && text[(place - 3)..<place].allSatisfy({ $0 == "w" }): return "a link"
        default: break
        }
    }
    return nil
}

private func mentionComplaint(_ text: [Unicode.Scalar]) -> String? {
    for (scalar, next) in zip(text, text.dropFirst()) {
        if scalar == "@", next != "\u{0}" { return "a mention" }
        if scalar == "#", isDigit(next) { return "the number of an issue" }
    }
    return nil
}

private func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    "0"..."9" ~= scalar
}

// A parser reads scalars: a mark that combines with the last of them hides none of these.
nonisolated(unsafe) private let entity = /&(#[0-9]+|[a-z]+);/.matchingSemantics(.unicodeScalar)
nonisolated(unsafe) private let emptyComment = /<!-- -->/.matchingSemantics(.unicodeScalar)

/// The text as a reader sees it.
private func shown(_ text: String) -> [Unicode.Scalar] {
    var result: [Unicode.Scalar] = []
    var isEscaped = false
    for scalar in text.replacing(entity, with: { decoded($0.1) }).unicodeScalars {
        isEscaped = scalar == "\\" && !isEscaped
        if !isEscaped { result.append(scalar) }
    }
    return result
}

private func decoded(_ name: Substring) -> String {
    if name.hasPrefix("#"), let value = UInt32(name.dropFirst()), let scalar = Unicode.Scalar(value) {
        return String(scalar)
    }
    return ["lt": "<", "gt": ">", "amp": "&", "quot": "\""][String(name)] ?? "?"
}

package import Analysis

/// Every figure of a report by its place in the JSON, with the value as it is written there.
package struct ReportFigures {
    private let root: FigureTree

    package init(of report: StabilityReport) {
        root = FigureTree(parsing: report.json())
    }

    /// The figures at or below the place that `text` names, such as `fleet.restarts.count` or `containers[prod].restarts`;
    /// all of them where it is empty.
    ///
    /// An element of a list is named by its index from 0, or by the id, name, actor or event id that it alone has.
    package func figures(at text: String) throws(FigurePathError) -> [ReportFigure] {
        var found = (node: root, path: FigurePath())
        for selector in try FigureSelector.parse(text) {
            found = try child(selector, of: found.node, at: found.path, asked: text)
        }
        var figures: [ReportFigure] = []
        collect(found.node, at: found.path, into: &figures)
        return figures
    }

    private func child(
        _ selector: FigureSelector,
        of node: FigureTree,
        at path: FigurePath,
        asked: String
    ) throws(FigurePathError) -> (FigureTree, FigurePath) {
        switch node {
        case .leaf:
            throw FigurePathError(asked: asked, problem: .hasNoParts(path.text))
        case .members(let members):
            if let member = members.first(where: { $0.name == selector.text }) {
                return (member.value, path.appending(.member(member.name)))
            }
            let candidates = members.map { path.appending(.member($0.name)).text }
            let sought = path.appending(.member(selector.text)).text
            throw FigurePathError(asked: asked, problem: .unknown(sought, candidates: candidates))
        case .elements(let elements):
            let index = try place(selector, in: elements, at: path, asked: asked)
            return (elements[index], path.appending(.element(index)))
        }
    }

    private func place(
        _ selector: FigureSelector,
        in elements: [FigureTree],
        at path: FigurePath,
        asked: String
    ) throws(FigurePathError) -> Int {
        if !selector.isQuoted, let index = Int(selector.text), elements.indices.contains(index) { return index }
        let labels = elements.map(\.labels)
        let bearers = labels.indices.filter { labels[$0].contains(selector.text) }
        if let only = bearers.first, bearers.count == 1 { return only }
        let problem: FigurePathError.Problem =
            if bearers.count > 1 {
                .ambiguous(candidates: bearers.map { path.appending(.element($0)).text })
            } else if elements.isEmpty {
                .empty(path.text)
            } else if Int(selector.text) != nil {
                .outside(path.text, count: elements.count)
            } else {
                .unknown(
                    "\(path.text)[\(selector.text)]",
                    candidates: labels.compactMap(\.first).map { "\(path.text)[\($0)]" }
                )
            }
        throw FigurePathError(asked: asked, problem: problem)
    }

    private func collect(_ node: FigureTree, at path: FigurePath, into figures: inout [ReportFigure]) {
        switch node {
        case .leaf(let literal): figures.append(ReportFigure(path: path, literal: literal, text: node.text))
        case .members(let members):
            for member in members { collect(member.value, at: path.appending(.member(member.name)), into: &figures) }
        case .elements(let elements):
            for (index, element) in elements.enumerated() {
                collect(element, at: path.appending(.element(index)), into: &figures)
            }
        }
    }
}

extension FigurePath {
    fileprivate func appending(_ part: Part) -> FigurePath {
        FigurePath(parts + [part])
    }
}

extension FigureTree {
    /// What an element of a list can be called by: names first.
    fileprivate var labels: [String] {
        if let text { return [text] }
        let names = ["name", "id", "actor", "container_name", "container_id"].compactMap { self[$0]?.text }
        let events = ["opened_by", "closed_by"].compactMap { self[$0]?["event_id"]?.text }
        guard case .elements(let ids)? = self["event_ids"] else { return names + events }
        return names + events + ids.compactMap(\.text)
    }
}

/// A value without parts in the JSON of a report.
package struct ReportFigure: Hashable, Sendable {
    package let path: FigurePath
    /// As it is written there, quotes included.
    package let literal: String
    /// The text that it is; nil where it is none.
    let text: String?

    /// The same as a value, for figures that are only stated.
    package var stated: ExplainedValue {
        if let text { return .text(text) }
        switch literal {
        case "null": return .null
        case "true", "false": return .flag(literal == "true")
        default:
            return Int64(literal).map(ExplainedValue.integer) ?? Double(literal).map(ExplainedValue.number) ?? .null
        }
    }
}

/// Why a path leads to no figure.
package struct FigurePathError: Error, Hashable {
    /// The path as it was given.
    package let asked: String
    package let problem: Problem

    package enum Problem: Hashable, Sendable {
        /// It can't be read from here on.
        case malformed(String)
        /// There is no such place; there are these instead.
        case unknown(String, candidates: [String])
        case ambiguous(candidates: [String])
        /// This list has only so many elements.
        case outside(String, count: Int)
        case empty(String)
        /// This is a figure and has no parts.
        case hasNoParts(String)
    }
}

internal import Rendering
internal import Timelines

/// The figures of a report by their places in the JSON, with the values as they are written there.
package struct ReportFigures {
    private let report: StabilityReport

    package init(of report: StabilityReport) {
        self.report = report
    }

    /// The figures at or below the place that `text` names, such as `fleet.restarts.count` or `containers[prod].restarts`;
    /// all of them where it is empty.
    ///
    /// An element of a list is named by its index from 0, or by the id, name, actor or event id that it alone has.
    package func figures(at text: String) throws(FigurePathError) -> [ReportFigure] {
        var (found, rest) = beginning(of: try FigureSelector.parse(text)[...])
        while let selector = rest.popFirst() {
            found = try child(selector, of: found.node, at: found.path, asked: text)
        }
        var figures: [ReportFigure] = []
        collect(found.node, at: found.path, into: &figures)
        return figures
    }

    private typealias Place = (node: FigureTree, path: FigurePath)

    /// The part of the report that a path begins in, so that a long list is not written for one of its elements.
    private func beginning(
        of selectors: ArraySlice<FigureSelector>
    ) -> (found: Place, rest: ArraySlice<FigureSelector>) {
        guard let first = selectors.first else {
            return ((FigureTree(parsing: report.json()), FigurePath()), selectors)
        }
        let (figures, rest) = (report.figures, selectors.dropFirst())
        switch first.text {
        case "containers": return part(first.text, figures.containers, Shapes.container, rest)
        case "windows": return part(first.text, figures.windows, Shapes.window, rest)
        case "restarts": return part(first.text, figures.restarts, Shapes.restart, rest)
        case "actors": return part(first.text, figures.actors, Shapes.actor, rest)
        default:
            let head = FigureTree { text in
                text.object { text in
                    Shapes.summary.writeMembers(of: report, to: &text)
                    for list in ["containers", "windows", "restarts", "actors"] {
                        text.key(list)
                        text.scalar(.null)
                    }
                    text.key("quality")
                    Shapes.quality.write(figures.quality, to: &text)
                }
            }
            return ((head, FigurePath()), selectors)
        }
    }

    private func part<Row>(
        _ name: String,
        _ rows: [Row],
        _ shape: Shape<Row>,
        _ rest: ArraySlice<FigureSelector>
    ) -> (found: Place, rest: ArraySlice<FigureSelector>) {
        let path = FigurePath([.member(name)])
        if let index = rest.first?.index, rows.indices.contains(index) {
            let element = FigureTree { shape.write(rows[index], to: &$0) }
            return ((element, path.appending(.element(index))), rest.dropFirst())
        }
        let list = FigureTree { text in text.array(rows) { row, text in shape.write(row, to: &text) } }
        return ((list, path), rest)
    }

    private func child(
        _ selector: FigureSelector,
        of node: FigureTree,
        at path: FigurePath,
        asked: String
    ) throws(FigurePathError) -> Place {
        switch node {
        case .leaf:
            throw FigurePathError(asked: asked, problem: .hasNoParts(path.text))
        case .members(let members):
            if let member = members.first(where: { ExactText($0.name) == ExactText(selector.text) }) {
                return (member.value, path.appending(.member(member.name)))
            }
            let candidates = members.map { path.appending(.member($0.name)).text }
            let sought = path.appending(.member(selector.text)).text
            throw FigurePathError(asked: asked, problem: .unknown(sought, candidates: candidates))
        case .elements(let elements):
            let index = try position(selector, in: elements, at: path, asked: asked)
            return (elements[index], path.appending(.element(index)))
        }
    }

    private func position(
        _ selector: FigureSelector,
        in elements: [FigureTree],
        at path: FigurePath,
        asked: String
    ) throws(FigurePathError) -> Int {
        if let index = selector.index, elements.indices.contains(index) { return index }
        let labels = elements.map(\.labels)
        let bearers = labels.indices.filter { labels[$0].contains(selector.text) }
        if let only = bearers.first, bearers.count == 1 { return only }
        let problem: FigurePathError.Problem =
            if bearers.count > 1 {
                .ambiguous(candidates: bearers.map { path.appending(.element($0)).text })
            } else if elements.isEmpty {
                .empty(path.text)
            } else if selector.index != nil {
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

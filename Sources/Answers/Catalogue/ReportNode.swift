package import Rendering
internal import Timelines

/// A place in the JSON of a report, and what stands there. Its parts are made when they are asked for.
struct ReportNode {
    let path: FigurePath
    let content: Content

    enum Content {
        case figure(Scalar, FigureDefinition)
        case members([Member])
        /// `names` are what a path can call the element at an index by.
        case elements(count: Int, names: (Int) -> [String], element: (Int) -> ReportNode)
    }

    struct Member {
        let name: String
        let node: () -> ReportNode
    }
}

/// A figure of one report: by which rule and from what it is computed.
package struct FigureDefinition {
    /// What the arithmetic calls it.
    let name: String
    let unit: FigureUnit
    let rule: DefinitionRule
    let place: FigurePlace
    let plan: () -> ExplanationPlan
}

/// A figure of a report by its place in the JSON, with its value.
package struct ReportFigure: Hashable, Sendable {
    package let path: FigurePath
    package let value: Scalar
}

extension StabilityReport {
    /// The figures at or below the place that `text` names, such as `fleet.restarts.count` or `containers[prod].restarts`;
    /// all of them where it is empty.
    ///
    /// An element of a list is named by its index from 0, or by the id, name, actor or event id that it alone has.
    package func figures(at text: String) throws(FigurePathError) -> [ReportFigure] {
        var node = root
        for selector in try FigureSelector.parse(text) { node = try node.child(selector, asked: text) }
        var figures: [ReportFigure] = []
        node.collect(into: &figures)
        return figures
    }

    /// How the figure at `path` is explained; nil where no figure stands there.
    package func definition(of path: FigurePath) -> FigureDefinition? {
        guard case .figure(_, let definition)? = root.descendant(path)?.content else { return nil }
        return definition
    }

    private var root: ReportNode {
        ReportNode(path: FigurePath(), content: .members(Catalogue.report.flatMap { $0.nodes(self) }))
    }
}

extension StabilityFigures {
    /// The figure of the fleet, or of the quality, at `path` in the report; nil where none stands there.
    func value(at path: FigurePath) -> Scalar? {
        let members = Catalogue.totals.nodes(of: self, at: FigurePlace())
        let root = ReportNode(path: FigurePath(), content: .members(members))
        guard case .figure(let value, _)? = root.descendant(path)?.content else { return nil }
        return value
    }
}

extension ReportNode {
    fileprivate func descendant(_ path: FigurePath) -> ReportNode? {
        path.parts.reduce(Optional(self)) { node, part in node?.child(part) }
    }

    fileprivate func child(_ part: FigurePath.Part) -> ReportNode? {
        switch (content, part) {
        case (.members(let members), .member(let name)):
            members.first { ExactText($0.name) == ExactText(name) }?.node()
        case (.elements(let count, _, let element), .element(let index)):
            (0..<count).contains(index) ? element(index) : nil
        default: nil
        }
    }

    fileprivate func child(_ selector: FigureSelector, asked: String) throws(FigurePathError) -> ReportNode {
        switch content {
        case .figure:
            throw FigurePathError(asked: asked, problem: .hasNoParts(path.text))
        case .members(let members):
            if let member = child(.member(selector.text)) { return member }
            let candidates = members.map { path.appending(.member($0.name)).text }
            let sought = path.appending(.member(selector.text)).text
            throw FigurePathError(asked: asked, problem: .unknown(sought, candidates: candidates))
        case .elements(let count, let names, let element):
            return element(try index(selector, among: count, names, asked: asked))
        }
    }

    private func index(
        _ selector: FigureSelector,
        among count: Int,
        _ names: (Int) -> [String],
        asked: String
    ) throws(FigurePathError) -> Int {
        if let index = selector.index, (0..<count).contains(index) { return index }
        let bearers = (0..<count).filter { names($0).contains(selector.text) }
        if let only = bearers.first, bearers.count == 1 { return only }
        let problem: FigurePathError.Problem =
            if bearers.count > 1 {
                .ambiguous(candidates: bearers.map { path.appending(.element($0)).text })
            } else if count == 0 {
                .empty(path.text)
            } else if selector.index != nil {
                .outside(path.text, count: count)
            } else {
                .unknown(
                    "\(path.text)[\(selector.text)]",
                    candidates: (0..<count).compactMap { names($0).first }.map { "\(path.text)[\($0)]" }
                )
            }
        throw FigurePathError(asked: asked, problem: problem)
    }

    fileprivate func collect(into figures: inout [ReportFigure]) {
        switch content {
        case .figure(let value, _): figures.append(ReportFigure(path: path, value: value))
        case .members(let members):
            for member in members { member.node().collect(into: &figures) }
        case .elements(let count, _, let element):
            for index in 0..<count { element(index).collect(into: &figures) }
        }
    }
}

internal import Rendering
internal import Timelines

/// The members of one object of the report's JSON.
struct FigureGroup<Value>: Sendable {
    let members: [FigureMember<Value>]
    /// What it is written by, as JSON and as cells.
    let shape: Shape<Value>

    /// `name` is what schemas call it.
    init(_ name: String, _ members: [FigureMember<Value>]) {
        self.members = members
        shape = Shape(name, fields: members.map(\.field))
    }

    /// Of an object that stands in one place alone.
    init(_ members: [FigureMember<Value>]) {
        self.members = members
        shape = Shape(fields: members.map(\.field))
    }

    /// The same members of an object that holds the value as a part of itself.
    func inlined<Outer>(_ part: @escaping @Sendable (Outer) -> Value) -> [FigureMember<Outer>] {
        members.map { member in
            FigureMember(field: member.field.reading(part), entries: member.entries) { outer, place in
                member.node(part(outer), place)
            }
        }
    }

    /// The members of `value`, which stands at `place`.
    func nodes(of value: Value, at place: FigurePlace) -> [ReportNode.Member] {
        members.map { member in
            ReportNode.Member(name: member.field.name) { member.node(value, place) }
        }
    }

    func entries(under prefix: String) -> [CatalogueEntry] {
        members.flatMap { member in member.entries.map { $0.under(prefix) } }
    }
}

/// A member of an object of the report's JSON: its name and its meaning, how it is read, and how the figures at or below it are
/// explained.
struct FigureMember<Value>: Sendable {
    let field: Field<Value>
    /// The figures at or below it, each by its path within the object.
    let entries: [CatalogueEntry]
    /// What stands there in a report; `FigurePlace` is that of the object.
    let node: @Sendable (Value, FigurePlace) -> ReportNode
}

/// What the documents say of a figure.
struct CatalogueEntry: Hashable, Sendable {
    /// Such as `containers[].availability.ratio`.
    let path: String
    let unit: FigureUnit
    let rule: DefinitionRule
    let meaning: String

    func under(_ prefix: String) -> CatalogueEntry {
        CatalogueEntry(path: prefix + "." + path, unit: unit, rule: rule, meaning: meaning)
    }
}

/// The object whose members figures are, and whose figures they are.
struct FigurePlace: Sendable {
    /// Of the object, from the root of the report.
    var path = FigurePath()
    /// The fleet, or the element of a list, that the object belongs to.
    var owner = FigurePath()
    /// The container on whose history the figures rest; nil is all of them.
    var container: ContainerID?

    /// The index of the owner in its list; 0 where it is in none.
    var index: Int {
        if case .element(let index)? = owner.parts.last { index } else { 0 }
    }

    /// The object at a member of this one.
    func member(_ name: String) -> FigurePlace {
        FigurePlace(path: path.appending(.member(name)), owner: owner, container: container)
    }

    /// The element of this list.
    func element(_ index: Int, of container: ContainerID?) -> FigurePlace {
        let path = path.appending(.element(index))
        return FigurePlace(path: path, owner: path, container: container)
    }
}

// MARK: The kinds of members

extension FigureMember {
    /// A figure. Its value is the field's, its meaning the field's sentence.
    static func figure(
        _ field: Field<Value>,
        _ unit: FigureUnit,
        _ rule: DefinitionRule,
        _ plan: @escaping @Sendable (Value, FigurePlace) -> ExplanationPlan
    ) -> Self {
        guard let read = field.scalar else { preconditionFailure("\(field.name) has parts, so it is no figure") }
        let entry = CatalogueEntry(path: field.name, unit: unit, rule: rule, meaning: field.schema.sentence ?? "")
        return FigureMember(field: field, entries: [entry]) { value, place in
            ReportNode(
                path: place.member(field.name).path,
                content: .figure(
                    read(value),
                    FigureDefinition(
                        name: field.name,
                        unit: unit,
                        rule: rule,
                        place: place
                    ) { plan(value, place) }
                )
            )
        }
    }

    /// What was asked for, or a fact about the log: nothing is computed.
    static func stated(_ field: Field<Value>, _ unit: FigureUnit, _ rule: DefinitionRule = .asked) -> Self {
        figure(field, unit, rule) { value, _ in .stated(field.scalar?(value) ?? .null) }
    }

    /// An object of its own.
    static func section<Part>(
        _ name: String,
        _ group: FigureGroup<Part>,
        _ read: @escaping @Sendable (Value) -> Part
    ) -> Self {
        FigureMember(field: .object(name, group.shape) { read($0) }, entries: group.entries(under: name)) {
            value,
            place in
            let place = place.member(name)
            return ReportNode(path: place.path, content: .members(group.nodes(of: read(value), at: place)))
        }
    }

    /// An object that can be null, which is explained as the figure `absent`.
    static func section<Part>(
        _ name: String,
        _ group: FigureGroup<Part>,
        _ meaning: String,
        orNull absent: @escaping @Sendable (FigurePlace) -> FigureDefinition,
        _ read: @escaping @Sendable (Value) -> Part?
    ) -> Self {
        FigureMember(
            field: .object(name, group.shape, meaning, read),
            entries: group.entries(under: name)
        ) { value, place in
            let place = place.member(name)
            let content =
                read(value).map { ReportNode.Content.members(group.nodes(of: $0, at: place)) }
                ?? .figure(.null, absent(place))
            return ReportNode(path: place.path, content: content)
        }
    }

    /// A list of texts, each a figure.
    static func texts(
        _ name: String,
        _ meaning: String,
        _ rule: DefinitionRule,
        each: String,
        _ read: @escaping @Sendable (Value) -> [String],
        _ plan: @escaping @Sendable (_ text: String, _ index: Int, FigurePlace) -> ExplanationPlan
    ) -> Self {
        let entry = CatalogueEntry(path: name + "[]", unit: .text, rule: rule, meaning: meaning)
        return FigureMember(field: .texts(name, meaning, read), entries: [entry]) { value, place in
            let texts = read(value)
            let list = place.member(name).path
            return ReportNode(
                path: list,
                content: .elements(count: texts.count, names: { [texts[$0]] }) { index in
                    ReportNode(
                        path: list.appending(.element(index)),
                        content: .figure(
                            .text(texts[index]),
                            FigureDefinition(
                                name: each,
                                unit: .text,
                                rule: rule,
                                place: place
                            ) { plan(texts[index], index, place) }
                        )
                    )
                }
            )
        }
    }

    /// A list of objects that CSV leaves to another table.
    static func list<Part>(
        jsonOnly name: String,
        _ list: FigureList<Part>,
        _ meaning: String,
        _ read: @escaping @Sendable (Value) -> [Part]
    ) -> Self {
        FigureMember(
            field: .jsonOnly(name, JSONSchema.list(list.group.shape.schema).described(meaning)) { value, text in
                text.array(read(value)) { part, text in list.group.shape.write(part, to: &text) }
            },
            entries: list.entries(under: name)
        ) { value, place in list.node(of: read(value), at: place.member(name)) }
    }

    /// A list of objects.
    static func list<Part>(
        _ name: String,
        _ list: FigureList<Part>,
        _ meaning: String,
        phrase: @escaping @Sendable (Part) -> String,
        _ read: @escaping @Sendable (Value) -> [Part]
    ) -> Self {
        FigureMember(
            field: .list(name, list.group.shape, meaning, phrase: phrase, read),
            entries: list.entries(under: name)
        ) { value, place in list.node(of: read(value), at: place.member(name)) }
    }
}

/// The elements of a list of the report.
struct FigureList<Element>: Sendable {
    let group: FigureGroup<Element>
    /// What a path can call an element by, what people know it by first.
    let names: @Sendable (Element) -> [String]
    /// On whose history the figures of an element rest; nil is all containers'.
    let container: @Sendable (Element) -> ContainerID?

    func entries(under name: String) -> [CatalogueEntry] {
        group.entries(under: name + "[]")
    }

    func node(of elements: [Element], at place: FigurePlace) -> ReportNode {
        ReportNode(
            path: place.path,
            content: .elements(count: elements.count, names: { names(elements[$0]) }) { index in
                let element = place.element(index, of: container(elements[index]))
                return ReportNode(path: element.path, content: .members(group.nodes(of: elements[index], at: element)))
            }
        )
    }
}

internal import Foundation
internal import Periods
internal import Study
internal import Timelines

/// A baseline file as it is written; members that it does not know are passed over.
struct BaselineDocument: Decodable {
    struct Range: Decodable {
        var from: String
        var to: String
        var timezone: String
    }

    struct Log: Decodable {
        var size: Int64
        var root: String
    }

    /// The samples of a group; of all where the file is not grouped.
    struct Samples: Decodable {
        var group: String?
        var name: String?
        var missing: Int
        var invalid: Int
        var ms: [Double]
    }

    var kind: String
    var group_by: String?
    var range: Range
    var containers: [String]
    var projects: [String]
    var log: Log
    var samples: [Samples]

    /// The value that it says.
    ///
    /// Throws: `BaselineMistake` where a member says what no baseline can.
    func baseline() throws -> SavedBaseline {
        guard let kind = LatencyKind(rawValue: kind) else {
            throw BaselineMistake("kind", "“\(kind)” is no kind of transition")
        }
        let grouping = try group_by.map { text in
            guard let grouping = GateGrouping(rawValue: text) else {
                throw BaselineMistake("group_by", "“\(text)” is nothing to group by")
            }
            return grouping
        }
        guard ZonedClock(timeZone: range.timezone) != nil else {
            throw BaselineMistake("range.timezone", "“\(range.timezone)” is no time zone")
        }
        guard let root = Data(base64Encoded: log.root), root.count == 32 else {
            throw BaselineMistake("log.root", "it is no root hash")
        }
        guard log.size >= 0 else { throw BaselineMistake("log.size", "\(log.size) is no number of records") }
        return SavedBaseline(
            samples: try samples(of: kind, by: grouping),
            timezone: range.timezone,
            scope: GateScope(containers: containers, projects: projects),
            logSize: log.size,
            logRoot: Array(root)
        )
    }

    private func samples(of kind: LatencyKind, by grouping: GateGrouping?) throws -> RangeSamples {
        let parts = try samples.enumerated().map { try $1.checked(at: "samples[\($0)]") }
        let groups = try grouping.map { grouping in
            try zip(samples, parts).reduce(into: [GroupSamples]()) { groups, part in
                let group = GateGroup(grouping, key: part.0.group, name: part.0.name)
                guard !groups.contains(where: { $0.group.isSame(as: group) }) else {
                    throw BaselineMistake("samples[\(groups.count)].group", "“\(group.id)” has been before")
                }
                groups.append(GroupSamples(group: group, samples: part.1))
            }
        }
        if grouping == nil, parts.count != 1 {
            throw BaselineMistake("samples", "without group_by it is one list, and here are \(parts.count)")
        }
        return RangeSamples(
            kind: kind,
            range: try interval(),
            grouping: grouping,
            // Every sample is of one group.
            pooled: LatencySamples(
                parts.flatMap(\.milliseconds),
                missing: try total(parts.map(\.missing), "missing"),
                invalid: try total(parts.map(\.invalid), "invalid")
            ),
            groups: groups ?? []
        )
    }

    private func total(_ counts: [Int], _ name: String) throws -> Int {
        try counts.enumerated().reduce(0) { sum, part in
            // Both are no more than this, so that their sum is a number.
            guard part.element <= Self.mostEntries - sum else {
                throw BaselineMistake(
                    "samples[\(part.offset)].\(name)",
                    "\(part.element) are more entries than can be counted"
                )
            }
            return sum + part.element
        }
    }

    /// Up to here every program that reads JSON has whole numbers.
    private static let mostEntries = 1 << 53

    private func interval() throws -> Interval {
        func instant(_ text: String, _ path: String) throws -> Instant {
            guard let instant = Instant(iso8601: text) else {
                throw BaselineMistake(path, "“\(text)” is no instant")
            }
            return instant
        }
        let interval = Interval(start: try instant(range.from, "range.from"), end: try instant(range.to, "range.to"))
        guard interval.start < interval.end else {
            throw BaselineMistake("range", "it ends no later than it begins")
        }
        return interval
    }
}

extension BaselineDocument.Samples {
    /// Throws: where a number is no count or no sample.
    func checked(at path: String) throws -> LatencySamples {
        for (name, count) in [("missing", missing), ("invalid", invalid)] where count < 0 {
            throw BaselineMistake("\(path).\(name)", "\(count) is no number of entries")
        }
        for (position, milliseconds) in ms.enumerated() where DurationReading(milliseconds: milliseconds) == .invalid {
            throw BaselineMistake(
                "\(path).ms[\(position)]",
                "\(milliseconds) is no duration of 0 to 86400000 milliseconds"
            )
        }
        return LatencySamples(ms, missing: missing, invalid: invalid)
    }
}

/// What is wrong with a baseline file, and where in it.
package struct BaselineMistake: Error {
    package let message: String

    fileprivate init(_ message: String) {
        self.message = message
    }

    fileprivate init(_ member: String, _ message: String) {
        self.message = "\(member): \(message)"
    }
}

extension SavedBaseline {
    /// Reads the content of a baseline file (`tachograph.baseline/1`).
    ///
    /// Throws: `BaselineMistake`, with what is wrong where in it.
    package init(contents: [UInt8]) throws(BaselineMistake) {
        guard !contents.isEmpty else { throw BaselineMistake("it is empty") }
        do {
            let data = Data(contents)
            let schema = try JSONDecoder().decode(SchemaMember.self, from: data).schema
            guard schema == SavedBaseline.schema else { throw BaselineMistake(BaselineComplaint.about(schema: schema)) }
            self = try JSONDecoder().decode(BaselineDocument.self, from: data).baseline()
        } catch let error as DecodingError {
            throw BaselineMistake(BaselineComplaint.about(error))
        } catch let error as BaselineMistake {
            throw error
        } catch {
            throw BaselineMistake("it can't be understood")
        }
    }
}

private struct SchemaMember: Decodable {
    var schema: String?
}

/// Why a baseline file can't be understood, in words that name the place.
enum BaselineComplaint {
    /// A file that names another schema, or none.
    static func about(schema: String?) -> String {
        guard let schema else { return "it names no schema" }
        let family = SavedBaseline.schema.prefix { $0 != "/" } + "/"
        return schema.hasPrefix(family)
            ? "it is of \(schema), and this tacho reads \(SavedBaseline.schema)" : "it is a \(schema), no baseline"
    }

    /// A file that is no JSON, or that lacks something.
    static func about(_ error: DecodingError) -> String {
        switch error {
        case .keyNotFound(let key, let context): "\(path(context.codingPath + [key])): it is missing"
        case .typeMismatch(let type, let context): "\(path(context.codingPath)): it is no \(name(of: type))"
        case .valueNotFound(let type, let context):
            "\(path(context.codingPath)): it is null, and has to be a \(name(of: type))"
        case .dataCorrupted(let context):
            context.codingPath.isEmpty
                ? "it is no JSON, or cut off\(detail(of: context))"
                : "\(path(context.codingPath)): \(context.debugDescription)"
        @unknown default: "it can't be understood"
        }
    }

    /// Where the text stops to be JSON, in the decoder's words.
    private static func detail(of context: DecodingError.Context) -> String {
        guard let cause = context.underlyingError as NSError?,
            let words = cause.userInfo[NSDebugDescriptionErrorKey] as? String
        else { return "" }
        return " (\(words.hasSuffix(".") ? String(words.dropLast()) : words))"
    }

    private static func name(of type: any Any.Type) -> String {
        switch type {
        case is String.Type: "text"
        case is Double.Type, is Int.Type, is Int64.Type: "number"
        case is [Double].Type, is [BaselineDocument.Samples].Type: "list"
        default: "object"
        }
    }
}

/// `samples[2].ms[17]`.
private func path(_ path: [any CodingKey]) -> String {
    path.reduce("") { path, key in
        if let index = key.intValue { return "\(path)[\(index)]" }
        return path.isEmpty ? key.stringValue : "\(path).\(key.stringValue)"
    }
}

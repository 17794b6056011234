internal import Foundation

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
        case .keyNotFound(let key, let context): "\(place(context.codingPath + [key])): it is missing"
        case .typeMismatch(let type, let context): "\(place(context.codingPath)): it is no \(name(of: type))"
        case .valueNotFound(let type, let context):
            "\(place(context.codingPath)): it is null, and has to be a \(name(of: type))"
        case .dataCorrupted(let context):
            context.codingPath.isEmpty
                ? "it is no JSON, or cut off\(detail(of: context))"
                : "\(place(context.codingPath)): \(context.debugDescription)"
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
private func place(_ path: [any CodingKey]) -> String {
    path.reduce("") { place, key in
        if let index = key.intValue { return "\(place)[\(index)]" }
        return place.isEmpty ? key.stringValue : "\(place).\(key.stringValue)"
    }
}

import Foundation
import Timelines

/// An explanation as its JSON prints it, to be worked out again by somebody who knows nothing of the program.
struct PrintedExplanation {
    let path: String
    /// The report's figure.
    let figure: Cell
    let steps: [Step]
    let evidence: [String: [[String: Cell]]]
    let from: Int64
    let to: Int64
    let restartGap: Double

    struct Step {
        let name: String
        let value: Cell
        let operation: String
        let terms: [String]
        let table: String?
        let column: String?
        let conditions: [(column: String, relation: String, value: Cell)]
        let parameter: Int?
    }

    /// A JSON scalar.
    enum Cell: Hashable {
        case null
        case flag(Bool)
        case number(Double)
        case text(String)

        init(_ json: Any?) {
            switch json {
            case let text as String: self = .text(text)
            case let number as NSNumber:
                self = String(cString: number.objCType) == "c" ? .flag(number.boolValue) : .number(number.doubleValue)
            default: self = .null
            }
        }

        /// Milliseconds since 1970 of an instant.
        var instant: Int64? {
            guard case .text(let text) = self else { return nil }
            return Instant(iso8601: text)?.milliseconds
        }

        var number: Double? {
            if case .number(let number) = self { number } else { nil }
        }

        /// What arithmetic can be done with: a number, or the milliseconds of an instant.
        var amount: Double? { number ?? instant.map(Double.init) }

        var text: String? {
            if case .text(let text) = self { text } else { nil }
        }
    }

    /// Reads a document that explains one figure; nil where it is none.
    init?(parsing json: Data) throws {
        guard let document = try JSONSerialization.jsonObject(with: json) as? [String: Any],
            let figures = document["figures"] as? [[String: Any]], figures.count == 1,
            let path = figures[0]["path"] as? String,
            let explanation = document["explanation"] as? [String: Any],
            let range = document["range"] as? [String: Any], let options = document["options"] as? [String: Any],
            let from = Cell(range["from"]).instant, let to = Cell(range["to"]).instant,
            let gap = Cell(options["restart_gap_ms"]).number,
            let steps = explanation["steps"] as? [[String: Any]],
            let evidence = explanation["evidence"] as? [String: [[String: Any]]]
        else { return nil }
        self.path = path
        figure = Cell(figures[0]["value"])
        self.from = from
        self.to = to
        restartGap = gap
        self.steps = steps.map(Step.init)
        self.evidence = evidence.mapValues { $0.map { $0.mapValues(Cell.init) } }
    }
}

extension PrintedExplanation.Step {
    fileprivate init(_ json: [String: Any]) {
        name = json["name"] as? String ?? ""
        value = PrintedExplanation.Cell(json["value"])
        operation = json["operation"] as? String ?? ""
        terms = json["terms"] as? [String] ?? []
        table = json["evidence"] as? String
        column = json["column"] as? String
        conditions = (json["where"] as? [[String: Any]] ?? []).map { condition in
            (
                condition["column"] as? String ?? "", condition["relation"] as? String ?? "",
                PrintedExplanation.Cell(condition["value"])
            )
        }
        parameter = (json["parameter"] as? NSNumber)?.intValue
    }
}
